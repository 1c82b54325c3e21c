import { askForKey } from '../access/key-dialog.js';
import { currentKey } from '../access/key.js';
import { el } from '../dom.js';
import { failureBlock } from '../failure.js';
import { t } from '../i18n.js';

/** What went wrong, and where the key that there is may not see it: the way to another one. */
export function trouble(error, onRetry) {
  // Who may not now may not in a moment either.
  const block = failureBlock(error, error.status === 403 ? null : onRetry);
  if (error.status === 403 && currentKey() !== null) {
    block.querySelector('.state-words').append(el('p', { class: 'state-detail' }, t('forbiddenBody')),
      el('button', { type: 'button', class: 'outlined', testid: 'other-key', on: { click: () => askForKey() } }, t('otherKey')));
  }
  return block;
}

/** Whether asking again in a while may help without anybody doing anything. */
export function mayPass({ status }) {
  return status !== 401 && status !== 403 && status !== 404;
}
