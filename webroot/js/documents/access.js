import { el, icon } from '../dom.js';
import { t } from '../i18n.js';

/** Who may see a document, in words. */
export function access(acl) {
  return acl.length === 0 ? el('span', { class: 'soft' }, t('everyone')) : el('span', {}, icon('lock'), acl.join(', '));
}
