import { tellInPassing } from './tell.js';

/**
 * Tells the gateway which sources of an answer were opened: each once. What is opened while the answer is
 * still being written is told when it has ended, for only then is it known to those who count.
 */
export class Clicks {
  #answer;
  #seen = new Set();
  #untold = [];

  constructor(answer) {
    this.#answer = answer;
  }

  /** The source of this number has been opened. */
  opened(n) {
    if (this.#seen.has(n)) return;
    this.#seen.add(n);
    this.#untold.push(n);
    this.tell();
  }

  /** Tells what can be told by now. */
  tell() {
    const { phase, id } = this.#answer;
    if (phase !== 'done' || id === null) return;
    for (const source of this.#untold.splice(0)) tellInPassing('/v1/clicks', { answer: id, source });
  }
}
