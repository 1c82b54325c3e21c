import { el } from '../dom.js';
import { sentenceOf } from '../failure.js';
import { moment } from '../format.js';
import { t } from '../i18n.js';
import { stateBlock } from '../state-block.js';
import { listDeadLetters, retryDeadLetter } from './api.js';
import { PagedList } from '../paged-list.js';

const AT_ONCE = 3;

/** The documents that could not be taken in, with the reason; one or all can be tried again. */
export class DeadLetters {
  #list;
  #all = el('button', { type: 'button', class: 'outlined', testid: 'retry-all', on: { click: () => this.#retryAll() } });
  #collection = null;
  #onRetried;
  /** What became of retries that the gateway refused, by ingestion. */
  #refusals = new Map();
  #running = new Set();

  /** `onShown()` is called once others are known, `onRetried(accepted, collection)` with each that is tried again. */
  constructor(container, { onShown, onRetried }) {
    this.#onRetried = onRetried;
    const letters = el('div');
    container.append(el('div', { class: 'panel-tools' }, this.#all), letters);
    this.#list = new PagedList(letters, {
      fetchPage: ({ limit, signal }) => listDeadLetters({ collection: this.#collection, limit, signal }),
      frame: () => {
        const element = el('ul', { class: 'cards', testid: 'dead-letters' });
        return { element, body: element };
      },
      row: (letter) => this.#row(letter),
      empty: () => stateBlock('ok', t('deadLettersEmptyTitle'), el('p', {}, t('deadLettersEmptyBody'))),
      onShown: () => {
        this.#all.textContent = t('retryAll');
        this.#all.hidden = this.#list.items.length < 2;
        onShown();
      },
    });
    this.#all.hidden = true;
  }

  get count() {
    return this.#list.count;
  }

  show(collection) {
    this.#collection = collection;
    this.#refusals.clear();
    return this.#list.load();
  }

  refresh() {
    return this.#list.refresh();
  }

  draw() {
    if (this.#collection !== null) this.#list.draw();
  }

  #row(letter) {
    const { ingestion, document, version, reason, attempts, failedAt } = letter;
    const refusal = this.#refusals.get(ingestion);
    return el('li', { class: 'card', testid: 'dead-letter', 'data-key': ingestion },
      el('div', { class: 'card-words' },
        el('span', { class: 'card-title' }, document),
        el('p', {}, sentenceOf(reason)),
        reason.message ? el('p', { class: 'soft', lang: 'en' }, reason.message) : null,
        refusal ? el('p', { class: 'card-failure', role: 'alert' }, t('retryRefused', { why: sentenceOf(refusal) })) : null),
      el('p', { class: 'card-facts' }, el('span', {}, `v${version}`), el('span', {}, t('attempts', { attempts })),
        el('time', { datetime: failedAt }, moment(failedAt))),
      el('button', {
        type: 'button', class: 'outlined', testid: 'retry-letter', 'aria-disabled': String(this.#running.has(ingestion)),
        'aria-label': t('retryLabel', { document }), on: { click: () => this.#retry(letter) },
      }, t('tryAgain')));
  }

  async #retry(letter) {
    if (this.#running.has(letter.ingestion)) return;
    const accepted = await this.#send(letter);
    if (accepted !== null) this.#onRetried([accepted], letter.collection);
    await this.#list.refresh();
  }

  async #retryAll() {
    const waiting = this.#list.items.filter(({ ingestion }) => !this.#running.has(ingestion));
    const accepted = [];
    const sendNext = async () => {
      for (let letter = waiting.shift(); letter; letter = waiting.shift()) {
        const one = await this.#send(letter);
        if (one !== null) accepted.push(one);
      }
    };
    const collection = this.#collection;
    await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
    this.#onRetried(accepted, collection);
    await this.#list.refresh();
  }

  /** Has one tried again and returns what the gateway accepted, or null where it refused. */
  async #send({ ingestion }) {
    this.#running.add(ingestion);
    this.#refusals.delete(ingestion);
    this.draw();
    const { ok, value, error } = await retryDeadLetter(ingestion);
    this.#running.delete(ingestion);
    if (ok) return value;
    this.#refusals.set(ingestion, error);
    return null;
  }
}
