import { el } from './dom.js';
import { t } from './i18n.js';

const ROWS = 6;

/** Grey lines in the place of what is to come. */
export function skeleton() {
  return el('div', { class: 'skeleton', role: 'status', 'aria-label': t('loading') },
    ...Array.from({ length: ROWS }, () => el('div', { class: 'skeleton-row' })));
}
