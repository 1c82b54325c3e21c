import { Chat } from './chat.js';
import { Collections } from './collections.js';
import { Composer, isComposing } from './composer.js';
import { el } from './dom.js';
import { acceptDrops } from './drop.js';
import { Follow } from './follow.js';
import { currentLanguage, onLanguageChange, switchLanguage, t, translatePage } from './i18n.js';
import { Notice } from './notice.js';
import { isDark, onSystemTheme, switchTheme } from './theme.js';
import { Uploads } from './upload.js';
import { drawWelcome } from './welcome.js';

/** Wires the parts of the chat page together; each of them stands in its own module. */

const byId = (id) => document.getElementById(id);

translatePage();
const notice = new Notice(byId('notice'), byId('hint'));
const collections = new Collections(byId('collection'), showWelcome);
const uploads = new Uploads(byId('uploads'), () => collections.load());
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

function showSwitches() {
  byId('language').textContent = t('otherLanguage');
  byId('language').lang = currentLanguage() === 'ko' ? 'en' : 'ko';
  byId('language').setAttribute('aria-label', `${t('otherLanguage')} – ${t('languageLabel')}`);
  byId('theme').title = t(isDark() ? 'toLight' : 'toDark');
  byId('theme').setAttribute('aria-label', byId('theme').title);
}

async function loadCollections() {
  if (!await collections.load() && navigator.onLine) notice.show('collectionsFailed', { kind: 'warning' });
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
byId('language').addEventListener('click', switchLanguage);
byId('theme').addEventListener('click', () => {
  switchTheme();
  showSwitches();
});
onSystemTheme(showSwitches);
onLanguageChange(() => {
  showSwitches();
  showWelcome();
});

byId('upload').addEventListener('click', chooseFiles);
byId('upload-input').addEventListener('change', ({ target }) => {
  upload(Array.from(target.files));
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

showSwitches();
showWelcome();
replayLinked();
loadCollections();
if (navigator.onLine === false) notice.show('offline', { kind: 'warning' });
if (matchMedia('(hover: hover)').matches) composer.focus();
