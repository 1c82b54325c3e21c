import { el, icon } from './dom.js';

/** A state with its shape, its words and what to do about it. */
export function stateBlock(kind, title, ...rest) {
  return el('div', { class: `state state-${kind}`, testid: 'notice' },
    icon(kind), el('div', { class: 'state-words' }, el('p', { class: 'state-title' }, title), ...rest));
}
