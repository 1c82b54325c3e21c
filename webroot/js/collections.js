import { requestJson } from './api.js';
import { el } from './dom.js';
import { onLanguageChange, t } from './i18n.js';
import { recall, remember } from './memory.js';

const DEFAULT = 'default';

/** The collections there are and the chosen one, which the select in the header shows. */
export class Collections {
  #select;
  #onChange;
  #known = [];
  #loaded = false;

  constructor(select, onChange) {
    this.#select = select;
    this.#onChange = onChange;
    this.#draw(recall('collection') ?? DEFAULT);
    select.addEventListener('change', () => {
      remember('collection', select.value);
      onChange();
    });
    onLanguageChange(() => this.#draw(select.value));
  }

  get chosen() {
    return this.#select.value;
  }

  /** The chosen collection's counts, or null while nothing is known of it. */
  get counts() {
    if (!this.#loaded) return null;
    return this.#known.find(({ name }) => name === this.chosen) ?? { name: this.chosen, documents: 0, passages: 0 };
  }

  get isEmpty() {
    return this.counts?.documents === 0;
  }

  /** Chooses a collection as if by hand, whether the gateway knows it or not. */
  choose(name) {
    this.#draw(name);
    remember('collection', name);
    this.#onChange();
  }

  /** Asks the gateway again and returns the error if it did not answer, else null. */
  async load() {
    const { ok, value, error } = await requestJson('/v1/collections');
    if (ok) {
      this.#known = value.collections ?? [];
      // What was remembered may be gone; what was chosen since stays, even when its last document goes.
      this.#draw(this.#loaded ? this.chosen : this.#stillThere(this.chosen));
      this.#loaded = true;
    }
    this.#onChange();
    return ok ? null : error;
  }

  #stillThere(name) {
    if (this.#known.length === 0 || this.#known.some((known) => known.name === name)) return name;
    return (this.#known.find((known) => known.name === DEFAULT) ?? this.#known[0]).name;
  }

  #draw(chosen) {
    const known = this.#known.some(({ name }) => name === chosen) ? this.#known : [{ name: chosen }, ...this.#known];
    this.#select.replaceChildren(...known.map(({ name, documents }) =>
      el('option', { value: name, selected: name === chosen },
        documents === undefined ? name : t('collectionOption', { name, documents }))));
  }
}
