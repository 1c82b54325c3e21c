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
  if (Math.abs(usd) < 0.01) return `$${Number(usd.toPrecision(2))}`;
  return `$${number(usd, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

export function count(amount) {
  return number(amount);
}

/** A number of any size, to three digits that say something. */
export function decimal(value) {
  return value == null ? '–' : number(value, { maximumSignificantDigits: Math.abs(value) >= 1000 ? undefined : 3, maximumFractionDigits: 0 });
}

/** A share of 1 in hundredths. */
export function percent(share) {
  return share == null ? '–' : number(share, { style: 'percent', maximumFractionDigits: share > 0.995 && share < 1 ? 2 : 1 });
}

/** How much more or less, with its sign; of shares in hundredths. */
export function signed(value, { isShare = false, digits = 2 } = {}) {
  const parts = isShare ? { style: 'percent', maximumFractionDigits: 1 } : { maximumFractionDigits: digits };
  return number(value, { signDisplay: 'exceptZero', ...parts }).replace('-', '−');
}

function number(value, options) {
  return new Intl.NumberFormat(currentLanguage(), options).format(value);
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

/** A time of day, to the second or to the minute; with the day where that is not today. */
export function timeOfDay(instant, { seconds = false, now = new Date() } = {}) {
  const at = new Date(instant);
  const day = at.toDateString() === now.toDateString() ? {} : { month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(currentLanguage(),
    { ...day, hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined, hourCycle: 'h23' }).format(at);
}

/** A language by its name; a code that is none stays as it is. */
export function languageName(code) {
  try {
    return new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(code);
  } catch {
    return code;
  }
}
