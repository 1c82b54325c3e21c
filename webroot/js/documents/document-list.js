import { el, icon } from '../dom.js';
import { count, languageName } from '../format.js';
import { t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { mediaTypeName } from '../media-type.js';
import { stateBlock } from '../state-block.js';
import { access } from './access.js';
import { listDocuments } from './api.js';
import { PagedList } from '../paged-list.js';
import { addressWith } from './route.js';

const SEARCH_AFTER_MS = 250;
const COLUMNS = ['Document', 'Type', 'Language', 'Date', 'Version', 'Passages', 'Tags', 'Access'];

/** A collection's documents and the search in them by words of their titles and ids. */
export class DocumentList {
  #search;
  #announcer;
  #uploadButton;
  #leftOutFor;
  #list;
  #collection = null;
  #query = '';
  #clock = 0;

  /** `leftOutFor(id)` tells the document that this one is left out for, if it is. */
  constructor({ search, container, announcer, uploadButton, leftOutFor }) {
    this.#search = search;
    this.#announcer = announcer;
    this.#uploadButton = uploadButton;
    this.#leftOutFor = leftOutFor;
    this.#list = new PagedList(container, {
      fetchPage: (range) => listDocuments({ collection: this.#collection, query: this.#query, ...range }),
      frame,
      row: (document) => this.#row(document),
      empty: () => this.#empty(),
    });
    search.addEventListener('input', () => {
      clearTimeout(this.#clock);
      this.#clock = setTimeout(() => this.#searchNow(), SEARCH_AFTER_MS);
    });
    search.addEventListener('keydown', (pressed) => {
      if (pressed.key === 'Escape' && search.value !== '') this.#clearSearch();
    });
  }

  show(collection) {
    clearTimeout(this.#clock);
    this.#collection = collection;
    this.#query = '';
    this.#search.value = '';
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

  async #searchNow() {
    const query = this.#search.value.trim();
    if (query === this.#query) return;
    this.#query = query;
    await this.#list.refresh({ fromStart: true });
    this.#announcer.textContent = t('announceFound', { found: this.#list.count });
  }

  #clearSearch() {
    this.#search.value = '';
    this.#search.focus();
    this.#searchNow();
  }

  #row(document) {
    const { id, collection, title, mediaType, language, date, version, passages, tags, acl } = document;
    return el('tr', { role: 'row', testid: 'document-row', 'data-key': id },
      cell('document',
        el('a', { href: addressWith({ view: 'documents', collection, document: id }), testid: 'document-link',
          lang: languageOf(title || id) }, title || id),
        title && title !== id ? el('span', { class: 'document-id' }, id) : null,
        leftOutNote(this.#leftOutFor(id))),
      cell('type', el('span', { title: mediaType }, mediaTypeName(mediaType))),
      cell('language', languageName(language)),
      cell('date', el('time', { datetime: date }, date)),
      cell('version', `v${version}`),
      cell('passages', el('span', { class: 'in-table' }, count(passages)),
        el('span', { class: 'on-card' }, t('passagesCount', { passages }))),
      cell('tags', ...tags.map((tag) => el('span', { class: 'tag' }, tag))),
      cell('access', access(acl)));
  }

  #empty() {
    if (this.#query === '') {
      return stateBlock('nothing', t('listEmptyTitle', { name: this.#collection }), el('p', {}, t('listEmptyBody')),
        this.#uploadButton());
    }
    return stateBlock('nothing', t('searchEmptyTitle', { query: this.#query }), el('p', {}, t('searchEmptyBody')),
      el('button', { type: 'button', class: 'outlined', testid: 'search-clear', on: { click: () => this.#clearSearch() } },
        t('searchClear')));
  }
}

/** Says of a document that it is not searched, being a copy; null where it is. */
function leftOutNote(original) {
  return original === undefined ? null
    : el('span', { class: 'left-out', testid: 'left-out' }, icon('warning'), t('leftOutFor', { document: original }));
}

/** The roles are said, as the lines are no table to browsers where they are drawn as cards. */
function frame() {
  const body = el('tbody', { role: 'rowgroup' });
  const head = el('tr', { role: 'row' }, ...COLUMNS.map((name) =>
    el('th', { role: 'columnheader', scope: 'col', class: `cell-${name.toLowerCase()}` }, t(`column${name}`))));
  const element = el('table', { class: 'document-table', role: 'table', testid: 'documents' },
    el('thead', { role: 'rowgroup' }, head), body);
  return { element, body };
}

function cell(name, ...content) {
  return el('td', { role: 'cell', class: `cell-${name}` }, ...content);
}
