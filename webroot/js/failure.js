import { el } from './dom.js';
import { wait } from './format.js';
import { t } from './i18n.js';
import { stateBlock } from './state-block.js';

const BY_CODE = {
  'page.unreachable': 'failureUnreachable',
  'page.cut': 'failureCut',
  'caller.unauthenticated': 'failureKey',
  'caller.bad_request': 'failureBadRequest',
  'caller.not_found': 'failureNotFound',
  'caller.too_large': 'failureTooLarge',
  'caller.unsupported_media': 'failureUnsupported',
  'caller.unreadable': 'failureUnreadable',
  'caller.cancelled': 'failureCancelled',
  'policy.forbidden': 'failureForbidden',
  'policy.rate_limited': 'failureRate',
  'policy.budget_spent': 'failureBudget',
  'provider.failed': 'failureProvider',
  'provider.unavailable': 'failureProvider',
  'gateway.overloaded': 'failureBusy',
  'gateway.unavailable': 'failureUnavailable',
  'gateway.deadline_passed': 'failureTooSlow',
};

/** For errors that are not in the gateway's own words, as those of a proxy. */
const BY_STATUS = {
  401: 'failureKey',
  403: 'failureForbidden',
  404: 'failureNotFound',
  413: 'failureTooLarge',
  415: 'failureUnsupported',
  429: 'failureBusy',
  503: 'failureUnavailable',
  504: 'failureTooSlow',
};

/** Of these it can be said how long to wait. */
const CAN_WAIT = new Set(['failureBusy', 'failureRate', 'failureBudget']);

/** What went wrong, in a sentence in the language of the page. */
export function sentenceOf({ code, status, retryAfterMs }) {
  const key = BY_CODE[code] ?? BY_STATUS[status] ?? 'failureGateway';
  return retryAfterMs && CAN_WAIT.has(key) ? t(`${key}Until`, { wait: wait(retryAfterMs) }) : t(key);
}

/** A block that tells what went wrong, in the gateway's words too, and offers to try again. */
export function failureBlock(error, onRetry) {
  const retry = onRetry
    ? el('button', { type: 'button', class: 'outlined', testid: 'retry', on: { click: onRetry } }, t('tryAgain')) : null;
  const block = stateBlock('fault', sentenceOf(error),
    error.message ? el('p', { class: 'state-detail', lang: 'en' }, error.message) : null,
    error.requestId ? el('p', { class: 'state-detail' }, `${t('failureRequest')} `, el('code', {}, error.requestId)) : null,
    retry);
  block.setAttribute('role', 'alert');
  return block;
}
