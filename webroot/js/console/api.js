import { admitted } from '../access/door.js';
import { send } from '../access/send.js';
import { parseError, requestJson, unreachable } from '../api.js';

/** What the console asks of the gateway. */

/** As many pages of the log are looked through at once while none of them holds what is looked for. */
const MOST_EMPTY = 8;
const MOST_ANSWERS = 200;

export function findOverview(minutes, signal) {
  return requestJson(`/v1/overview?minutes=${minutes}`, { signal });
}

/** A page of answers, `{items, next}`. The log is read backwards, so there may be more behind an empty one. */
export async function listAnswers({ after, limit, signal, ...filters }) {
  let next = after;
  for (let looked = 1; ; looked++) {
    const asked = parameters({ ...filters, limit: Math.min(limit, MOST_ANSWERS), cursor: next });
    const { ok, value, error } = await requestJson(`/v1/answers?${asked}`, { signal });
    if (!ok) return { ok, error };
    next = value.next ?? null;
    if (value.answers.length > 0 || next === null || looked === MOST_EMPTY || signal.aborted) {
      return { ok: true, value: { items: value.answers, next } };
    }
  }
}

export function explainAnswer(id) {
  return requestJson(`/v1/answers/${encodeURIComponent(id)}/explain`);
}

export function listCollections() {
  return requestJson('/v1/collections');
}

export function listExperiments() {
  return requestJson('/v1/experiments');
}

/** Changes what `change` names: `on`, `share`, or both. */
export function changeExperiment(name, change) {
  return requestJson(`/v1/experiments/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
}

export function findQuality(signal) {
  return requestJson('/v1/quality', { signal });
}

export function findReport(day, signal) {
  return requestJson(`/v1/quality/report?day=${day}`, { signal });
}

export function findUsage(signal) {
  return requestJson('/v1/usage', { signal });
}

/** How the gateway fares. That it does not fare well (503) is an answer, too. */
export async function findHealth(signal) {
  try {
    const response = await admitted(() => send('/health', { signal, headers: { accept: 'application/json' } }));
    const text = await response.text();
    const health = response.status === 200 || response.status === 503 ? parsed(text) : null;
    return health?.parts
      ? { ok: true, value: health }
      : { ok: false, error: parseError(response.status, text, (name) => response.headers.get(name)) };
  } catch {
    return { ok: false, error: unreachable() };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parameters(values) {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''));
}
