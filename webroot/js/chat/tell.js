import { admitted } from '../access/door.js';
import { send } from '../access/send.js';
import { errorOf, unreachable } from '../api.js';

/** Tells the gateway something that it answers with nothing: gives null, or the error. */
export async function tell(path, body) {
  try {
    const response = await admitted(() => send(path, post(body)));
    return response.ok ? null : await errorOf(response);
  } catch {
    return unreachable();
  }
}

/** The same where nobody waits for it, and also while the page is being left. */
export function tellInPassing(path, body) {
  send(path, { ...post(body), keepalive: true }).catch(() => {});
}

function post(body) {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  };
}
