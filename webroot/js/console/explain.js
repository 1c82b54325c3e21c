import { documentLink } from '../document-link.js';
import { el, icon } from '../dom.js';
import { age, count, duration, money, moment, percent, score } from '../format.js';
import { onLanguageChange, t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { skeleton } from '../skeleton.js';
import { explainAnswer } from './api.js';
import { degradedWord, facts, joined, resultMark } from './cells.js';
import { trouble } from './trouble.js';
import { waterfall } from './waterfall.js';

/** How an answer came about, in a dialog at the side: its words, its stages, its passages, what it took. */
export class Explanation {
  #dialog;
  #id = null;
  #found = null;
  #title = el('h2', { id: 'drawer-title', tabindex: '-1', autofocus: true });
  #close = el('button', {
    type: 'button', class: 'quiet icon-only', testid: 'drawer-close', on: { click: () => this.#dialog.close() },
  }, icon('close', 20));
  #body = el('div', { class: 'drawer-body' });

  /** `onClosed(id)` is called when it was closed. */
  constructor(dialog, onClosed) {
    this.#dialog = dialog;
    dialog.append(el('div', { class: 'drawer' }, el('header', { class: 'drawer-head' }, this.#title, this.#close), this.#body));
    dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
    dialog.addEventListener('close', () => {
      const id = this.#id;
      this.#id = null;
      onClosed(id);
    });
    onLanguageChange(() => this.#id !== null && this.#found !== null && this.#draw());
  }

  async open(id) {
    if (this.#dialog.open && this.#id === id) return;
    this.#id = id;
    this.#title.textContent = '…';
    this.#close.setAttribute('aria-label', t('close'));
    if (!this.#dialog.open) this.#dialog.showModal();
    await this.#load();
  }

  close() {
    if (this.#dialog.open) this.#dialog.close();
  }

  async #load() {
    const id = this.#id;
    this.#found = null;
    this.#body.replaceChildren(skeleton());
    const { ok, value, error } = await explainAnswer(id);
    if (this.#id !== id) return;
    if (!ok) {
      this.#title.textContent = id;
      this.#body.replaceChildren(trouble(error, error.status === 404 ? null : () => this.#load()));
      return;
    }
    this.#found = value;
    this.#draw();
    this.#dialog.scrollTop = 0;
  }

  #draw() {
    const { question, answer, timings, passages } = this.#found;
    this.#close.setAttribute('aria-label', t('close'));
    this.#title.textContent = question || this.#found.id;
    this.#title.lang = languageOf(question);
    this.#body.replaceChildren(
      headline(this.#found),
      answer ? el('p', { class: 'explained', testid: 'explained', lang: languageOf(answer) }, answer)
        : el('p', { class: 'soft' }, t(answer === null ? 'explainNoAnswer' : 'textNotWritten')),
      el('div', { class: 'section-head' }, el('h3', {}, t('waterfall')),
        timings === null ? null : times(timings)),
      waterfall(this.#found),
      el('h3', {}, t('passages')),
      passages.length === 0 ? el('p', { class: 'soft' }, t('passagesNone')) : passageList(this.#found),
      el('h3', {}, t('facts')),
      allFacts(this.#found),
      this.#found.answer === null ? '' : el('p', { class: 'drawer-tools' },
        el('a', { class: 'outlined', href: `/#answer=${encodeURIComponent(this.#found.id)}`, testid: 'open-in-chat' },
          icon('chat'), t('openInChat'))));
  }
}

function times({ totalMs, firstTokenMs }) {
  return el('span', { class: 'soft small' }, t('waterfallTotal', { total: duration(totalMs) }),
    firstTokenMs === null ? null : el('span', { class: 'first-token' }, t('firstToken', { time: duration(firstTokenMs) })));
}

function headline({ refusal, grounded, timings, cache, usage, rating }) {
  const result = refusal !== null ? 'refused' : grounded ? 'grounded' : 'ungrounded';
  return el('p', { class: 'headline', testid: 'headline' },
    resultMark(result, refusal),
    timings === null ? null : el('span', {}, duration(timings.totalMs)),
    cacheWords(cache) === null ? null : el('span', {}, cacheWords(cache)),
    el('span', {}, money(usage.costUsd)),
    rating === null ? null : stars(rating));
}

function stars(rating) {
  return el('span', { class: 'stars', role: 'img', 'aria-label': t('ratingOf', { rating }) },
    ...Array.from({ length: 5 }, (_, at) => {
      const star = icon('star');
      star.classList.toggle('is-given', at < rating);
      return star;
    }));
}

function cacheWords(cache) {
  if (cache === null || cache.layer === 'none') return null;
  const layer = t(cache.layer === 'exact' ? 'cacheExact' : 'cacheSemantic');
  return cache.ageMs === null ? layer : t('cacheAged', { layer, age: age(cache.ageMs) });
}

/** The best passage is as wide as its line; the others are beside it what their scores are. */
function passageList({ passages, collection }) {
  const best = Math.max(...passages.map((one) => one.score), 0);
  return el('ol', { class: 'passages' }, ...passages.map(({ n, document, version, title, score: value, text }) => {
    const bar = el('span', { class: 'score-bar', 'aria-hidden': 'true' }, el('span'));
    bar.firstChild.style.inlineSize = `${best > 0 ? Math.max(0, (value / best) * 100) : 0}%`;
    return el('li', { class: 'passage-item', testid: 'explained-passage' },
      el('p', { class: 'passage-head' }, el('span', {}, `[${n}]`),
        el('a', { href: documentLink(collection, document), lang: languageOf(title || document) }, title || document),
        el('span', {}, `v${version}`),
        el('span', { class: 'passage-score' }, bar, score(value))),
      el('p', { class: 'passage-text', lang: languageOf(text) }, text));
  }));
}

function allFacts(found) {
  const { id, at, requestId, account, collection, question, standalone, support, route } = found;
  const { experiment, cache, degraded, usage, rating } = found;
  return facts([
    [t('factAt'), moment(at)],
    [t('collection'), collection],
    [t('factStandalone'), standalone === question ? null : el('span', { lang: languageOf(standalone) }, standalone)],
    [t('factRoute'), route && joined(route.provider, route.model === route.provider ? null : route.model)],
    [t('factTier'), route && (t('tierOf')[route.tier] ?? route.tier)],
    [t('filterVariant'), route?.variant],
    [t('factExperiment'), experiment],
    [t('factCache'), cache && joined(cacheWords(cache) ?? t('cacheNone'),
      cache.layer === 'semantic' && cache.similarity !== null ? t('factSimilarity', { similarity: score(cache.similarity) }) : null)],
    [t('factDegraded'), degraded.length === 0 ? null : el('ul', { testid: 'degraded' },
      ...degraded.map(({ what, why }) => el('li', {}, joined(degradedWord(what), why))))],
    [t('factSupport'), support === null ? null : t('factSupportValue', { share: percent(support) })],
    [t('factCost'), joined(money(usage.costUsd), usage.savedUsd > 0 ? t('saved', { money: money(usage.savedUsd) }) : null,
      t('factTokens', { prompt: count(usage.promptTokens), completion: count(usage.completionTokens) }))],
    [t('factRating'), rating === null ? t('ratingNone') : t('ratingOf', { rating })],
    [t('factAccount'), account],
    [t('factId'), el('code', {}, id)],
    [t('factRequest'), el('code', {}, requestId)],
  ], { testid: 'explained-facts' });
}
