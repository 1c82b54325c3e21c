import { el, icon } from '../dom.js';
import { count, decimal, duration, money, percent, signed } from '../format.js';
import { t } from '../i18n.js';
import { axis, interval } from './charts.js';

const LESS_IS_BETTER = new Set(['latency', 'cost']);
const UNITS = {
  rating: { words: decimal, difference: (value) => signed(value) },
  grounded: { words: percent, difference: points },
  clicked: { words: percent, difference: points },
  latency: { words: duration, difference: (value) => `${signed(value, { digits: 0 })} ms` },
  cost: { words: money, difference: (value) => `${value === 0 ? '' : value < 0 ? '−' : '+'}${money(Math.abs(value))}` },
};

/** All variants by one metric, on one scale; beside it what each differs from control by. */
export function metricBlock(metric, { metric: deciding, variants }) {
  const { words, difference } = UNITS[metric] ?? UNITS.rating;
  const measured = variants.map(({ name, metrics }) => ({ name, ...metrics.find((one) => one.metric === metric) }))
    .filter(({ mean }) => mean !== undefined);
  const means = scale(measured.flatMap(({ mean, low, high }) => [mean, low, high]));
  const differences = measured.map((one) => one.difference).filter(Boolean);
  const apart = scale([0, ...differences.flatMap(({ estimate, low, high }) => [estimate, low, high])]);
  const isRelative = differences.some(({ relative }) => relative);
  const differenceWords = (value, relative = isRelative) => (relative ? signed(value, { isShare: true }) : difference(value));
  const hasDifferences = differences.length > 0;
  return el('section', { class: 'metric', testid: 'metric', 'data-metric': metric },
    el('h3', {}, t('metricOf')[metric] ?? metric, ' ',
      metric === deciding ? el('span', { class: 'tag is-deciding' }, t('metricDecides')) : null,
      el('span', { class: 'soft small' }, ` ${t(LESS_IS_BETTER.has(metric) ? 'metricLess' : 'metricMore')}`)),
    el('div', { class: 'metric-rows' },
      frame('metric-legend', t('meanOf'), hasDifferences ? t('differenceOf') : ''),
      ...measured.map((one) => row(one, { metric, means, apart, words, differenceWords })),
      frame('metric-axis', axis({ ...means, about: 5, words }),
        hasDifferences ? axis({ ...apart, about: 5, words: (value) => differenceWords(value) }) : '')));
}

/** What stands above and below the lines, for eyes only. */
function frame(name, mean, difference) {
  return el('div', { class: `metric-row ${name}`, 'aria-hidden': 'true' },
    el('span'), el('span', { class: 'metric-mean' }, mean), el('span', { class: 'metric-difference' }, difference));
}

function row({ name, n, mean, low, high, difference }, { metric, means, apart, words, differenceWords }) {
  return el('div', { class: 'metric-row', testid: 'metric-row', 'data-variant': name },
    el('span', { class: 'metric-name' }, el('strong', {}, name),
      el('span', { class: 'soft small' }, t('answersN', { answers: n, count: count(n) }))),
    el('span', { class: 'metric-mean' },
      interval({ low, high, value: mean, ...means, tone: 'accent' }),
      inWords(words, mean, low, high)),
    el('span', { class: 'metric-difference' }, difference === null ? '' : apartFrom(difference, { metric, apart, differenceWords })));
}

function apartFrom({ estimate, low, high, relative, decided }, { metric, apart, differenceWords }) {
  const kind = tone(metric, { decided, estimate });
  return el('span', { testid: 'difference', 'data-decided': String(decided) },
    interval({ low, high, value: estimate, ...apart, tone: kind, isCertain: decided, zero: 0 }),
    inWords((value) => differenceWords(value, relative), estimate, low, high, decided ? icon(kind, 12) : null));
}

function inWords(words, value, low, high, mark = null) {
  return el('span', { class: 'metric-words' }, mark, el('strong', {}, words(value)),
    low === null ? null : el('span', { class: 'soft' }, ` ${t('differenceRange', { low: words(low), high: words(high) })}`));
}

function tone(metric, { decided, estimate }) {
  if (!decided) return 'nothing';
  return (estimate < 0) === LESS_IS_BETTER.has(metric) ? 'ok' : 'fault';
}

/** From a little below the least to a little above the greatest. */
function scale(values) {
  const known = values.filter((value) => value !== null && value !== undefined);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = (most - least || Math.abs(most) || 1) * 0.08;
  return { from: least - room, to: most + room };
}

/** Shares differ by points; of a share it would be something else. */
function points(value) {
  return t('points', { value: signed(100 * value, { digits: 1 }) });
}
