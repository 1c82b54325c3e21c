import { el } from '../dom.js';
import { t } from '../i18n.js';
import { languageOf } from '../language-of.js';

const AT_ONCE = 100;

/** Passages one below the other, each with its headings and page; many come in portions. */
export function passageList(passages) {
  const list = el('ol', { class: 'passages' });
  const more = el('button', { type: 'button', class: 'quiet', testid: 'more-passages' });
  const show = () => {
    const shown = list.childElementCount;
    list.append(...passages.slice(shown, shown + AT_ONCE).map(passageItem));
    const left = passages.length - list.childElementCount;
    more.hidden = left === 0;
    more.textContent = t('morePassages', { left });
    if (shown > 0) list.children[shown].focus();
  };
  more.addEventListener('click', show);
  show();
  return el('div', {}, list, more);
}

const CHANGES = {
  added: { tag: 'ins', sign: '+', words: 'passageAdded' },
  removed: { tag: 'del', sign: '−', words: 'passageRemoved' },
};

/** One passage; `change` is `added`, `removed` or absent. */
function passageItem({ heading, text, page, change }) {
  const { tag, sign, words } = CHANGES[change] ?? { tag: 'div' };
  const testid = change ? `passage-${change}` : 'passage';
  return el('li', { class: `passage-item ${change ?? ''}`, testid, tabindex: '-1', lang: languageOf(text) },
    el('p', { class: 'passage-head' },
      sign ? el('span', { class: 'passage-sign', role: 'img', 'aria-label': t(words) }, sign) : null,
      el('span', {}, heading.join(' › ')),
      page == null ? null : el('span', { class: 'passage-page' }, t('page', { page }))),
    el(tag, { class: 'passage-text' }, text));
}
