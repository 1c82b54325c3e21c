/** What the page remembers between visits. Where the browser forbids storage it just forgets. */
const PREFIX = 'sluice.';

export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A private window: the choice lasts as long as the page.
  }
}
