import { el, icon } from '../dom.js';
import { duration, timeOfDay } from '../format.js';
import { t } from '../i18n.js';
import { refreshButton } from './cells.js';

const CHOICES = {
  result: ['grounded', 'ungrounded', 'refused'],
  cache: ['none', 'exact', 'semantic'],
  tier: ['simple', 'normal', 'complex'],
};
const WORDS = { result: 'result', cache: 'cacheOf', tier: 'tierOf' };
/** What only links say: each can be taken back. */
const SAID = {
  slowerThanMs: (ms) => t('filterSlower', { time: duration(Number(ms)) }),
  from: (instant) => t('filterFrom', { time: timeOfDay(instant, { seconds: true }) }),
  to: (instant) => t('filterTo', { time: timeOfDay(instant, { seconds: true }) }),
};

export const FILTERS = [...Object.keys(CHOICES), 'variant', 'degraded', ...Object.keys(SAID)];

/** Which answers are listed; `onChange(filters)` is called with what is wanted then, `onRefresh()` for the same again. */
export class Filters {
  element = el('form', { class: 'filters', testid: 'filters', role: 'search', on: { submit: (submitted) => this.#submit(submitted) } });
  #onChange;
  #onRefresh;
  #filters = {};
  #variants = new Set();
  #list = el('datalist', { id: 'variants' });

  constructor(onChange, onRefresh) {
    this.#onChange = onChange;
    this.#onRefresh = onRefresh;
  }

  draw(filters) {
    this.#filters = filters;
    const focused = this.element.contains(document.activeElement) ? document.activeElement.name : null;
    this.element.setAttribute('aria-label', t('filters'));
    this.element.replaceChildren(
      ...Object.keys(CHOICES).map((name) => this.#choice(name)),
      labelled('variant', t('filterVariant'), el('input', {
        id: 'filter-variant', name: 'variant', value: filters.variant, list: 'variants', maxlength: 100,
        autocomplete: 'off', spellcheck: 'false', placeholder: t('filterAll'), on: { change: ({ target }) => this.#change({ variant: target.value.trim() }) },
      })),
      el('label', { class: 'filter-check' }, el('input', {
        type: 'checkbox', name: 'degraded', testid: 'filter-degraded', checked: filters.degraded === 'true',
        on: { change: ({ target }) => this.#change({ degraded: target.checked ? 'true' : '' }) },
      }), t('filterDegraded')),
      this.#list,
      refreshButton(this.#onRefresh),
      this.#chips());
    if (focused) this.element.elements[focused]?.focus();
  }

  /** Variants that were seen are offered. */
  offer(variants) {
    for (const variant of variants) {
      if (variant === null || this.#variants.has(variant)) continue;
      this.#variants.add(variant);
      this.#list.append(el('option', { value: variant }));
    }
  }

  #choice(name) {
    const chosen = this.#filters[name] ?? '';
    return labelled(name, t(`filter${name[0].toUpperCase()}${name.slice(1)}`), el('select', {
      id: `filter-${name}`, name, testid: `filter-${name}`, on: { change: ({ target }) => this.#change({ [name]: target.value }) },
    }, el('option', { value: '' }, t('filterAll')), ...CHOICES[name].map((value) =>
      el('option', { value, selected: value === chosen }, t(WORDS[name])[value]))));
  }

  #chips() {
    const chips = Object.keys(SAID).filter((name) => this.#filters[name]).map((name) => {
      const what = SAID[name](this.#filters[name]);
      return el('li', {}, el('button', {
        type: 'button', class: 'chip', testid: `chip-${name}`, 'aria-label': t('filterRemove', { what }),
        on: { click: () => this.#change({ [name]: '' }) },
      }, what, icon('close', 12)));
    });
    if (Object.values(this.#filters).some(Boolean)) {
      chips.push(el('li', {}, el('button', {
        type: 'button', class: 'quiet', testid: 'filters-clear', on: { click: () => this.#onChange({}) },
      }, t('filterClear'))));
    }
    return el('ul', { class: 'chips', hidden: chips.length === 0 }, ...chips);
  }

  #submit(submitted) {
    submitted.preventDefault();
    this.#change({ variant: this.element.elements.variant.value.trim() });
  }

  #change(changes) {
    this.#onChange({ ...this.#filters, ...changes });
  }
}

function labelled(name, words, field) {
  return el('div', { class: 'filter' }, el('label', { for: `filter-${name}` }, words), field);
}
