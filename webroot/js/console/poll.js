/** Asks again and again, but only while the page is seen: a page in the background asks for nothing. */
export class Poll {
  #everyMs;
  #ask;
  #clock = 0;
  #request = null;
  #isOn = false;

  /** `ask(signal)` resolves to whether to go on. */
  constructor(everyMs, ask) {
    this.#everyMs = everyMs;
    this.#ask = ask;
    document.addEventListener('visibilitychange', () => this.#isOn && (document.hidden ? this.#rest() : this.now()));
  }

  start() {
    this.#isOn = true;
    this.now();
  }

  stop() {
    this.#isOn = false;
    this.#rest();
  }

  /** Asks at once; what was asked before is of no use any more. */
  async now() {
    this.#rest();
    const request = new AbortController();
    this.#request = request;
    const goesOn = await this.#ask(request.signal);
    if (request.signal.aborted) return;
    this.#request = null;
    if (goesOn && this.#isOn && !document.hidden) this.#clock = setTimeout(() => this.now(), this.#everyMs);
  }

  #rest() {
    clearTimeout(this.#clock);
    this.#request?.abort();
    this.#request = null;
  }
}
