import { el, svg } from '../dom.js';

/**
 * The drawings of the console, as plain SVG. What is placed in hundredths of the width needs no measuring;
 * curves are drawn in units of their own and stretched, with strokes that are not.
 */

/** Room above a curve for the number that its top stands for. */
const TOP = 16;
const PLOT = 72;

const TOPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const STEPS = [1, 2, 5, 10];

/** The least number that is not less and has few digits: one that a scale may end with. */
export function roundUp(value, digits = TOPS) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * digits.find((digit) => digit * power >= value * (1 - 1e-9));
}

/** Round numbers from `from` to `to`, about as many as asked for. */
export function ticks(from, to, about = 4) {
  const step = roundUp((to - from) / about, STEPS);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

/**
 * What happened over time: bars upon each other, or lines. It is walked through by pointer or arrows;
 * whoever made it shows what is so at the moment that is pointed at.
 */
export class TimeChart {
  element;
  #svg = svg('svg', { class: 'chart-drawing', width: '100%', height: TOP + PLOT, 'aria-hidden': 'true' });
  #cursor = svg('line', { class: 'chart-cursor', y1: TOP, y2: TOP + PLOT, visibility: 'hidden' });
  #moments = 0;
  #at = null;
  #textAt = () => '';

  /** `onPoint(at)` is told which moment is pointed at, null where none is, and `onChoose(at)` which is chosen. */
  constructor({ onPoint, onChoose, describedBy }) {
    this.element = el('div', {
      class: 'chart', testid: 'chart', role: 'slider', tabindex: '0', 'aria-describedby': describedBy, 'aria-valuemin': '0',
      on: {
        pointermove: (moved) => onPoint(this.#momentAt(moved)),
        pointerleave: () => onPoint(null),
        blur: () => onPoint(null),
        click: (clicked) => onChoose(this.#momentAt(clicked)),
        keydown: (pressed) => this.#walk(pressed, onPoint, onChoose),
      },
    }, this.#svg);
  }

  /**
   * `series` are `{kind, tone, values}`, of which those that are `bars` stand upon each other; null is a gap.
   * `unknown` is the share of the time, from its beginning, of which nothing is known.
   */
  draw({ label, series, top, topLabel, unknown, textAt }) {
    this.#moments = series[0].values.length;
    this.#textAt = textAt;
    this.element.setAttribute('aria-label', label);
    this.element.setAttribute('aria-valuemax', String(this.#moments - 1));
    const bars = series.filter(({ kind }) => kind === 'bars');
    const lines = series.filter(({ kind }) => kind !== 'bars');
    this.#svg.replaceChildren(
      unknown > 0 ? svg('rect', { class: 'chart-unknown', x: 0, y: TOP, width: share(unknown), height: PLOT }) : '',
      ...[TOP, TOP + PLOT].map((y) => svg('line', { class: 'chart-grid', x1: 0, x2: '100%', y1: y, y2: y })),
      svg('text', { class: 'chart-text', x: '100%', y: TOP - 5, 'text-anchor': 'end' }, topLabel),
      svg('svg', { y: TOP, width: '100%', height: PLOT, viewBox: `0 0 ${this.#moments} ${top}`, preserveAspectRatio: 'none' },
        ...stacked(bars, top),
        ...lines.map(({ kind, tone, values }) => svg('path', { class: `chart-line chart-${kind} tone-${tone}`, d: curve(values, top) }))),
      this.#cursor);
    this.point(this.#at);
  }

  /** Shows which moment is pointed at, here or in another chart of the same time. */
  point(at) {
    this.#at = at === null ? null : Math.min(at, this.#moments - 1);
    const shown = this.#at ?? this.#moments - 1;
    this.element.setAttribute('aria-valuenow', String(shown));
    this.element.setAttribute('aria-valuetext', this.#textAt(shown));
    this.#cursor.setAttribute('visibility', this.#at === null ? 'hidden' : 'visible');
    for (const end of ['x1', 'x2']) this.#cursor.setAttribute(end, share((shown + 0.5) / this.#moments));
  }

  #momentAt({ clientX }) {
    const { left, width } = this.element.getBoundingClientRect();
    return Math.min(this.#moments - 1, Math.max(0, Math.floor(((clientX - left) / width) * this.#moments)));
  }

  #walk(pressed, onPoint, onChoose) {
    const last = this.#moments - 1;
    const at = this.#at ?? last;
    const before = this.#at === null ? last : at - 1;
    const to = {
      ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: before, ArrowDown: before, PageUp: at + 10, PageDown: at - 10, Home: 0, End: last,
    }[pressed.key];
    if (to !== undefined) {
      pressed.preventDefault();
      onPoint(Math.min(last, Math.max(0, to)));
    } else if (pressed.key === 'Enter') {
      onChoose(at);
    } else if (pressed.key === 'Escape') {
      onPoint(null);
    }
  }
}

/** What is least is still seen. */
function stacked(bars, top) {
  if (bars.length === 0) return [];
  const paths = bars.map(() => '');
  bars[0].values.forEach((_, at) => {
    let y = top;
    bars.forEach(({ values }, layer) => {
      if (!(values[at] > 0)) return;
      const height = Math.max(values[at], top / 36);
      y -= height;
      paths[layer] += `M${at + 0.12} ${y}h.76v${height}h-.76z`;
    });
  });
  return bars.map(({ tone }, layer) => svg('path', { class: `chart-bars tone-${tone}`, d: paths[layer] }));
}

/** A line through all that there is, broken where there is nothing; what stands alone is a dot. */
function curve(values, top) {
  let path = '';
  let isDrawing = false;
  values.forEach((value, at) => {
    if (value == null) {
      isDrawing = false;
      return;
    }
    path += `${isDrawing ? 'L' : 'M'}${at + 0.5} ${top - Math.min(value, top)}${isDrawing ? '' : 'h0'}`;
    isDrawing = true;
  });
  return path;
}

/** Numbers under a scale that all lines above it share. */
export function axis({ from, to, about, words }) {
  const at = ticks(from, to, about);
  return svg('svg', { class: 'axis', width: '100%', height: 20, 'aria-hidden': 'true' }, ...at.flatMap((value) => {
    const place = (value - from) / (to - from);
    const anchor = place < 0.08 ? 'start' : place > 0.92 ? 'end' : 'middle';
    return [svg('line', { class: 'chart-grid', x1: share(place), x2: share(place), y1: 0, y2: 4 }),
      svg('text', { class: 'chart-text', x: share(place), y: 16, 'text-anchor': anchor }, words(value))];
  }));
}

/** One thing that was done, on the scale of all: from when on, and for how long. */
export function span({ start, length, total, tone, lines = [] }) {
  return svg('svg', { class: 'lane', width: '100%', height: 20, 'aria-hidden': 'true' },
    ...lines.map((at) => upright(at / total, 20)),
    length / total > 0.002
      ? svg('rect', { class: `lane-bar tone-${tone}`, x: share(start / total), width: share(length / total), y: 4, height: 12, rx: 2 })
      : svg('line', { class: `lane-mark tone-${tone}`, x1: share(start / total), x2: share(start / total), y1: 4, y2: 16 }));
}

/** Where something lies, from `low` to `high`, and what it is taken for; `zero` is where it would be no difference. */
export function interval({ low, high, value, from, to, tone, isCertain = true, zero = null }) {
  const place = (at) => share((at - from) / (to - from));
  return svg('svg', { class: 'lane', width: '100%', height: 24, 'aria-hidden': 'true' },
    zero === null ? null : upright((zero - from) / (to - from), 24),
    ...(low == null ? [] : [
      svg('line', { class: `interval-line tone-${tone}`, x1: place(low), x2: place(high), y1: 12, y2: 12 }),
      ...[low, high].map((end) => svg('line', { class: `interval-line tone-${tone}`, x1: place(end), x2: place(end), y1: 7, y2: 17 })),
    ]),
    svg('circle', { class: `interval-dot tone-${tone}${isCertain ? '' : ' is-open'}`, cx: place(value), cy: 12, r: 4.5 }));
}

/** A number beside the line that it should not cross. */
export function gauge({ value, threshold, top, tone }) {
  return svg('svg', { class: 'lane', width: '100%', height: 16, 'aria-hidden': 'true' },
    svg('rect', { class: 'gauge-whole', x: 0, y: 5, width: '100%', height: 6, rx: 3 }),
    value === null ? null
      : svg('rect', { class: `lane-bar tone-${tone}`, x: 0, y: 5, width: share(Math.max(0, value / top)), height: 6, rx: 3 }),
    threshold === null ? null
      : svg('line', { class: 'gauge-threshold', x1: share(threshold / top), x2: share(threshold / top), y1: 0, y2: 16 }));
}

function upright(place, height) {
  return svg('line', { class: 'lane-line', x1: share(place), x2: share(place), y1: 0, y2: height });
}

function share(part) {
  return `${(part * 100).toFixed(3)}%`;
}
