import { el } from '../dom.js';
import { t } from '../i18n.js';
import { mediaTypeName } from '../media-type.js';

/** Draws what came of a document's content: its type, what was dropped from it, what was masked, what speaks to a model. */
export function drawReport(body, { mediaType, pages, dropped = [], masked = {}, instructions = null }) {
  const rows = [
    ['reportType', mediaType && mediaTypeName(mediaType)],
    ['reportPages', pages > 0 ? String(pages) : null],
    ['reportDropped', dropped.length > 0 ? el('ul', {}, ...dropped.map(droppedItem)) : null],
    ['reportMasked', Object.keys(masked).length > 0 ? el('ul', {}, ...Object.entries(masked).map(maskedItem)) : null],
    ['reportInstructions', instructions && t(instructions.dropped > 0 ? 'instructionsDropped' : 'instructionsFound',
      { count: instructions.passages })],
  ].filter(([, value]) => value);
  const nothing = dropped.length === 0 && Object.keys(masked).length === 0;
  body.replaceChildren(
    el('dl', { class: 'facts' }, ...rows.flatMap(([key, value]) => [el('dt', {}, t(key)), el('dd', {}, value)])),
    ...(nothing ? [el('p', {}, t('reportNothing'))] : []));
}

function droppedItem({ what, count, example }) {
  return el('li', {}, t('timesFound', { what: t('droppedWhat')[what] ?? what, count }),
    example ? el('span', { class: 'soft' }, ` · ${t('reportExample', { example })}`) : null);
}

function maskedItem([kind, count]) {
  return el('li', {}, t('timesFound', { what: t('maskedWhat')[kind] ?? kind, count }));
}
