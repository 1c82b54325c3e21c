/**
 * The language of a text, for its `lang`: Korean breaks between words only, and a screen reader has
 * to know which voice to read with.
 */
export function languageOf(text) {
  return /[\u1100-\u11ff\uac00-\ud7a3]/.test(text.slice(0, 2000)) ? 'ko' : 'en';
}
