import { el, icon } from '../dom.js';
import { timeOfDay } from '../format.js';
import { currentLanguage, t } from '../i18n.js';
import { skeleton } from '../skeleton.js';
import { stateBlock } from '../state-block.js';
import { findOverview, findQuality, findUsage } from './api.js';
import { TimeChart } from './charts.js';
import { Poll } from './poll.js';
import { addressOf, replaceRoute } from './route.js';
import { TILES } from './tiles.js';
import { mayPass, trouble } from './trouble.js';

const EVERY_MS = 5_000;
/** What changes slowly is asked for less often. */
const SLOWLY_MS = 60_000;
const WINDOWS = [60, 360, 1440];

/** How the gateway does now and did in the last hours, live while it is looked at. */
export class Overview {
  #container;
  #minutes = WINDOWS[0];
  #found = null;
  #error = null;
  #usage = null;
  #worse = [];
  #at = null;
  #live = el('p', { class: 'live', testid: 'live' });
  #windows = el('fieldset', { class: 'segments', testid: 'windows' });
  #notes = el('div', { class: 'overview-notes' });
  #tiles = TILES.map((tile) => new Tile(tile, { onPoint: (at) => this.#point(at), onChoose: (at) => this.#choose(at) }));
  #grid = el('div', { class: 'tiles', testid: 'tiles' }, ...this.#tiles.map(({ element }) => element));
  #hint = el('p', { id: 'chart-hint', class: 'visually-hidden' });
  #body = el('div');
  #poll = new Poll(EVERY_MS, (signal) => this.#load(signal));
  #slowly = new Poll(SLOWLY_MS, (signal) => this.#loadMore(signal));

