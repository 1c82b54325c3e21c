import { onKeyChange } from '../access/key.js';
import { Collections } from '../collections.js';
import { el } from '../dom.js';
import { acceptDrops } from '../drop.js';
import { failureBlock } from '../failure.js';
import { count } from '../format.js';
import { drawHeader } from '../header.js';
import { addWords, onLanguageChange, t, translatePage } from '../i18n.js';
import { Uploads } from '../uploads/uploads.js';
import { DeadLetters } from './dead-letters.js';
import { DocumentList } from './document-list.js';
import { DocumentDrawer } from './drawer.js';
import { Duplicates } from './duplicates.js';
import { addressWith, currentRoute, replaceRoute } from './route.js';
import { Tabs } from '../tabs.js';
import { DOCUMENTS_WORDS } from './words.js';

/** Wires the parts of the documents page together; each of them stands in its own module. */

const REFRESH_AFTER_MS = 300;
const byId = (id) => document.getElementById(id);

addWords(DOCUMENTS_WORDS);
drawHeader(byId('bar'), 'pageDocuments');
translatePage();

let shownCollection = null;
let refreshClock = 0;
let isFailed = false;

const collections = new Collections(byId('collection'), showCollection);
const uploads = new Uploads(byId('uploads'), byId('announcer'), ({ collection }) => {
  if (collection === collections.chosen) refreshSoon();
});
const duplicates = new Duplicates(byId('duplicates'), () => {
  showCounts();
  list.draw();
});
const deadLetters = new DeadLetters(byId('dead-letters'), {
  onShown: showCounts,
  onRetried: (accepted, collection) => uploads.watch(accepted, collection),
});
const list = new DocumentList({
  search: byId('search'),
  container: byId('list'),
  announcer: byId('announcer'),
  uploadButton: () => el('button', { type: 'button', class: 'outlined', on: { click: chooseFiles } }, t('addDocuments')),
  leftOutFor: (id) => duplicates.leftOutFor(id),
});
const drawer = new DocumentDrawer(byId('drawer'), {
  confirmation: byId('confirmation'),
  onChanged: refreshSoon,
  onErased: (erased) => {
    if (currentRoute().document === erased) replaceRoute({ document: null });
    refreshSoon();
  },
  onClosed: closeDocument,
});
const tabs = new Tabs(byId('views'), (view) => {
  replaceRoute({ view });
  tabs.show(view);
});

/** Shows the chosen collection's documents, if it is another than is shown. */
function showCollection() {
  showCounts();
  if (shownCollection === null || collections.chosen === shownCollection) return;
  if (currentRoute().collection !== collections.chosen) replaceRoute({ collection: collections.chosen, document: null });
  showLists();
}

function showLists() {
  shownCollection = collections.chosen;
  duplicates.show(shownCollection);
  deadLetters.show(shownCollection);
  list.show(shownCollection);
}

function showCounts() {
  const counts = {
    documents: collections.counts && count(collections.counts.documents),
    'dead-letters': deadLetters.count,
    duplicates: duplicates.count,
  };
  for (const badge of document.querySelectorAll('.view-count')) badge.textContent = counts[badge.dataset.of] ?? '';
}

/** Asks for everything again; many documents that arrive at once ask only once. */
function refreshSoon() {
  clearTimeout(refreshClock);
  refreshClock = setTimeout(() => {
    collections.load();
    duplicates.refresh();
    deadLetters.refresh();
    list.refresh();
  }, REFRESH_AFTER_MS);
}

/** Shows what the address names. */
function followRoute() {
  const { view, collection, document: named } = currentRoute();
  if (collection !== null && collection !== collections.chosen) collections.choose(collection);
  tabs.show(view);
  if (named === null) drawer.close();
  else drawer.open({ collection: collections.chosen, document: named });
}

/** The drawer was closed: the address forgets the document, and its line gets the focus back. */
function closeDocument(closed) {
  if (currentRoute().document !== null) history.pushState(null, '', addressWith({ document: null }));
  if (document.activeElement !== document.body) return;
  (currentRoute().view === 'duplicates' ? duplicates : list).focus(closed);
  if (document.activeElement === document.body) byId('main').focus();
}

function chooseFiles() {
  byId('upload-input').click();
}

function upload(files) {
  if (files.length > 0) uploads.add(files, collections.chosen);
}

async function start() {
  const { collection } = currentRoute();
  if (collection !== null) collections.choose(collection);
  tabs.show(currentRoute().view);
  const error = await collections.load();
  isFailed = error !== null;
  if (error !== null) {
    byId('list').replaceChildren(failureBlock(error, start));
    return;
  }
  replaceRoute({ collection: collections.chosen });
  showLists();
  followRoute();
}

byId('skip').addEventListener('click', (click) => {
  // The address behind the # is the page's own; a jump must not overwrite it.
  click.preventDefault();
  byId('main').focus();
});
byId('upload').addEventListener('click', chooseFiles);
byId('upload-input').addEventListener('change', ({ target }) => {
  upload(Array.from(target.files, (file) => ({ file, path: null })));
  target.value = '';
});
acceptDrops(byId('drop'), { words: () => t('dropHere', { name: collections.chosen }), onFiles: upload });
addEventListener('hashchange', followRoute);
addEventListener('keydown', (pressed) => {
  if (pressed.key !== '/' || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  if (pressed.target.closest('input, textarea, select, dialog')) return;
  pressed.preventDefault();
  tabs.show('documents');
  replaceRoute({ view: 'documents' });
  byId('search').focus();
});
onKeyChange((key) => {
  // Another key may open other documents.
  if (key !== null && shownCollection !== null) refreshSoon();
  else if (key !== null && isFailed) start();
});
onLanguageChange(() => {
  duplicates.draw();
  deadLetters.draw();
  list.draw();
});

start();
