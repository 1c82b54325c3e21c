/**
 * The key that opens the gateway, where it wants one. It is this tab's alone and goes with it: it stands
 * in no address, and nowhere that outlives the tab.
 */
const NAME = 'sluice.key';
const listeners = new Set();
/** For a browser that forbids storage: then it lasts as long as the page. */
let held = null;
let isWanted = false;

export function currentKey() {
  try {
    return sessionStorage.getItem(NAME) ?? held;
  } catch {
    return held;
  }
}

export function keepKey(key) {
  held = key;
  try {
    sessionStorage.setItem(NAME, key);
  } catch {
    // The page holds it.
  }
  tell();
}

export function forgetKey() {
  held = null;
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // It was never there.
  }
  tell();
}

/** The gateway wants a key, and turned this one down; null where none was shown. */
export function turnedDown(key) {
  isWanted = true;
  if (key === null) tell();
  else forgetKey();
}

/** Whether there is one, or the gateway has asked for one. */
export function isKeyOfUse() {
  return isWanted || currentKey() !== null;
}

/** Calls the listener whenever there is another key, or none any more, or one is wanted. */
export function onKeyChange(listener) {
  listeners.add(listener);
}

function tell() {
  for (const listener of listeners) listener(currentKey());
}
