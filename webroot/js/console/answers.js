import { el, icon } from '../dom.js';
import { duration, money } from '../format.js';
import { t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { PagedList } from '../paged-list.js';
import { stateBlock } from '../state-block.js';
import { listAnswers } from './api.js';
import { cell, degradedWord, joined, resultMark, table, time } from './cells.js';
import { FILTERS, Filters } from './filters.js';
import { addressOf, addressOfAnswer, replaceRoute } from './route.js';
import { trouble } from './trouble.js';

const COLUMNS = ['Time', 'Question', 'Result', 'Tier', 'Cache', 'Took', 'Cost'];

/** The answers that were given, the latest first, and why each was as it was. */
export class Answers {
  #filters;
  #wanted = {};
  #list;

  constructor(container) {
    this.#filters = new Filters((filters) => replaceRoute(addressOf('answers', filters)),
      () => this.#list.refresh({ fromStart: true }));
    const rows = el('div', { on: { keydown: (pressed) => walk(pressed) } });
    container.append(el('div', { class: 'view-head' }, this.#filters.element), rows);
    this.#list = new PagedList(rows, {
      fetchPage: (range) => listAnswers({ ...this.#wanted, ...range }),
      frame: () => table('answers', COLUMNS.map((name) => ({ name: name.toLowerCase(), words: t(`column${name}`) })), t('listAnswers')),
      row: (answer) => row(answer),
      page: 50,
      failed: trouble,
      empty: (hasMore) => this.#empty(hasMore),
      onShown: () => this.#filters.offer(this.#list.items.map(({ variant }) => variant)),
    });
  }

  show(parameters) {
    this.#wanted = Object.fromEntries(FILTERS.filter((name) => parameters[name] && !isNoTime(name, parameters[name])).map((name) => [name, parameters[name]]));
    this.#filters.draw(this.#wanted);
    return this.#list.load();
  }

  hide() {}

  draw() {
    this.#filters.draw(this.#wanted);
    this.#list.draw();
  }

  focus(answer) {
    this.#list.focus(answer);
  }

  #empty(hasMore) {
    if (hasMore) return stateBlock('nothing', t('answersSoFarTitle'), el('p', {}, t('answersSoFarBody')));
    return Object.keys(this.#wanted).length === 0
      ? stateBlock('nothing', t('answersEmptyTitle'), el('p', {}, t('answersEmptyBody')),
        el('p', {}, el('a', { href: '/' }, t('toChat'))))
      : stateBlock('nothing', t('answersNoneTitle'));
  }
}

/** Addresses can be typed by hand. */
function isNoTime(name, value) {
  return ['from', 'to'].includes(name) && Number.isNaN(Date.parse(value));
}

function row({ id, at, collection, question, result, refusal, tier, provider, model, variant, cache, degraded, totalMs, costUsd }) {
  const words = { lang: languageOf(question), testid: 'answer-question', class: 'answer-question' };
  return el('tr', { role: 'row', testid: 'answer-row', 'data-key': id, 'data-result': result, class: id === null ? null : 'is-open' },
    cell('time', time(at, { seconds: true })),
    cell('question',
      id === null ? el('span', words, question) : el('a', { ...words, href: addressOfAnswer(id) }, question || id),
      el('span', { class: 'answer-of' }, joined(collection, variant, model ?? provider)),
      degraded.length === 0 ? null : el('span', { class: 'answer-degraded', testid: 'row-degraded' }, icon('warning'),
        t('degradedOf', { what: [...new Set(degraded.map(degradedWord))].join(', ') }))),
    cell('result', resultMark(result, refusal)),
    cell('tier', tier === null ? none() : t('tierOf')[tier] ?? tier),
    cell('cache', cache === 'none' ? none() : t('cacheOf')[cache] ?? cache),
    cell('took', duration(totalMs)),
    cell('cost', money(costUsd)));
}

/** Nothing to tell: a card goes without it. */
function none() {
  return el('span', { class: 'none' }, '–');
}

/** Arrows walk from line to line. */
function walk(pressed) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key];
  if (step === undefined || !pressed.target.matches('.answer-question')) return;
  const links = Array.from(pressed.currentTarget.querySelectorAll('a.answer-question'));
  const next = links[links.indexOf(pressed.target) + step];
  if (!next) return;
  pressed.preventDefault();
  next.focus();
}
