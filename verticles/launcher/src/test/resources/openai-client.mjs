// OpenAI's client for Node against the gateway at the URL that is given.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const client = new OpenAI({baseURL: process.argv[2], apiKey: 'none'});
const model = 'sluice/garden';
const question = '온실 관리인의 연차는 며칠인가요?';
const answer = '온실 관리인의 연차는 17일입니다 [1].';
const messages = [{role: 'user', content: question}];

const whole = await client.chat.completions.create({model, messages});
const {content, annotations} = whole.choices[0].message;
assert.equal(content, answer);
const {url, start_index, end_index} = annotations[0].url_citation;
assert.equal(url, 'https://example.org/greenhouse');
assert.equal(content.slice(start_index, end_index), '온실 관리인의 연차는 17일입니다');
assert.equal(whole.usage.total_tokens, 46);
assert.equal(whole.sluice.grounded, true);

let said = '';
let last;
for await (const chunk of await client.chat.completions.create(
    {model, messages, stream: true, stream_options: {include_usage: true}})) {
  said += chunk.choices[0]?.delta?.content ?? '';
  last = chunk;
}
assert.equal(said, answer);
assert.equal(last.usage.total_tokens, 46);

const runner = client.chat.completions.stream({model, messages});
assert.equal(await runner.finalContent(), answer);

const stopped = await client.chat.completions.create({model, messages, stop: ['17']});
assert.equal(stopped.choices[0].message.content, '온실 관리인의 연차는 ');
assert.equal(stopped.choices[0].finish_reason, 'stop');
const short = await client.chat.completions.create({model, messages, max_tokens: 4});
assert.equal(short.choices[0].finish_reason, 'length');

const ids = [];
for await (const one of client.models.list()) {
  ids.push(one.id);
}
assert.deepEqual(ids, ['sluice', 'sluice/default', 'sluice/garden']);
assert.equal((await client.models.retrieve(model)).id, model);

// It asks for base64 unless it is told otherwise.
const vectors = await client.embeddings.create({model: 'sluice', input: ['annual leave', '연차']});
const plain = await client.embeddings.create(
    {model: 'sluice', input: 'annual leave', encoding_format: 'float'});
assert.equal(vectors.data[1].embedding.length, 384);
assert.ok(Math.abs(vectors.data[0].embedding[0] - plain.data[0].embedding[0]) < 1e-6);

await assert.rejects(client.chat.completions.create({model: 'gpt-4o', messages}),
    OpenAI.NotFoundError);
await assert.rejects(client.models.retrieve('sluice/nope'), OpenAI.NotFoundError);
await assert.rejects(client.chat.completions.create({model, messages, n: 2}),
    (e) => e instanceof OpenAI.BadRequestError && e.param === 'n');
