import { el } from '../dom.js';
import { t } from '../i18n.js';

/** Asks in a dialog whether to do it, and resolves to the answer. Whoever just goes on says no. */
export function confirmIn(dialog, { title, body, yes }) {
  const button = (value, words, attributes) =>
    el('button', { type: 'button', testid: `confirm-${value}`, on: { click: () => dialog.close(value) }, ...attributes }, words);
  dialog.replaceChildren(
    el('h2', { id: 'confirmation-title' }, title),
    ...body,
    el('div', { class: 'confirmation-tools' },
      button('no', t('cancel'), { class: 'outlined', autofocus: true }),
      button('yes', yes, { class: 'outlined danger' })));
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
