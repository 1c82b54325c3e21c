/**
 * What is known of one answer so far: the events of its log, added up. Knows nothing of the page.
 *
 * `phase` goes from `sending` over `accepted` and `writing` to one of `done`, `stopped`, `failed`.
 */
export class Answer {
  phase = 'sending';
  id = null;
  text = '';
  sources = [];
  citations = [];
  route = null;
  cache = null;
  degraded = [];
  usage = null;
  timings = null;
  grounded = null;
  /** The sentences that their sources do not bear out, and how much of the answer they do. */
  unsupported = [];
  support = null;
  finishReason = null;
  /** What could be asked instead. */
  suggestions = [];
  error = null;
  resumed = 0;
  /** When things were first seen here, in milliseconds of `performance.now()`. */
  seen = {};

  constructor(now = performance.now()) {
    this.seen.asked = now;
  }

  get ended() {
    return this.phase === 'done' || this.phase === 'stopped' || this.phase === 'failed';
  }

  /** Whether the documents had nothing to say: a state of its own, not an error. */
  get nothingFound() {
    return this.phase === 'done' && this.grounded === false && this.citations.length === 0;
  }

  apply({ kind, data }, now = performance.now()) {
    switch (kind) {
      case 'accepted':
        this.id = data.id;
        this.phase = 'accepted';
        this.seen.accepted ??= now;
        break;
      case 'routed':
        this.#routed(data);
        break;
      case 'sources':
        this.sources = data.sources ?? [];
        this.seen.sources ??= now;
        break;
      case 'token':
        this.text += data.text ?? '';
        this.phase = 'writing';
        this.seen.firstToken ??= now;
        break;
      case 'citation':
        this.citations.push(data);
        break;
      case 'degraded':
        this.degraded.push(data);
        break;
      case 'usage':
        this.usage = data;
        break;
      case 'resumed':
        this.resumed++;
        break;
      case 'done':
        this.#whole(data);
        this.#end('done', now);
        break;
      case 'error':
        this.error = data.error ?? {};
        this.#end('failed', now);
        break;
      case 'stopped':
        this.#end('stopped', now);
        break;
    }
  }

  /** Takes a finished answer as `GET /v1/answers/{id}` gives it. */
  replay(whole) {
    this.text = whole.answer ?? '';
    this.seen = {};
    this.#whole(whole);
    this.#end('done');
  }

  #whole(answer) {
    this.id = answer.id ?? this.id;
    this.grounded = answer.grounded ?? null;
    this.sources = answer.sources ?? this.sources;
    this.citations = answer.citations ?? this.citations;
    this.route = answer.route ?? this.route;
    this.cache = answer.cache ?? this.cache;
    this.degraded = answer.degraded ?? this.degraded;
    this.usage = answer.usage ?? this.usage;
    this.timings = answer.timings ?? this.timings;
    this.unsupported = answer.unsupported ?? [];
    this.support = answer.support ?? null;
    this.finishReason = answer.finishReason ?? null;
    this.suggestions = answer.suggestions ?? [];
  }

  #routed({ cache, ...route }) {
    this.route = route;
    this.cache = cache ?? this.cache;
  }

  #end(phase, now) {
    this.phase = phase;
    this.seen.ended = now;
  }
}
