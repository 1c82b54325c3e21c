import { el, icon } from '../dom.js';
import { count, decimal, money, percent, score } from '../format.js';
import { currentLanguage, t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { stateBlock } from '../state-block.js';
import { addressOf, addressOfAnswer } from './route.js';

/** What a day was like: in numbers, by the questions that went worst or found nothing, and as it is sent in words. */
export function reportBlocks(report) {
  if (report.questions === 0) return [stateBlock('nothing', t('reportEmpty'))];
  return [
    el('dl', { class: 'numbers', testid: 'report-numbers' }, ...numbers(report).flatMap(([name, words, href]) => el('div', {},
      el('dt', {}, t(name)), el('dd', {}, href ? el('a', { href }, words) : words)))),
    el('div', { class: 'two' },
      el('section', {}, el('h3', {}, t('worst')), worst(report.worst)),
      el('section', {}, el('h3', {}, t('unanswered')), unanswered(report.unanswered, report.notFound))),
    el('details', { class: 'others' }, el('summary', {}, icon('chevron', 12), t('reportWords')),
      el('p', { class: 'report-words', testid: 'report-words' }, currentLanguage() === 'ko' ? report.korean : report.english)),
  ];
}

function numbers({ day, questions, answered, refused, topScore, grounded, notFound, topThreeClicked, precisionAt3, ratings, costUsd }) {
  const to = new Date(Date.parse(day) + 86_400_000).toISOString();
  const ofDay = (filters) => addressOf('answers', { ...filters, from: `${day}T00:00:00Z`, to });
  return [
    ['reportQuestions', count(questions), ofDay({})],
    ['reportAnswered', count(answered)],
    ['reportRefused', count(refused), ofDay({ result: 'refused' })],
    ['reportGrounded', percent(grounded), ofDay({ result: 'grounded' })],
    ['reportNotFound', count(notFound)],
    ['reportTopScore', score(topScore)],
    ['reportClicked', percent(topThreeClicked)],
    ['reportPrecision', percent(precisionAt3)],
    ['reportRating', ratings.count === 0 ? '–'
      : t('reportRatingValue', { mean: decimal(ratings.mean), count: count(ratings.count) })],
    ['reportCost', money(costUsd)],
  ];
}

function worst(questions) {
  if (questions.length === 0) return el('p', { class: 'soft' }, t('worstNone'));
  return el('ol', { class: 'lines', testid: 'worst' }, ...questions.map(({ id, question, score: best, rating, why }) =>
    el('li', { class: 'line line-stacked' },
      el('a', { class: 'line-title', href: addressOfAnswer(id), lang: languageOf(question), testid: 'worst-question' }, question || id),
      el('span', { class: 'mark soft' }, icon(why === 'rating' ? 'star' : 'warning'),
        t('worstWhy')[why]?.({ rating, score: score(best) }) ?? why))));
}

function unanswered(groups, notFound) {
  if (groups.length === 0) return el('p', { class: 'soft' }, t(notFound > 0 ? 'textNotWritten' : 'unansweredNone'));
  return el('ol', { class: 'lines', testid: 'unanswered' }, ...groups.map(({ question, count: times, others }) =>
    el('li', { class: 'line line-stacked', testid: 'unanswered-group' },
      el('span', { class: 'unanswered-head' }, el('span', { class: 'line-title', lang: languageOf(question) }, question),
        el('span', { class: 'view-count' }, t('unansweredTimes', { count: count(times) }))),
      others.length === 0 ? null : el('details', { class: 'others' },
        el('summary', {}, icon('chevron', 12), t('unansweredOthers', { count: others.length })),
        el('ul', {}, ...others.map((other) => el('li', { lang: languageOf(other) }, other)))))));
}
