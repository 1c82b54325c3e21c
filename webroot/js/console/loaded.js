import { skeleton } from '../skeleton.js';
import { trouble } from './trouble.js';

/** What was asked for once: grey lines until it is there, a sentence where it fails, and then what it is. */
export class Loaded {
  #container;
  #ask;
  #show;
  #found = null;
  #error = null;
  #request = new AbortController();

  /** `ask(signal)` answers with `{ok, value, error}`, and `show(value)` makes the elements of it. */
  constructor(container, { ask, show }) {
    this.#container = container;
    this.#ask = ask;
    this.#show = show;
  }

  get value() {
    return this.#found;
  }

  /** Asks again; what is there stays until the answer comes, unless it is of something else. Resolves to what went wrong, or null. */
  async load({ fromStart = false } = {}) {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    if (fromStart) this.#found = null;
    if (this.#found === null) this.#error = null;
    this.draw();
    this.#container.setAttribute('aria-busy', 'true');
    const { ok, value, error } = await this.#ask(request.signal);
    if (request.signal.aborted) return null;
    this.#container.removeAttribute('aria-busy');
    this.#error = ok ? null : error;
    if (ok) this.#found = value;
    this.draw();
    return this.#error;
  }

  stop() {
    this.#request.abort();
    this.#container.removeAttribute('aria-busy');
  }

  /** Puts another value in the place of what was found. */
  replace(value) {
    this.stop();
    this.#found = value;
    this.draw();
  }

  draw() {
    const failed = this.#error === null ? [] : [trouble(this.#error, () => this.load())];
    if (this.#found !== null) this.#container.replaceChildren(...failed, ...this.#show(this.#found));
    else this.#container.replaceChildren(...(failed.length > 0 ? failed : [skeleton()]));
  }
}
