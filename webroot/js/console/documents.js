import { el, icon } from '../dom.js';
import { count } from '../format.js';
import { t } from '../i18n.js';
import { stateBlock } from '../state-block.js';
import { listCollections } from './api.js';
import { Loaded } from './loaded.js';

/** What answers are made from, by collection, each with the way to its page. */
export class Documents {
  #loaded;

  constructor(container) {
    this.#loaded = new Loaded(container, { ask: () => listCollections(), show: ({ collections }) => show(collections) });
  }

  show() {
    return this.#loaded.load();
  }

  hide() {
    this.#loaded.stop();
  }

  draw() {
    this.#loaded.draw();
  }
}

function show(collections) {
  return [
    el('div', { class: 'view-head' },
      el('div', {}, el('h2', { class: 'view-title' }, t('documentsTitle')), el('p', { class: 'soft' }, t('documentsBody'))),
      el('a', { class: 'outlined', href: '/documents.html', testid: 'documents-open' }, icon('documents'), t('documentsOpen'))),
    collections.length === 0
      ? stateBlock('nothing', t('collectionsEmptyTitle'), el('p', {}, t('collectionsEmptyBody')))
      : el('ul', { class: 'lines' }, ...collections.map((one) => el('li', { class: 'line', testid: 'collection-line' },
        el('a', { class: 'line-title', href: `/documents.html#${new URLSearchParams({ collection: one.name })}` }, one.name),
        el('span', { class: 'soft' }, t('collectionCounts', { ...one, count }))))),
  ];
}
