import { el } from '../dom.js';
import { moment } from '../format.js';
import { t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { mediaTypeName } from '../media-type.js';
import { stateBlock } from '../state-block.js';
import { listDuplicates } from './api.js';
import { PagedList } from '../paged-list.js';
import { addressWith } from './route.js';

/** The documents that are left out of the search, each with the one it is a copy of. */
export class Duplicates {
  #list;
  #collection = null;

  /** `onShown()` is called once others are known. */
  constructor(container, onShown) {
    this.#list = new PagedList(container, {
      fetchPage: (range) => listDuplicates({ collection: this.#collection, ...range }),
      frame: () => {
        const element = el('ul', { class: 'cards', testid: 'duplicates' });
        return { element, body: element };
      },
      row,
      empty: () => stateBlock('ok', t('duplicatesEmptyTitle'), el('p', {}, t('duplicatesEmptyBody'))),
      onShown,
    });
  }

  get count() {
    return this.#list.count;
  }

  /** The document that this one is left out for; undefined where it is searched. */
  leftOutFor(id) {
    return this.#list.items.find((document) => document.id === id)?.leftOutFor;
  }

  show(collection) {
    this.#collection = collection;
    return this.#list.load();
  }

  refresh() {
    return this.#list.refresh();
  }

  draw() {
    if (this.#collection !== null) this.#list.draw();
  }

  focus(document) {
    this.#list.focus(document);
  }
}

function row({ id, collection, title, mediaType, version, ingestedAt, leftOutFor }) {
  return el('li', { class: 'card', testid: 'duplicate', 'data-key': id },
    el('div', { class: 'card-words' },
      link(collection, id, title || id),
      title && title !== id ? el('span', { class: 'document-id' }, id) : null,
      el('p', {}, t('leftOutForLabel'), ' ', link(collection, leftOutFor, leftOutFor))),
    el('p', { class: 'card-facts' }, el('span', {}, mediaTypeName(mediaType)), el('span', {}, `v${version}`),
      el('time', { datetime: ingestedAt }, moment(ingestedAt))));
}

function link(collection, document, words) {
  return el('a', { href: addressWith({ view: 'duplicates', collection, document }), lang: languageOf(words) }, words);
}
