import { recall, remember } from './memory.js';

const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark: what the switch last said, else what the system says. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : systemDark.matches;
}

export function switchTheme() {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  remember('theme', theme);
}

/** Calls the listener when the system changes its mind. */
export function onSystemTheme(listener) {
  systemDark.addEventListener('change', listener);
}

const remembered = recall('theme');
if (remembered === 'light' || remembered === 'dark') document.documentElement.dataset.theme = remembered;
