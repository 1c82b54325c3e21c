import { send } from '../access/send.js';
import { unexpectedReply, unreachable } from '../api.js';
import { RETRY_AFTER_MS, eventsOf, pause } from '../event-stream.js';

/**
 * The events of one answer, from the question to its end, whatever the connection does meanwhile.
 *
 * An answer is a log on the gateway and its events are numbered, so a cut stream is taken up again
 * with `Last-Event-ID`. Besides the log's own kinds the reader sees `reconnecting`, `resumed` and
 * `stopped`. Every failure is an `error` event, the last one. Nothing is thrown.
 */
export class AnswerStream {
  #question;
  #fetch;
  #stopped = new AbortController();
  #answer = null;
  #last = null;

  constructor(question, fetcher = send) {
    this.#question = question;
    this.#fetch = fetcher;
  }

  async *events() {
    let attempt = 0;
    let connect = (signal) => this.#ask(signal);
    for (;;) {
      const reading = { opened: false, ended: false, advanced: false, refusal: null };
      yield* this.#read(connect, reading);
      if (this.#stopped.signal.aborted) {
        yield event('stopped');
        return;
      }
      if (reading.ended) return;
      if (reading.refusal && !worthAnotherTry(reading.refusal, this.#answer)) {
        yield event('error', { error: reading.refusal });
        return;
      }
      if (this.#answer === null) {
        // Nobody knows whether the question arrived: asking again is for the person to decide.
        yield event('error', { error: reading.opened ? unexpectedReply(200) : unreachable() });
        return;
      }
      if (reading.advanced) attempt = 0;
      if (attempt === RETRY_AFTER_MS.length) {
        yield event('error', { error: { ...unreachable(), code: 'page.cut' } });
        return;
      }
      yield event('reconnecting', { attempt: attempt + 1, of: RETRY_AFTER_MS.length });
      await pause(reading.refusal?.retryAfterMs ?? RETRY_AFTER_MS[attempt], this.#stopped.signal);
      attempt++;
      connect = (signal) => this.#resume(signal);
    }
  }

  /** Ends the answer here and on the gateway; what came stays. */
  stop() {
    if (this.#stopped.signal.aborted) return;
    this.#stopped.abort();
    if (this.#answer !== null) {
      this.#fetch(answerPath(this.#answer), { method: 'DELETE', keepalive: true }).catch(() => {});
    }
  }

  /** Reads one connection to its end and notes in `reading` how it went. */
  async *#read(connect, reading) {
    for await (const { id, kind, data } of eventsOf(connect, this.#stopped.signal)) {
      if (kind === 'refused') {
        reading.refusal = data;
      } else if (kind === 'opened') {
        reading.opened = true;
        if (this.#last !== null) yield event('resumed');
      } else if (this.#isNew(id)) {
        reading.advanced = true;
        if (kind === 'accepted') this.#answer = data.id;
        if (kind === 'done' || kind === 'error') reading.ended = true;
        yield { kind, data };
        if (reading.ended) return;
      }
    }
  }

  #ask(signal) {
    return this.#fetch('/v1/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(this.#question),
      signal,
    });
  }

  #resume(signal) {
    const headers = { accept: 'text/event-stream' };
    if (this.#last !== null) headers['last-event-id'] = String(this.#last);
    return this.#fetch(`${answerPath(this.#answer)}/events`, { headers, signal });
  }

  /** Whether the event is beyond what was seen, so that nothing is told twice after a resume. */
  #isNew(id) {
    const number = Number(id);
    if (id === '' || Number.isNaN(number)) return true;
    if (this.#last !== null && number <= this.#last) return false;
    this.#last = number;
    return true;
  }
}

function answerPath(id) {
  return `/v1/answers/${encodeURIComponent(id)}`;
}

/** A refused resume may be worth another try; a refused question is told as it is. */
function worthAnotherTry(error, answer) {
  return answer !== null && (error.status === 429 || error.status >= 500);
}

function event(kind, data = {}) {
  return { kind, data };
}
