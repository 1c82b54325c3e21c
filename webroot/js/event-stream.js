import { admitted } from './access/door.js';
import { errorOf } from './api.js';
import { readEvents } from './sse.js';

/** How long to wait before each attempt to take a cut stream up again. */
export const RETRY_AFTER_MS = [250, 1000, 2000, 4000, 8000];
/** The gateway pings while nothing comes; a stream this quiet is a dead one. */
const SILENCE_MS = 45_000;

/**
 * The events of one connection, `{id, kind, data}`, with their JSON read.
 *
 * Two kinds are of this function alone: `opened` once there is a stream, and `refused`, with the
 * gateway's error, where there is none. A connection that is cut just ends; nothing is thrown.
 */
export async function* eventsOf(connect, stopped) {
  const connection = new AbortController();
  const cut = () => connection.abort();
  stopped.addEventListener('abort', cut);
  let silence = 0;
  const onBytes = () => {
    clearTimeout(silence);
    silence = setTimeout(cut, SILENCE_MS);
  };
  try {
    const response = await admitted(async () => {
      onBytes();
      const reply = await connect(connection.signal);
      // A person who looks for a key takes as long as it takes.
      clearTimeout(silence);
      return reply;
    });
    onBytes();
    if (!response.ok) {
      yield { kind: 'refused', data: await errorOf(response) };
      return;
    }
    yield { kind: 'opened' };
    for await (const { id, kind, data } of readEvents(response.body, onBytes)) {
      if (stopped.aborted) return;
      // The `[DONE]` at the end is no JSON either: what comes before it says that it ends.
      const content = parsed(data);
      if (content !== null) yield { id, kind, data: content };
    }
  } catch {
    // A cut connection: the reader knows how far it got.
  } finally {
    clearTimeout(silence);
    stopped.removeEventListener('abort', cut);
  }
}

/** Waits, shorter when the person stops, and longer while the device itself is offline. */
export function pause(ms, stopped) {
  return new Promise((resume) => {
    const finish = () => {
      removeEventListener('online', finish);
      stopped.removeEventListener('abort', finish);
      resume();
    };
    if (stopped.aborted) return resume();
    stopped.addEventListener('abort', finish);
    if (navigator.onLine === false) addEventListener('online', finish);
    else setTimeout(finish, ms);
  });
}

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
