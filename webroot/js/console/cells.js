import { el, icon } from '../dom.js';
import { moment, timeOfDay } from '../format.js';
import { t } from '../i18n.js';

/** Pieces that several views of the console are made of. */

const RESULT = { grounded: 'ok', ungrounded: 'warning', refused: 'fault' };

/** How an answer ended, as a shape and a word. */
export function resultMark(result, refusal = null) {
  const words = refusal === null ? t('result')[result] ?? result : t('refusalOf')[refusal] ?? refusal;
  return el('span', { class: 'mark', testid: 'result', 'data-result': result, title: refusal },
    icon(RESULT[result] ?? 'nothing'), words);
}

export function time(instant, options) {
  return el('time', { datetime: instant, title: moment(instant) }, timeOfDay(instant, options));
}

/** A sentence with a time in it, `{time}` of its words. */
export function timed(key, instant, values = {}) {
  const [before, after] = t(key, { ...values, time: '\u0000' }).split('\u0000');
  return [before, time(instant), after];
}

/**
 * A table of these columns, whose lines are cards where it has no room. The roles are said, as the lines are
 * no table to browsers where they are drawn as cards.
 */
export function table(testid, columns, label) {
  const body = el('tbody', { role: 'rowgroup' });
  const head = el('tr', { role: 'row' }, ...columns.map(({ name, words }) =>
    el('th', { role: 'columnheader', scope: 'col', class: `cell-${name}` }, words)));
  const element = el('table', { class: 'grid-table', role: 'table', testid, 'aria-label': label },
    el('thead', { role: 'rowgroup' }, head), body);
  return { element, body };
}

export function cell(name, ...content) {
  return el('td', { role: 'cell', class: `cell-${name}` }, ...content);
}

export function facts(rows, attributes = {}) {
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return el('dl', { class: 'facts', ...attributes }, ...known.flatMap(([key, value]) => [el('dt', {}, key), el('dd', {}, value)]));
}

export function joined(...parts) {
  return parts.filter(Boolean).join(' · ');
}

/** What was given up, in words. */
export function degradedWord(what) {
  return t('degradedWhat')[what] ?? what;
}

export function refreshButton(onRefresh) {
  return el('button', { type: 'button', class: 'quiet', testid: 'refresh', on: { click: onRefresh } }, icon('refresh'), t('refresh'));
}
