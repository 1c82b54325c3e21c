import { currentKey, turnedDown } from './key.js';
import { askForKey } from './key-dialog.js';

/** For how long nobody is asked again who has just given none: what else is under way fails, too. */
const REST_MS = 1000;
let restsUntil = 0;

/**
 * Does what wants to be let in: where the gateway asks for a key (401), the person is asked for one, and it
 * is done again with that. What has a `status` is a response here; of one who gives no key it is the 401.
 */
export async function admitted(attempt) {
  for (;;) {
    const key = currentKey();
    const response = await attempt();
    if (response?.status !== 401) return response;
    // Another question for a key may have been answered meanwhile.
    if (currentKey() !== null && currentKey() !== key) continue;
    turnedDown(key);
    if (Date.now() < restsUntil) return response;
    if (!(await askForKey({ isRefused: key !== null }))) {
      restsUntil = Date.now() + REST_MS;
      return response;
    }
  }
}
