import { recall, remember } from './memory.js';
import { WORDS } from './words.js';

/** The language of the page: the remembered one, else the browser's, else English. */
let language = recall('language') in WORDS ? recall('language') : preferred();
const listeners = new Set();

function preferred() {
  return /^ko\b/i.test(navigator.language ?? '') ? 'ko' : 'en';
}

/** The words for a key in the current language. */
export function t(key, values) {
  const words = WORDS[language][key];
  return typeof words === 'function' ? words(values) : words;
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
