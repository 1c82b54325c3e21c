import { currentKey } from './key.js';

/** The header that shows a key; nothing where there is none. */
export function credentials(key = currentKey()) {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/** `fetch` from the gateway, with the key that there is. Everything that the pages fetch goes through here. */
export function send(path, options = {}, key = currentKey()) {
  return fetch(path, { ...options, headers: { ...options.headers, ...credentials(key) } });
}
