import { el } from '../dom.js';
import { t } from '../i18n.js';

/** What stands where no question has been asked: what can be asked about, or that there is nothing yet. */
export function drawWelcome(section, { counts, isEmpty, uploadButton }) {
  section.classList.toggle('empty', isEmpty);
  if (isEmpty) {
    section.replaceChildren(
      el('h2', {}, t('emptyTitle')),
      el('p', { testid: 'notice' }, t('emptyBody', counts)),
      uploadButton());
    return;
  }
  const body = counts === null ? t('welcomePlain') : t('welcomeBody', counts);
  section.replaceChildren(el('h2', {}, t('welcomeTitle')), el('p', {}, body));
}
