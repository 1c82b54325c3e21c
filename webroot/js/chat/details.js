import { el, icon } from '../dom.js';
import { age, count, duration, money } from '../format.js';
import { t } from '../i18n.js';
import { drawStages, stageList, stagesOf } from './stages.js';

/** One line that says how far an answer can be trusted; behind it who gave it, at what cost, how fast. */
export function answerDetails(answer, open) {
  const stages = stageList();
  drawStages(stages, stagesOf(answer));
  const showAll = ({ target }) => target.open && target.scrollIntoView({ block: 'nearest' });
  return el('details', { class: 'details', testid: 'details', open, on: { toggle: showAll } },
    el('summary', {}, el('span', { class: 'summary-words' }, ...summary(answer)), icon('chevron')),
    el('div', { class: 'details-body' }, stages, facts(answer)));
}

function summary(answer) {
  const { kind, word, state } = verdict(answer);
  const total = answer.timings?.totalMs ?? answer.seen.ended - answer.seen.asked;
  return [
    el('span', { class: `verdict verdict-${kind}`, testid: 'grounded', 'data-grounded': state }, icon(kind), word),
    part(answer.route?.provider),
    part(Number.isFinite(total) ? duration(total) : null),
    part(cacheWords(answer.cache)),
    answer.finishReason === 'length' || answer.finishReason === 'content_filter'
      ? el('span', { class: 'part verdict-warning', testid: 'cut-short' }, icon('warning'), t('cutShort')) : null,
    answer.degraded.length > 0
      ? el('span', { class: 'part verdict-warning' }, icon('warning'), t('fewerSteps')) : null,
  ].filter((piece) => piece !== null);
}

function part(words) {
  return words ? el('span', { class: 'part' }, words) : null;
}

/** How the answer ended and what it rests on, as a shape and a word. */
export function verdict({ phase, grounded, nothingFound }) {
  if (phase === 'stopped') return { kind: 'warning', word: t('stopped'), state: 'stopped' };
  if (phase === 'failed') return { kind: 'fault', word: t('failed'), state: 'failed' };
  if (grounded === true) return { kind: 'ok', word: t('supported'), state: 'true' };
  if (nothingFound) return { kind: 'nothing', word: t('nothingFound'), state: 'false' };
  if (grounded === null) return { kind: 'warning', word: t('unchecked'), state: 'unchecked' };
  return { kind: 'warning', word: t('partlySupported'), state: 'partial' };
}

function cacheWords(cache) {
  if (!cache || cache.layer === 'none' || !cache.layer) return null;
  const layer = t(cache.layer === 'exact' ? 'cacheExact' : 'cacheSemantic');
  return cache.ageMs == null ? layer : t('cacheAged', { layer, age: age(cache.ageMs) });
}

function facts(answer) {
  const { route, cache, usage, timings, degraded, support } = answer;
  const rows = [
    ['detailProvider', joined(route?.provider, route?.model === route?.provider ? null : route?.model)],
    ['detailTier', route?.tier],
    ['detailVariant', route?.variant],
    ['detailCache', cache && joined(cacheWords(cache) ?? t('cacheNone'), similarity(cache))],
    ['detailDegraded', degraded.length > 0 ? degradedList(degraded) : null],
    ['detailSupport', support != null && t('detailSupportValue', { percent: Math.round(support * 100) })],
    ['detailCost', usage && joined(money(usage.costUsd), t('detailTokens', {
      prompt: count(usage.promptTokens ?? 0), completion: count(usage.completionTokens ?? 0) }))],
    ['detailTimes', timings && t('detailTimesValue', {
      first: duration(timings.firstTokenMs), total: duration(timings.totalMs) })],
    ['detailConnection', answer.resumed > 0 ? t('detailResumed', { times: answer.resumed }) : null],
    ['detailId', answer.id && el('code', {}, answer.id)],
  ];
  return el('dl', { class: 'facts' }, ...rows.filter(([, value]) => value)
    .flatMap(([key, value]) => [el('dt', {}, t(key)), el('dd', {}, value)]));
}

function joined(...parts) {
  return parts.filter(Boolean).join(' · ');
}

function similarity({ layer, similarity: value }) {
  return layer === 'semantic' && value != null ? t('detailSimilarity', { similarity: value.toFixed(2) }) : null;
}

function degradedList(degraded) {
  return el('ul', { class: 'degraded', testid: 'degraded' },
    ...degraded.map(({ what, why }) => el('li', {}, joined(t('degradedWhat')[what] ?? what, why))));
}
