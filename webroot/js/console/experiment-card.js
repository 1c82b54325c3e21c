import { el, icon } from '../dom.js';
import { age, count, decimal, percent } from '../format.js';
import { currentLanguage, t } from '../i18n.js';
import { cell, joined, table, timed } from './cells.js';
import { metricBlock } from './metric-block.js';
import { addressOf } from './route.js';
import { trouble } from './trouble.js';

/** What is not here says nothing yet. */
const FINDING = { better: 'ok', worse: 'fault', not_to_be_trusted: 'fault' };
/** One experiment: its switch, what to make of it, and by how much its variants differ. */
export function experimentCard(experiment, { isChanging, refusal, onChange }) {
  const { name, on, shadow, since, smallestEffect, minimum, variants, split, metric } = experiment;
  const metrics = [...new Set(variants.flatMap((one) => one.metrics.map((measured) => measured.metric)))]
    .sort((a, b) => Number(b === metric) - Number(a === metric));
  return el('article', { class: 'experiment', testid: 'experiment', 'data-experiment': name, 'aria-labelledby': `experiment-${name}` },
    el('header', { class: 'experiment-head' },
      el('h2', { id: `experiment-${name}` }, name),
      el('button', {
        type: 'button', role: 'switch', class: 'switch', testid: 'experiment-switch', 'aria-checked': String(on),
        'aria-label': t('experimentSwitch', { name }), 'aria-disabled': String(isChanging), on: { click: () => onChange({ on: !on }) },
      }, el('span', { class: 'switch-track', 'aria-hidden': 'true' }), t(on ? 'experimentOn' : 'experimentOff')),
      shareForm(experiment, isChanging, onChange)),
    el('p', { class: 'soft small' }, ...[
      ...timed('experimentSince', since, { age: age(Math.max(0, Date.now() - Date.parse(since))) }),
      ` · ${t('experimentLooksFor', { effect: percent(smallestEffect), minimum: count(minimum) })}`,
      shadow ? ` · ${t('experimentShadow')}` : '']),
    refusal === null ? null : trouble(refusal),
    verdictBlock(experiment),
    el('p', { class: split.wrong ? 'split is-wrong' : 'split', testid: 'split' }, icon(split.wrong ? 'fault' : 'ok'),
      el('span', {}, t(split.wrong ? 'splitWrong' : 'splitRight', { p: decimal(split.p) }))),
    variantTable(variants),
    ...metrics.map((one) => metricBlock(one, experiment)));
}

/** Nobody is moved while the slider is dragged: only the button says that it is meant. */
function shareForm({ name, share }, isChanging, onChange) {
  const id = `share-${name}`;
  const percentage = Math.round(share * 1000) / 10;
  const said = el('output', { for: id }, percent(share));
  const apply = el('button', { type: 'submit', class: 'outlined', testid: 'share-apply', disabled: true }, t('experimentApply'));
  const slider = el('input', {
    id, type: 'range', min: 0, max: 100, step: 'any', value: percentage, testid: 'share', 'aria-valuetext': percent(share),
    on: {
      input: () => {
        slider.value = Math.round(Number(slider.value));
        said.textContent = percent(Number(slider.value) / 100);
        slider.setAttribute('aria-valuetext', said.textContent);
        apply.disabled = isChanging || Number(slider.value) === percentage;
      },
    },
  });
  return el('form', {
    class: 'share', on: {
      submit: (submitted) => {
        submitted.preventDefault();
        onChange({ share: Number(slider.value) / 100 });
      },
    },
  }, el('label', { for: id }, t('experimentShare')), slider, said, apply);
}

function verdictBlock({ verdict: { finding, variant, english, korean } }) {
  const kind = FINDING[finding] ?? 'nothing';
  return el('div', { class: `verdict-block verdict-${kind}`, testid: 'experiment-verdict', 'data-finding': finding },
    icon(kind, 20),
    el('div', {}, el('p', { class: 'verdict-title' }, joined(t('finding')[finding] ?? finding, variant)),
      el('p', {}, currentLanguage() === 'ko' ? korean : english)));
}

function variantTable(variants) {
  const { element, body } = table('variants', [
    { name: 'variant', words: t('variant') },
    ...['variantShare', 'variantExposed', 'variantNeeded'].map((key) => ({ name: 'number', words: t(key) })),
  ], t('variant'));
  body.append(...variants.map(({ name, share, exposed, announced, needed }) => el('tr', { role: 'row', testid: 'variant-row' },
    cell('variant', variantLink(name)),
    labelledCell(t('variantShare'), percent(share)),
    labelledCell(t('variantExposed'), count(exposed)),
    labelledCell(t('variantNeeded'), announced === null || needed === null ? '–'
      : t('variantNeededValue', { needed: count(needed), announced: count(announced) })))));
  return element;
}

function labelledCell(label, words) {
  return cell('number', el('span', { class: 'cell-label', 'aria-hidden': 'true' }, label), words);
}

function variantLink(name) {
  return el('a', { href: addressOf('answers', { variant: name }) }, name);
}
