import { el } from '../dom.js';
import { t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { stateBlock } from '../state-block.js';

const ERASED = ['passages', 'versions', 'ingestions', 'rawFiles', 'originals'];

/** What was erased of a document, as the gateway tells it. */
export function receiptBlock({ document, collection, erased, searchedAgain = [] }) {
  const rows = [
    ['factDocument', document],
    ['collection', collection],
    ...ERASED.filter((what) => erased[what] != null).map((what) => [`erased_${what}`, String(erased[what])]),
    ['searchedAgain', searchedAgain.length > 0
      ? el('ul', {}, ...searchedAgain.map((id) => el('li', { lang: languageOf(id) }, id))) : null],
  ].filter(([, value]) => value !== null);
  const block = stateBlock('ok', t('receiptTitle'),
    el('dl', { class: 'facts' }, ...rows.flatMap(([key, value]) => [el('dt', {}, t(key)), el('dd', {}, value)])));
  block.dataset.testid = 'receipt';
  block.setAttribute('role', 'status');
  return block;
}
