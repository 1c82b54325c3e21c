import { el, icon } from '../dom.js';
import { duration } from '../format.js';
import { t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { axis, span } from './charts.js';

/** The stages of an answer, each drawn when and for as long as it was; behind it its input and output. */
export function waterfall({ stages, timings }) {
  if (stages.length === 0) return el('p', { class: 'soft' }, t('waterfallNone'));
  const total = Math.max(1, timings?.totalMs ?? 0, ...stages.map(({ startMs, ms }) => startMs + ms));
  const first = timings?.firstTokenMs ?? null;
  return el('div', { class: 'waterfall', testid: 'waterfall' },
    ...stages.map((stage) => line(stage, total, first)),
    el('div', { class: 'waterfall-axis', 'aria-hidden': 'true' },
      el('span'),
      axis({ from: 0, to: total, about: 4, words: (ms) => duration(ms) }),
      el('span')));
}

function line({ name, startMs, ms, input, output }, total, first) {
  const words = t('stageOf')[name] ?? name;
  return el('details', { class: 'stage', testid: 'stage', 'data-stage': name },
    el('summary', {},
      el('span', { class: 'stage-words' }, icon('chevron', 12), words),
      span({ start: startMs, length: ms, total, tone: name === 'generate' ? 'accent' : 'soft', lines: first === null ? [] : [first] }),
      el('span', { class: 'waterfall-ms', title: t('stageAt', { start: duration(startMs), length: duration(ms) }) }, duration(ms))),
    el('div', { class: 'stage-body' },
      el('p', { class: 'soft small' }, t('stageAt', { start: duration(startMs), length: duration(ms) })),
      input === null ? null : part('input', input),
      output === null ? null : part('output', output),
      input === null && output === null ? el('p', { class: 'soft small' }, t('noInput')) : null));
}

function part(key, text) {
  return el('div', {}, el('h4', {}, t(key)), el('pre', { class: 'said', lang: languageOf(text), tabindex: '0' }, text));
}
