/** Room between the end of the text and the composer. */
const MARGIN_PX = 16;
const TOLERANCE_PX = 8;

/**
 * Keeps the end of a growing answer in view, but only while the reader is there: scrolling up lets
 * go, coming back to the end takes hold again.
 */
export class Follow {
  #dock;
  #toEnd;
  #tail = null;
  #atEnd = true;

  constructor(dock, toEnd) {
    this.#dock = dock;
    this.#toEnd = toEnd;
    addEventListener('scroll', () => this.#look(), { passive: true });
    toEnd.addEventListener('click', () => this.jump());
  }

  /** From now on the end is where this element ends. */
  begin(tail) {
    this.#tail = tail;
    this.#atEnd = true;
    this.#showButton();
  }

  end() {
    this.#tail = null;
    this.#showButton();
  }

  /** To be called after the answer grew. */
  step() {
    if (this.#tail !== null && this.#atEnd) this.#scroll();
  }

  jump() {
    this.#atEnd = true;
    this.#scroll();
    this.#showButton();
  }

  #scroll() {
    const below = this.#below();
    if (below > 0) scrollBy({ top: below, behavior: 'instant' });
  }

  #below() {
    return this.#tail.getBoundingClientRect().bottom + MARGIN_PX - this.#dock.getBoundingClientRect().top;
  }

  #look() {
    if (this.#tail === null) return;
    this.#atEnd = this.#below() <= TOLERANCE_PX;
    this.#showButton();
  }

  #showButton() {
    this.#toEnd.hidden = this.#tail === null || this.#atEnd;
  }
}
