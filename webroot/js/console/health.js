import { el, icon } from '../dom.js';
import { duration, timeOfDay } from '../format.js';
import { t } from '../i18n.js';
import { skeleton } from '../skeleton.js';
import { findHealth } from './api.js';
import { cell, refreshButton, table } from './cells.js';
import { gauge } from './charts.js';
import { Poll } from './poll.js';
import { mayPass, trouble } from './trouble.js';

const EVERY_MS = 15_000;
const STATUS = { up: 'ok', degraded: 'warning', down: 'fault', saturated: 'warning', stopping: 'warning' };
const CIRCUIT = { closed: 'ok', 'half-open': 'warning', open: 'fault' };

/** How each part fares, asked again while it is looked at. */
export class Health {
  #container;
  #found = null;
  #at = 0;
  #error = null;
  #poll = new Poll(EVERY_MS, (signal) => this.#load(signal));

  constructor(container) {
    this.#container = container;
  }

  show() {
    this.draw();
    this.#poll.start();
  }

  hide() {
    this.#poll.stop();
  }

  draw() {
    const failed = this.#error === null ? [] : [trouble(this.#error, () => this.#poll.now())];
    const isRefreshed = document.activeElement?.dataset.testid === 'refresh' && this.#container.contains(document.activeElement);
    if (this.#found === null) this.#container.replaceChildren(...(failed.length > 0 ? failed : [skeleton()]));
    else this.#container.replaceChildren(...failed, this.#summary(), partTable(this.#found.parts));
    if (isRefreshed) this.#container.querySelector('[data-testid=refresh]')?.focus();
  }

  async #load(signal) {
    const { ok, value, error } = await findHealth(signal);
    if (signal.aborted) return false;
    this.#error = ok ? null : error;
    if (ok) {
      this.#found = value;
      this.#at = Date.now();
    } else if (!mayPass(error)) {
      this.#found = null;
    }
    this.draw();
    return ok || mayPass(error);
  }

  #summary() {
    const { status } = this.#found;
    const kind = STATUS[status] ?? 'warning';
    return el('div', { class: `verdict-block verdict-${kind}`, testid: 'health-status', 'data-status': status }, icon(kind, 20),
      el('div', {}, el('p', { class: 'verdict-title' }, t('healthOf')[status] ?? status),
        el('p', { class: 'soft small' }, t('asOf', { time: timeOfDay(this.#at, { seconds: true }) }))),
      refreshButton(() => this.#poll.now()));
  }
}

function partTable(parts) {
  const longest = Math.max(1, ...Object.values(parts).map(({ latencyMs }) => latencyMs));
  const { element, body } = table('parts', [
    { name: 'part', words: t('part') }, { name: 'state', words: t('measureState') },
    { name: 'number', words: t('partLatency') }, { name: 'gauge', words: '' },
    { name: 'circuit', words: t('partCircuit') }, { name: 'trouble', words: t('partError') }], t('health'));
  body.append(...Object.entries(parts).map(([name, { status, needed, latencyMs, error, circuit, lastError }]) => {
    const kind = STATUS[status] === 'fault' && !needed ? 'warning' : STATUS[status] ?? 'warning';
    return el('tr', { role: 'row', testid: 'part-row', 'data-part': name, 'data-status': status },
      cell('part', el('strong', {}, t('partOf')[name] ?? name), needed ? el('span', { class: 'tag' }, t('partNeeded')) : null),
      cell('state', el('span', { class: 'mark' }, icon(kind), t('partState')[status] ?? status)),
      cell('number', duration(latencyMs)),
      cell('gauge', gauge({ value: latencyMs, threshold: null, top: longest, tone: 'accent' })),
      cell('circuit', circuit
        ? el('span', { class: 'mark' }, icon(CIRCUIT[circuit] ?? 'nothing'), t('circuitOf')[circuit] ?? circuit) : '–'),
      cell('trouble', error ? el('span', { class: 'is-trouble', lang: 'en' }, error) : null,
        lastError && lastError !== error
          ? el('span', { class: 'soft small', lang: 'en' }, `${t('partLastError')}: ${lastError}`) : null,
        error || lastError ? null : '–'));
  }));
  return element;
}
