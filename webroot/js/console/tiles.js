import { count, decimal, duration, money, percent, score } from '../format.js';
import { t } from '../i18n.js';
import { roundUp } from './charts.js';

/**
 * What the overview shows: each tile has a number, more numbers below it, and a chart. A part that has a
 * `to` is a link to the answers that it tells of.
 */

/** Of what was answered at all. */
const answered = ({ questions, refused }) => questions - refused;
const shareOf = (part, whole) => (whole > 0 ? part / whole : null);
const groundedShare = (of) => shareOf(answered(of) - of.ungrounded, answered(of));
const cachedShare = (of) => shareOf(of.cached, answered(of));
const values = (moments, value) => moments.map(value);
const topOf = (...lists) => roundUp(Math.max(0, ...lists.flat().map((value) => value ?? 0)));

export const TILES = [
  {
    name: 'Questions',
    value: ({ totals, minutes }) => ({ words: decimal(totals.questions / minutes), to: {} }),
    more: ({ totals: { questions } }) => [{ words: t('questionsCount', { questions, count: count(questions) }), to: {} }],
    chart: (moments, stepMinutes) => {
      const top = topOf(values(moments, ({ questions }) => questions));
      return {
        top,
        topLabel: decimal(top / stepMinutes),
        series: [
          { kind: 'bars', tone: 'accent', values: values(moments, (at) => answered(at) - at.ungrounded) },
          { kind: 'bars', tone: 'warning', values: values(moments, ({ ungrounded }) => ungrounded) },
          { kind: 'bars', tone: 'fault', values: values(moments, ({ refused }) => refused) },
        ],
      };
    },
    at: (moment) => t('questionsAt', moment),
  },
  {
    name: 'Latency',
    value: ({ totals: { p99Ms } }) => ({ words: duration(p99Ms), to: p99Ms === null ? null : { slowerThanMs: slowerThan(p99Ms) } }),
    more: ({ totals: { p50Ms } }) => (p50Ms === null ? []
      : [{ words: t('halfWithin', { time: duration(p50Ms) }), to: { slowerThanMs: slowerThan(p50Ms) } }]),
    chart: (moments) => {
      const [p99, p50] = [values(moments, ({ p99Ms }) => p99Ms), values(moments, ({ p50Ms }) => p50Ms)];
      const top = topOf(p99);
      return {
        top, topLabel: duration(top),
        series: [{ kind: 'dashed', tone: 'soft', values: p50 }, { kind: 'whole', tone: 'accent', values: p99 }],
      };
    },
    at: ({ p99Ms, p50Ms }) => t('p99AndP50', { p99: duration(p99Ms), p50: duration(p50Ms) }),
  },
  {
    name: 'Grounded',
    value: ({ totals }) => ({ words: percent(groundedShare(totals)), to: { result: 'grounded' } }),
    more: ({ totals: { ungrounded } }) => [{ words: t('ungroundedCount', { count: count(ungrounded) }), to: { result: 'ungrounded' } }],
    chart: (moments) => shares('ok', values(moments, groundedShare)),
    at: (moment) => percent(groundedShare(moment)),
  },
  {
    name: 'TopScore',
    value: ({ totals }) => ({ words: score(totals.topScore), to: null }),
    more: ({ totals }) => [answersMade(totals)],
    chart: (moments) => {
      const scores = values(moments, ({ topScore }) => topScore);
      const top = topOf(scores);
      return { top, topLabel: decimal(top), series: [{ kind: 'whole', tone: 'accent', values: scores }] };
    },
    at: ({ topScore }) => score(topScore),
  },
  {
    name: 'Refused',
    value: ({ totals: { refused } }) => ({ words: count(refused), to: { result: 'refused' } }),
    more: ({ totals: { refused, questions } }) => ofQuestions(refused, questions),
    chart: (moments) => counts('fault', values(moments, ({ refused }) => refused)),
    at: ({ refused }) => count(refused),
  },
  {
    name: 'Cached',
    value: ({ totals }) => ({ words: percent(cachedShare(totals)), to: null }),
    more: () => [{ words: t('cachedExact'), to: { cache: 'exact' } }, { words: t('cachedSemantic'), to: { cache: 'semantic' } }],
    chart: (moments) => shares('accent', values(moments, cachedShare)),
    at: (moment) => percent(cachedShare(moment)),
  },
  {
    name: 'Cost',
    value: ({ totals: { costUsd } }) => ({ words: money(costUsd), to: { cache: 'none' } }),
    more: ({ totals: { savedUsd }, forecast }) => [
      { words: t('saved', { money: money(savedUsd) }) },
      ...(forecast ? [{
        words: t('forecast', { money: money(forecast.expectedUsd), low: money(forecast.lowUsd), high: money(forecast.highUsd) }),
      }] : []),
    ],
    chart: (moments) => {
      const costs = values(moments, ({ costUsd }) => costUsd);
      const most = Math.max(...costs);
      const top = topOf(costs);
      return { top, topLabel: most > 0 ? money(top) : '', series: [{ kind: 'bars', tone: 'accent', values: costs }] };
    },
    at: ({ costUsd }) => money(costUsd),
  },
  {
    name: 'Degraded',
    value: ({ totals: { degraded } }) => ({ words: count(degraded), to: { degraded: 'true' } }),
    more: ({ totals: { degraded, questions } }) => ofQuestions(degraded, questions),
    chart: (moments) => counts('warning', values(moments, ({ degraded }) => degraded)),
    at: ({ degraded }) => count(degraded),
  },
];

/** The score is of what was not there already. */
function answersMade(totals) {
  const answers = answered(totals) - totals.cached;
  return { words: t('answersCount', { answers, count: count(answers) }) };
}

function ofQuestions(part, questions) {
  return questions > 0 ? [{ words: t('ofQuestions', { share: percent(part / questions) }) }] : [];
}

function shares(tone, list) {
  return { top: 1, topLabel: percent(1), series: [{ kind: 'whole', tone, values: list }] };
}

function counts(tone, list) {
  const top = Math.max(4, topOf(list));
  return { top, topLabel: count(top), series: [{ kind: 'bars', tone, values: list }] };
}

/** Latencies are counted in steps of a few hundredths: a little below, so that what is told is among them. */
function slowerThan(ms) {
  return Math.max(0, Math.floor(ms * 0.95));
}
