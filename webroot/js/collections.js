import { getJson } from './api.js';
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

  /** Asks the gateway again and says whether it answered. */
  async load() {
    const { ok, value } = await getJson('/v1/collections');
    if (ok) {
      this.#known = value.collections ?? [];
      this.#loaded = true;
      this.#draw(this.#stillThere(this.chosen));
    }
    this.#onChange();
    return ok;
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
