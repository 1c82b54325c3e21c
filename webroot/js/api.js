import { admitted } from './access/door.js';
import { send } from './access/send.js';

/** The gateway over HTTP. What can be expected to fail comes back as a value: `{ok: false, error}`. */

/** Sends a request and returns its JSON: `{ok: true, value}`, or `{ok: false, error}`. */
export async function requestJson(path, options = {}) {
  let response;
  try {
    response = await admitted(() => send(path, { headers: { accept: 'application/json' }, ...options }));
  } catch {
    return { ok: false, error: unreachable() };
  }
  if (!response.ok) return { ok: false, error: await errorOf(response) };
  try {
    return { ok: true, value: await response.json() };
  } catch {
    return { ok: false, error: unexpectedReply(response.status) };
  }
}

/** The error of an answer that is not 2xx, with its status and how long to wait. */
export async function errorOf(response) {
  const text = await response.text().catch(() => '');
  return parseError(response.status, text, (name) => response.headers.get(name));
}

/** As {@link errorOf}, from the parts that an XMLHttpRequest has too. */
export function parseError(status, text, header) {
  let error = {};
  try {
    error = JSON.parse(text).error ?? {};
  } catch {
    // Not the gateway's own words (a proxy's page, for instance): the status has to do.
  }
  return {
    status,
    code: error.code ?? `http.${status}`,
    message: error.message ?? '',
    apology: error.apology ?? '',
    retryable: error.retryable ?? (status === 429 || status >= 500),
    requestId: error.requestId ?? header('x-request-id'),
    retryAfterMs: retryAfterMs(header('retry-after')),
  };
}

export function unreachable() {
  return { status: 0, code: 'page.unreachable', message: '', retryable: true };
}

export function unexpectedReply(status) {
  return { status, code: 'page.unexpected', message: '', retryable: true };
}

/** `Retry-After` is either seconds or a date. */
export function retryAfterMs(value, now = Date.now()) {
  if (!value) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
