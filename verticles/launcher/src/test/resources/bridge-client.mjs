// The official client of Vert.x' event bus bridge against a gateway: node client.mjs URL
import assert from 'node:assert/strict';
import EventBus from '@vertx/eventbus-bridge-client.js';

const bus = new EventBus(process.argv[2], { transports: ['websocket'] });
const nameless = [];
bus.onerror = (error) => nameless.push(error);
await new Promise((resolve) => { bus.onopen = resolve; });

const send = (address, body) => new Promise((resolve) => {
  bus.send(address, body, {}, (error, message) => resolve({ error, body: message?.body }));
});

const korean = await send('sluice.ask', { question: '휴가는 며칠이에요?' });
assert.match(korean.body.answer, /15일/);
assert.equal(korean.body.sources[0].document, 'ko/leave.md');

const english = await send('sluice.ask', { question: 'How many days of vacation do I get?' });
assert.match(english.body.answer, /15 days/);
assert.equal(english.body.grounded, true);

const found = await send('sluice.search', { query: '연차', k: 2 });
assert.equal(found.body.hits.length, 2);

const wrong = await send('sluice.ask', { question: 'q', k: 0 });
assert.equal(wrong.error.failureCode, 400);
assert.equal(wrong.error.failureType, 'RECIPIENT_FAILURE');
assert.equal(JSON.parse(wrong.error.message).error.param, 'k');

const denied = await send('sluice.retrieval.list-documents', {});
assert.equal(denied.error.message, 'access_denied');

bus.registerHandler('sluice.ask', () => assert.fail('nothing is ever published'));
bus.publish('sluice.ask', { question: 'q' });
while (nameless.length < 2) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
assert.deepEqual(nameless.map((error) => error.body), ['access_denied', 'access_denied']);
process.exit(0);
