import { el } from '../dom.js';
import { wait } from '../format.js';
import { t } from '../i18n.js';
import { stateBlock } from '../state-block.js';

/**
 * What is wrong, in words: `{title, body, detail, canRetry}`. One place knows which of the gateway's
 * errors asks for which sentence.
 */
export function problemOf(error, hasText) {
  const words = (key, body = `${key}Body`) => ({ title: t(`${key}Title`), body: t(body), canRetry: true });
  const { status, code = '' } = error;
  const own = { detail: error.message || null };
  if (code === 'page.gone') return { ...words('gone'), canRetry: false };
  if (code === 'page.cut') return words('cut');
  if (code === 'page.unreachable') return words('unreachable');
  if (hasText && (status === 404 || status === 410)) return words('cut', 'lostBody');
  if (code === 'policy.budget_spent') return { ...words('budget', 'budgetUnknown'), ...own };
  if (status === 429) return { ...words('limit', 'limitUnknown'), ...own };
  if (status === 401) return { ...words('key'), ...own };
  if (code === 'policy.forbidden') return { ...words('forbidden'), ...own, canRetry: false };
  if (status === 403 || code.startsWith('policy.')) return { ...words('refused'), ...own, canRetry: false };
  if (status === 400 || status === 404 || status === 413 || status === 422 || code.startsWith('caller.')) {
    return { ...words('invalid'), ...own, canRetry: error.retryable === true };
  }
  if (error.apology && !hasText) {
    return { title: t('gatewayTitle'), body: error.apology, canRetry: error.retryable === true };
  }
  if (code.startsWith('provider.')) return { ...words('provider', hasText ? 'providerBody' : 'providerEmptyBody'), ...own };
  return { ...words('gateway', hasText ? 'providerBody' : 'gatewayBody'), ...own };
}

/**
 * A block that tells a state and offers what helps. Returns the element and how to end its clock, if
 * it counts down to the moment when trying again makes sense.
 */
export function problemBlock(error, { hasText, since, onRetry }) {
  const { title, body, detail, canRetry } = problemOf(error, hasText);
  const line = el('p', {}, body);
  const retry = canRetry && onRetry
    ? el('button', { type: 'button', class: 'outlined', testid: 'retry', on: { click: onRetry } }, t('retry')) : null;
  const block = stateBlock(error.status === 429 ? 'warning' : 'fault', title, line,
    detail ? el('p', { class: 'state-detail' }, detail) : null,
    error.requestId && error.code !== 'page.gone' ? el('p', { class: 'state-detail' }, `${t('detailRequest')} `, el('code', {}, error.requestId)) : null,
    retry);
  block.setAttribute('role', 'alert');
  return { element: block, stop: error.retryAfterMs == null ? () => {} : countDown(since + error.retryAfterMs, line, retry) };
}

function countDown(until, line, retry) {
  // Counting is for the eye; a screen reader would be read every second.
  const tick = () => {
    const left = until - Date.now();
    line.textContent = left > 0 ? t('limitWait', { wait: wait(left) }) : t('limitOver');
    if (retry) retry.disabled = left > 0;
    if (left <= 0) clearInterval(clock);
  };
  const clock = setInterval(tick, 500);
  tick();
  return () => clearInterval(clock);
}
