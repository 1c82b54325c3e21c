import { onKeyChange } from '../access/key.js';
import { Collections } from '../collections.js';
import { el } from '../dom.js';
import { acceptDrops } from '../drop.js';
import { drawHeader } from '../header.js';
import { addWords, onLanguageChange, t, translatePage } from '../i18n.js';
import { Uploads } from '../uploads/uploads.js';
import { Chat } from './chat.js';
import { Composer, isComposing } from './composer.js';
import { Follow } from './follow.js';
import { Notice } from './notice.js';
import { drawWelcome } from './welcome.js';
import { CHAT_WORDS } from './words.js';

/** Wires the parts of the chat page together; each of them stands in its own module. */

const byId = (id) => document.getElementById(id);

addWords(CHAT_WORDS);
drawHeader(byId('bar'), 'pageChat');
translatePage();
const notice = new Notice(byId('notice'), byId('hint'));
const collections = new Collections(byId('collection'), showWelcome);
const uploads = new Uploads(byId('uploads'), byId('announcer'), ({ state }) => state === 'done' && collections.load());
const chat = new Chat({
  list: byId('turns'),
  follow: new Follow(byId('dock'), byId('to-end')),
  notice,
  announcer: byId('announcer'),
  collections,
  uploadButton,
  onRunning: (running) => { composer.running = running; },
  onTurns: showWelcome,
});
const composer = new Composer(
  { form: byId('composer'), field: byId('question'), send: byId('send'), stop: byId('stop') },
  { onSend: send, onStop: () => chat.stop() });

function send(question, running) {
  if (running) {
    notice.show('busy', { forMs: 4000 });
  } else if (navigator.onLine === false) {
    notice.show('offline', { kind: 'warning' });
  } else {
    composer.clear();
    notice.clear('busy', 'online', 'resumed');
    chat.ask(question);
  }
}

function showWelcome() {
  byId('welcome').hidden = !chat.isEmpty;
  if (chat.isEmpty) drawWelcome(byId('welcome'), { counts: collections.counts, isEmpty: collections.isEmpty, uploadButton });
}

function uploadButton() {
  return el('button', { type: 'button', class: 'outlined', on: { click: chooseFiles } }, t('addDocuments'));
}

function chooseFiles() {
  byId('upload-input').click();
}

function upload(files) {
  if (files.length > 0) uploads.add(files, collections.chosen);
}

async function loadCollections() {
  const error = await collections.load();
  if (error === null) notice.clear('collectionsFailed', 'failureKey');
  else if (navigator.onLine) notice.show(error.status === 401 ? 'failureKey' : 'collectionsFailed', { kind: 'warning' });
}

/** A link `#answer=<id>` replays that answer. */
function replayLinked() {
  const id = new URLSearchParams(location.hash.slice(1)).get('answer');
  if (id && !chat.isRunning) chat.replay(id);
}

byId('new-conversation').addEventListener('click', () => {
  history.replaceState(null, '', location.pathname);
  chat.newConversation();
  composer.focus();
});
onLanguageChange(showWelcome);
onKeyChange((key) => key !== null && loadCollections());

byId('upload').addEventListener('click', chooseFiles);
byId('upload-input').addEventListener('change', ({ target }) => {
  upload(Array.from(target.files, (file) => ({ file, path: null })));
  target.value = '';
});
acceptDrops(byId('drop'), { words: () => t('dropHere', { name: collections.chosen }), onFiles: upload });

addEventListener('keydown', (pressed) => {
  if (isComposing(pressed) || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  if (pressed.key === 'Escape') {
    chat.stop();
  } else if (pressed.key === '/' && !pressed.target.closest('input, textarea, select')) {
    pressed.preventDefault();
    composer.focus();
  }
});

addEventListener('offline', () => notice.show(chat.isRunning ? 'waitingOnline' : 'offline', { kind: 'warning' }));
addEventListener('online', () => {
  notice.show('online', { kind: 'ok', forMs: 4000 });
  if (collections.counts === null) loadCollections();
});
addEventListener('hashchange', replayLinked);

// Everything below the dock's upper edge is hidden by it; the layout and the scrolling reckon with that.
new ResizeObserver(() => {
  document.documentElement.style.setProperty('--dock', `${byId('dock').offsetHeight}px`);
}).observe(byId('dock'));

showWelcome();
replayLinked();
loadCollections();
if (navigator.onLine === false) notice.show('offline', { kind: 'warning' });
if (matchMedia('(hover: hover)').matches) composer.focus();
