import { recall, remember } from './memory.js';
import { WORDS } from './words.js';

const words = { ko: { ...WORDS.ko }, en: { ...WORDS.en } };
/** The language of the page: the remembered one, else the browser's, else English. */
let language = recall('language') in words ? recall('language') : preferred();
const listeners = new Set();

function preferred() {
  return /^ko\b/i.test(navigator.language ?? '') ? 'ko' : 'en';
}

/** Adds a page's own words to those that all pages share; to be called before anything is said. */
export function addWords({ ko, en }) {
  Object.assign(words.ko, ko);
  Object.assign(words.en, en);
}

/** The words for a key in the current language. */
export function t(key, values) {
  const found = words[language][key];
  return typeof found === 'function' ? found(values) : found;
}

export function currentLanguage() {
  return language;
}

export function switchLanguage() {
  language = language === 'ko' ? 'en' : 'ko';
  remember('language', language);
  translatePage();
  for (const listener of listeners) listener();
}

/** Calls the listener after each switch; returns how to end that. */
export function onLanguageChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fills in the words of everything that stands in the HTML itself. */
export function translatePage() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll('[data-i18n]')) node.textContent = t(node.dataset.i18n);
  for (const node of document.querySelectorAll('[data-i18n-label]')) {
    node.setAttribute('aria-label', t(node.dataset.i18nLabel));
    if (node.matches('button')) node.title = t(node.dataset.i18nLabel);
  }
  for (const node of document.querySelectorAll('[data-i18n-placeholder]')) {
    node.placeholder = t(node.dataset.i18nPlaceholder);
  }
}
