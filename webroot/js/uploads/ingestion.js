import { send } from '../access/send.js';
import { unreachable } from '../api.js';
import { RETRY_AFTER_MS, eventsOf, pause } from '../event-stream.js';

const ENDS = new Set(['done', 'unchanged', 'failed']);

/**
 * How a document fares on its way in, news by news, until it has arrived or failed:
 * `{ok: true, value}` with the ingestion, or at the end `{ok: false, error}` where no more can be learnt.
 */
export async function* watchIngestion(ingestion, stopped) {
  let revision = null;
  let attempt = 0;
  for (;;) {
    let refusal = null;
    for await (const { id, kind, data } of eventsOf((signal) => open(ingestion, revision, signal), stopped)) {
      if (kind === 'refused') refusal = data;
      if (kind === 'error') refusal = data.error;
      if (kind !== 'progress') continue;
      revision = id;
      attempt = 0;
      yield { ok: true, value: data };
      if (ENDS.has(data.status)) return;
    }
    if (stopped.aborted) return;
    if (refusal !== null && !refusal.retryable) {
      yield { ok: false, error: refusal };
      return;
    }
    if (attempt === RETRY_AFTER_MS.length) {
      yield { ok: false, error: refusal ?? { ...unreachable(), code: 'page.cut' } };
      return;
    }
    await pause(refusal?.retryAfterMs ?? RETRY_AFTER_MS[attempt], stopped);
    attempt++;
  }
}

function open(ingestion, revision, signal) {
  const headers = { accept: 'text/event-stream' };
  if (revision !== null) headers['last-event-id'] = revision;
  return send(`/v1/ingestions/${encodeURIComponent(ingestion)}/events`, { headers, signal });
}
