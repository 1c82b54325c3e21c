import { currentLanguage, t } from './i18n.js';

/** How long something took: `–` when it did not run. */
export function duration(ms) {
  if (ms == null) return '–';
  if (ms < 1000) return t('msUnit', ms > 0 && ms < 1 ? '<1' : Math.round(ms));
  if (ms < 60_000) return t('secondUnit', (ms / 1000).toFixed(1));
  return wait(ms);
}

/** How long to wait: whole seconds, rounded up, so that it never promises too much. */
export function wait(ms) {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return t('secondUnit', seconds);
  if (seconds >= 3600) return t('hourUnit', (seconds / 3600).toFixed(1));
  const rest = seconds % 60;
  return t('minuteUnit', Math.floor(seconds / 60)) + (rest ? ` ${t('secondUnit', rest)}` : '');
}

/** How old something is, in its largest unit. */
export function age(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return t('secondUnit', seconds);
  if (seconds < 3600) return t('minuteUnit', Math.round(seconds / 60));
  if (seconds < 86_400) return t('hourUnit', Math.round(seconds / 3600));
  return t('dayUnit', Math.round(seconds / 86_400));
}

export function money(usd) {
  if (!usd) return '$0';
  return usd < 0.01 ? `$${Number(usd.toPrecision(2))}` : `$${usd.toFixed(2)}`;
}

export function count(number) {
  return new Intl.NumberFormat(currentLanguage()).format(number);
}

/** A score of any scale: two decimals, more only where they would hide everything. */
export function score(value) {
  if (value == null) return '–';
  return Math.abs(value) < 0.1 && value !== 0 ? String(Number(value.toPrecision(2))) : value.toFixed(2);
}

/** A moment as a date and a time of day, where the reader is. */
export function moment(instant) {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** A language by its name; a code that is none stays as it is. */
export function languageName(code) {
  try {
    return new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(code);
  } catch {
    return code;
  }
}
