import { el } from '../dom.js';
import { errorOf, unreachable } from '../api.js';
import { admitted } from './door.js';
import { currentKey } from './key.js';
import { send } from './send.js';

/**
 * A link that saves what is at `path` as `name`. A browser that follows it by itself shows no key, so where
 * there is one the page fetches it; `onFailed(error)` is told of what went wrong.
 */
export function sourceLink({ path, name, onFailed, ...attributes }, ...children) {
  let isFetched = false;
  const follow = async (clicked) => {
    if (currentKey() === null) return;
    clicked.preventDefault();
    if (isFetched) return;
    isFetched = true;
    const error = await save(path, name);
    isFetched = false;
    if (error !== null) onFailed(error);
  };
  return el('a', { ...attributes, href: path, download: name, on: { click: follow, auxclick: follow } }, ...children);
}

async function save(path, name) {
  try {
    const response = await admitted(() => send(path));
    if (!response.ok) return await errorOf(response);
    const address = URL.createObjectURL(await response.blob());
    // Only ever saved, never shown: shown, it would run with the rights of this page.
    el('a', { href: address, download: name }).click();
    // The browser takes it over a little later than the click.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return null;
  } catch {
    return unreachable();
  }
}
