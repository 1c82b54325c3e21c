import { askForKey } from './access/key-dialog.js';
import { currentKey, isKeyOfUse, onKeyChange } from './access/key.js';
import { el, icon } from './dom.js';
import { currentLanguage, onLanguageChange, switchLanguage, t } from './i18n.js';
import { isDark, onSystemTheme, switchTheme } from './theme.js';

const PAGES = [
  { name: 'pageChat', href: '/', symbol: 'chat' },
  { name: 'pageDocuments', href: '/documents.html', symbol: 'documents' },
  { name: 'pageConsole', href: '/console', symbol: 'chart' },
];

/**
 * Draws the bar at the top of a page: the name, the pages, the collection and the switches of
 * language and theme. What stands in it already are the page's own tools. A page that shows what is of all
 * collections has none to choose.
 */
export function drawHeader(bar, currentPage, { choosesCollection = true } = {}) {
  const language = el('button', {
    id: 'language', class: 'quiet', type: 'button', testid: 'language', on: { click: switchLanguage } });
  const theme = el('button', { id: 'theme', class: 'quiet icon-only', type: 'button', testid: 'theme' }, icon('theme', 20));
  const key = el('button', { class: 'quiet icon-only', type: 'button', testid: 'key', on: { click: () => askForKey() } }, icon('key', 20));
  const label = () => {
    key.hidden = !isKeyOfUse();
    key.title = t(currentKey() === null ? 'keyWanted' : 'keyHeld');
    key.setAttribute('aria-label', key.title);
    language.textContent = t('otherLanguage');
    language.lang = currentLanguage() === 'ko' ? 'en' : 'ko';
    language.setAttribute('aria-label', `${t('otherLanguage')} – ${t('languageLabel')}`);
    theme.title = t(isDark() ? 'toLight' : 'toDark');
    theme.setAttribute('aria-label', theme.title);
  };
  theme.addEventListener('click', () => {
    switchTheme();
    label();
  });
  onSystemTheme(label);
  onLanguageChange(label);
  onKeyChange(label);
  label();
  bar.replaceChildren(el('div', { class: 'bar-inner' },
    el('span', { class: 'wordmark' }, 'Sluice'),
    el('nav', { class: 'pages', 'data-i18n-label': 'pages' }, ...PAGES.map((page) => link(page, page.name === currentPage))),
    choosesCollection ? el('select', { id: 'collection', testid: 'collection', 'data-i18n-label': 'collection' }) : null,
    el('div', { class: 'bar-tools' }, ...bar.children, key, language, theme)));
}

function link({ name, href, symbol }, isCurrent) {
  return el('a', { href, 'aria-current': isCurrent && 'page', testid: name },
    icon(symbol, 20), el('span', { 'data-i18n': name }));
}
