import { el, icon } from '../dom.js';
import { age, count, decimal } from '../format.js';
import { currentLanguage, t } from '../i18n.js';
import { stateBlock } from '../state-block.js';
import { findQuality, findReport } from './api.js';
import { cell, refreshButton, table, time, timed } from './cells.js';
import { gauge } from './charts.js';
import { Loaded } from './loaded.js';
import { reportBlocks } from './report.js';
import { addressOf, replaceRoute } from './route.js';

const STATE = { good: 'ok', bad: 'fault', unknown: 'nothing' };
const FIRST = ['bad', 'unknown', 'good'];
const MOST_ALERTS = 8;
const DAY_MS = 86_400_000;

/** Whether answers are still what they were: what got worse comes first, then everything, then a day's report. */
export class Quality {
  #day = today();
  #monitor;
  #report;
  #dayTools = el('div', { class: 'section-head' });

  constructor(container) {
    const monitor = el('div');
    const report = el('div', { testid: 'report' });
    container.append(monitor, this.#dayTools, report);
    this.#monitor = new Loaded(monitor, { ask: findQuality, show: (found) => this.#monitorBlocks(found) });
    this.#report = new Loaded(report, { ask: (signal) => findReport(this.#day, signal), show: (found) => reportBlocks(found) });
  }

  show({ day }) {
    this.#day = /^\d{4}-\d\d-\d\d$/.test(day ?? '') && !Number.isNaN(Date.parse(day)) ? day : today();
    this.#drawDay();
    return Promise.all([this.#monitor.load(), this.#report.load({ fromStart: this.#report.value?.day !== this.#day })]);
  }

  hide() {
    this.#monitor.stop();
    this.#report.stop();
  }

  draw() {
    this.#monitor.draw();
    this.#report.draw();
    this.#drawDay();
  }

  #monitorBlocks({ windowMs, minimum, measures, alerts }) {
    const bad = measures.filter(({ state }) => state === 'bad');
    const isKnown = measures.some(({ state }) => state === 'good');
    return [
      el('div', { class: 'section-head' }, el('h2', {}, t('qualityWorse')), refreshButton(() => this.show({ day: this.#day }))),
      el('div', { testid: 'worse' }, ...(bad.length > 0 ? bad.map(worse)
        : [stateBlock(isKnown ? 'ok' : 'nothing', t(isKnown ? 'qualityNothingWorse' : 'qualityNothingKnown'))])),
      el('p', { class: 'soft small' }, t('qualityWindow', { window: age(windowMs), minimum })),
      el('h2', {}, t('measures')),
      measureTable(measures),
      el('h2', {}, t('alerts')),
      alerts.length === 0 ? el('p', { class: 'soft' }, t('alertsNone'))
        : el('ol', { class: 'lines', testid: 'alerts' }, ...alerts.slice(0, MOST_ALERTS).map((one) => alert(one, measures))),
    ];
  }

  #drawDay() {
    const isToday = this.#day >= today();
    const step = (words, days, symbol, disabled) => el('button', {
      type: 'button', class: `quiet icon-only ${symbol}`, testid: `day-${symbol}`, title: t(words), 'aria-label': t(words), disabled,
      on: { click: () => choose(shifted(this.#day, days)) },
    }, icon('chevron', 20));
    const focused = this.#dayTools.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    this.#dayTools.replaceChildren(el('h2', {}, t('report')), el('div', { class: 'day' },
      step('reportBefore', -1, 'back', false),
      el('input', {
        type: 'date', testid: 'day', 'aria-label': t('reportDay'), value: this.#day, max: today(), required: true,
        on: { change: ({ target }) => target.value && target.validity.valid && choose(target.value) },
      }),
      step('reportAfter', 1, 'forth', isToday)));
    if (focused) this.#dayTools.querySelector(`[data-testid="${focused}"]:not(:disabled)`)?.focus();
  }
}

function choose(day) {
  replaceRoute(addressOf('quality', { day }));
}

function nameOf({ name, english, korean }) {
  const words = (currentLanguage() === 'ko' ? korean : english) ?? name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function worse(measure) {
  const { value, threshold, since } = measure;
  const block = stateBlock('fault', nameOf(measure), el('p', {},
    el('strong', {}, decimal(value)), ` · ${t('measureThreshold')} ${decimal(threshold)}`,
    ...(since === null ? [] : [' · ', ...timed('measureSince', since)])));
  block.dataset.testid = 'worse-measure';
  return block;
}

function measureTable(measures) {
  const { element, body } = table('measures', [
    { name: 'measure', words: t('measure') }, { name: 'number', words: t('measureValue') }, { name: 'gauge', words: '' },
    { name: 'number', words: t('measureThreshold') }, { name: 'number', words: t('measureCount') },
    { name: 'state', words: t('measureState') }], t('measures'));
  body.append(...measures.toSorted((a, b) => FIRST.indexOf(a.state) - FIRST.indexOf(b.state)).map((measure) => {
    const { name, value, count: answers, threshold, state, since } = measure;
    const top = Math.max(value ?? 0, threshold ?? 0) <= 1 ? 1 : Math.max(value ?? 0, threshold ?? 0) * 1.25;
    return el('tr', { role: 'row', testid: 'measure-row', 'data-measure': name, 'data-state': state },
      cell('measure', nameOf(measure)),
      cell('number', el('strong', {}, decimal(value))),
      cell('gauge', gauge({ value, threshold, top, tone: STATE[state] })),
      cell('number', el('span', { class: 'cell-label', 'aria-hidden': 'true' }, t('measureThreshold')), decimal(threshold)),
      cell('number', el('span', { class: 'cell-label', 'aria-hidden': 'true' }, t('measureCount')), count(answers)),
      cell('state', el('span', { class: 'mark' }, icon(STATE[state]), t('stateOf')[state]), ...(since === null ? []
        : [el('span', { class: 'soft small' }, ' ', ...timed('measureSince', since))])));
  }));
  return element;
}

function alert({ at, measure, state, value, threshold }, measures) {
  const known = measures.find(({ name }) => name === measure);
  return el('li', { class: 'line', testid: 'alert', 'data-state': state },
    el('span', { class: 'mark' }, icon(STATE[state]), el('strong', {}, known ? nameOf(known) : measure)),
    el('span', {}, t(state === 'bad' ? 'alertBad' : 'alertGood', { value: decimal(value), threshold: decimal(threshold) })),
    el('span', { class: 'soft line-end' }, time(at)));
}

/** Days are those of UTC, as the gateway counts them. */
function today() {
  return new Date().toISOString().slice(0, 10);
}

function shifted(day, days) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