  constructor(container) {
    this.#container = container;
    container.append(el('div', { class: 'view-head' }, this.#windows, this.#live), this.#notes, this.#body, this.#hint);
  }

  show({ minutes }) {
    const wanted = WINDOWS.find((window) => String(window) === minutes) ?? WINDOWS[0];
    if (wanted !== this.#minutes) {
      this.#minutes = wanted;
      this.#found = null;
      this.#at = null;
    }
    this.draw();
    this.#poll.start();
    this.#slowly.start();
  }

  hide() {
    this.#poll.stop();
    this.#slowly.stop();
  }

  draw() {
    this.#drawWindows();
    this.#hint.textContent = t('chartHint');
    this.#drawLive();
    this.#drawNotes();
    if (this.#found !== null) {
      this.#tiles.forEach((tile) => tile.draw(this.#found, this.#usage?.forecast ?? null));
      this.#point(this.#at);
      if (this.#grid.parentNode !== this.#body) this.#body.replaceChildren(this.#grid);
    } else {
      this.#body.replaceChildren(this.#error === null ? skeleton() : trouble(this.#error, () => this.#retry()));
    }
  }

  async #load(signal) {
    const { ok, value, error } = await findOverview(this.#minutes, signal);
    if (signal.aborted) return false;
    this.#error = ok ? null : error;
    if (ok) this.#found = value;
    else if (!mayPass(error)) this.#found = null;
    this.draw();
    return ok || mayPass(error);
  }

  /** What stands beside the numbers; where it cannot be had they stand alone. */
  async #loadMore(signal) {
    const [usage, quality] = await Promise.all([findUsage(signal), findQuality(signal)]);
    if (signal.aborted) return false;
    this.#usage = usage.ok ? usage.value : null;
    this.#worse = quality.ok ? quality.value.measures.filter(({ state }) => state === 'bad') : [];
    this.draw();
    return usage.ok || mayPass(usage.error);
  }

  #retry() {
    this.#error = null;
    this.draw();
    this.#poll.now();
    this.#slowly.now();
  }

  #drawWindows() {
    const drawn = `${currentLanguage()} ${this.#minutes}`;
    if (this.#windows.dataset.drawn === drawn) return;
    this.#windows.dataset.drawn = drawn;
    const legend = el('legend', { class: 'visually-hidden' }, t('window'));
    const focused = this.#windows.contains(document.activeElement);
    this.#windows.replaceChildren(legend, ...WINDOWS.map((minutes) => el('label', {},
      el('input', {
        type: 'radio', name: 'window', class: 'visually-hidden', value: minutes, checked: minutes === this.#minutes,
        testid: `window-${minutes}`, on: { change: () => replaceRoute(addressOf('overview', { minutes })) },
      }), el('span', {}, t(`window${minutes}`)))));
    if (focused) this.#windows.querySelector('input:checked').focus();
  }

  #drawLive() {
    if (this.#found === null) return this.#live.replaceChildren();
    const time = timeOfDay(this.#found.to, { seconds: true });
    const [kind, words] = this.#error === null ? ['ok', t('live', { time })] : ['warning', t('liveStale', { time })];
    this.#live.dataset.kind = kind;
    return this.#live.replaceChildren(icon(kind), words);
  }

  #drawNotes() {
    const notes = [];
    if (this.#worse.length > 0) {
      const names = this.#worse.map(({ english, korean }) => (currentLanguage() === 'ko' ? korean : english)).join(', ');
      notes.push(stateBlock('warning', t('gotWorse', { names }),
        el('p', {}, el('a', { href: addressOf('quality') }, t('seeQuality')))));
    }
    if (this.#found !== null && this.#found.totals.questions === 0) {
      notes.push(stateBlock('nothing', t('overviewEmptyTitle'), el('p', {}, t('overviewEmptyBody')),
        el('p', {}, el('a', { href: '/' }, t('toChat')))));
    }
    if (this.#found !== null && Date.parse(this.#found.since) > Date.parse(this.#found.from)) {
      notes.push(el('p', { class: 'soft small', testid: 'since' }, t('countedSince', { time: timeOfDay(this.#found.since) })));
    }
    // What has the focus stays where nothing is new.
    const words = notes.map((note) => note.textContent).join();
    if (this.#notes.textContent !== words || notes.length !== this.#notes.children.length) this.#notes.replaceChildren(...notes);
  }

  /** All charts are of the same time, so they point at the same moment. */
  #point(at) {
    this.#at = at;
    for (const tile of this.#tiles) tile.point(at);
  }

  #choose(at) {
    const { moments, stepMs } = this.#found;
    const from = Date.parse(moments[at].at);
    location.hash = addressOf('answers', { from: new Date(from).toISOString(), to: new Date(from + stepMs).toISOString() });
  }
}

/** A number with what belongs to it, and how it went. */
class Tile {
  element;
  #tile;
  #found = null;
  #name = el('h2', { class: 'tile-name' });
  #value = el('p', { class: 'tile-value' });
  #more = el('p', { class: 'tile-more' });
  #from = el('span');
  #to = el('span');
  #now = el('span', { class: 'tile-now' });
  #chart;

  constructor(tile, { onPoint, onChoose }) {
    this.#tile = tile;
    this.#chart = new TimeChart({ onPoint, onChoose, describedBy: 'chart-hint' });
    this.element = el('section', { class: 'tile', testid: `tile-${tile.name}` },
      this.#name, this.#value, this.#more, this.#chart.element,
      el('p', { class: 'tile-times', 'aria-hidden': 'true' }, this.#from, this.#now, this.#to));
  }

  draw(found, forecast) {
    this.#found = found;
    const { totals, moments, stepMs, from, to, since } = found;
    const name = t(`tile${this.#tile.name}`);
    const begins = Math.max(Date.parse(from), Date.parse(since));
    const minutes = Math.max(1, (Date.parse(to) - begins) / 60_000);
    this.#name.textContent = name;
    fill(this.#value, [this.#tile.value({ totals, minutes })], { from, to });
    fill(this.#more, this.#tile.more({ totals, minutes, forecast }), { from, to });
    this.#from.textContent = timeOfDay(from);
    this.#to.textContent = timeOfDay(to);
    this.#chart.draw({
      ...this.#tile.chart(moments, stepMs / 60_000),
      label: t('chartLabel', { name, from: timeOfDay(from), to: timeOfDay(to) }),
      unknown: (begins - Date.parse(from)) / (Date.parse(to) - Date.parse(from)),
      textAt: (at) => this.#textAt(at),
    });
  }

  point(at) {
    this.#chart.point(at);
    this.element.classList.toggle('is-pointed', at !== null && this.#found !== null);
    this.#now.textContent = at === null || this.#found === null ? '' : this.#textAt(Math.min(at, this.#found.moments.length - 1));
  }

  #textAt(at) {
    const moment = this.#found.moments[at];
    const time = timeOfDay(moment.at);
    return `${time} · ${moment.questions === 0 ? t('nothingAt') : this.#tile.at(moment)}`;
  }
}

/** Writes the parts of a line, keeping the links that are there: one of them may have the focus. */
function fill(line, parts, window) {
  const wanted = parts.map(({ words, to }) => (to
    ? el('a', { href: addressOf('answers', { ...to, ...window }) }, words) : el('span', {}, words)));
  const isSame = line.children.length === wanted.length && wanted.every((part, at) => part.nodeName === line.children[at].nodeName);
  if (!isSame) return line.replaceChildren(...wanted);
  wanted.forEach((part, at) => {
    line.children[at].textContent = part.textContent;
    if (part.href) line.children[at].href = part.href;
  });
  return undefined;
}
