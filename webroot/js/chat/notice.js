import { el } from '../dom.js';
import { onLanguageChange, t } from '../i18n.js';

/**
 * The one quiet line under the composer, for what concerns the page rather than one answer. It takes
 * the place of the keyboard hint, so nothing moves.
 */
export class Notice {
  #line;
  #hint;
  #shown = null;
  #clock = 0;

  constructor(line, hint) {
    this.#line = line;
    this.#hint = hint;
    onLanguageChange(() => this.#draw());
  }

  /** Shows the words of `key` until something else is shown, or for some seconds. */
  show(key, { values, kind = 'plain', forMs = 0 } = {}) {
    clearTimeout(this.#clock);
    this.#shown = { key, values, kind };
    this.#draw();
    if (forMs > 0) this.#clock = setTimeout(() => this.clear(), forMs);
  }

  /** Takes the line away; with keys, only if it shows one of them. */
  clear(...keys) {
    if (this.#shown === null || (keys.length > 0 && !keys.includes(this.#shown.key))) return;
    clearTimeout(this.#clock);
    this.#shown = null;
    this.#draw();
  }

  #draw() {
    this.#hint.hidden = this.#shown !== null;
    if (this.#shown === null) {
      this.#line.replaceChildren();
      return;
    }
    const { key, values, kind } = this.#shown;
    this.#line.replaceChildren(el('span', { class: `notice notice-${kind}`, testid: 'notice' }, t(key, values)));
  }
}
