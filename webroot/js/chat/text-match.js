/**
 * Finding one text inside another when only the letters count.
 *
 * An answer quotes a document that has other line breaks, Markdown marks, quotes or a decomposed
 * Hangul. So both are folded to their letters and digits, each with the place it came from, and what
 * is found in the folded text is given back as a span of the original, in UTF-16 code units.
 */

const MARKER = /\[\d{1,3}\]/g;
const LINK_TARGET = /\]\([^()\s]*\)/g;
/** A syllable written as conjoining jamo, or a character with its combining marks. */
const CLUSTER = /[\u1100-\u115f]+[\u1160-\u11a7]+[\u11a8-\u11ff]*|\P{M}\p{M}*|\p{M}+/gu;
const LETTER = /[\p{L}\p{N}]/u;
const CLOSING = /[.!?。！？…"'”’)\]」』]/;
/** Below this share of common letter pairs two sentences are not about the same. */
const ENOUGH = 0.35;

/** Replaces citation markers and link targets by blanks, so that all offsets stay as they are. */
export function withoutMarks(text) {
  const blank = (match) => ' '.repeat(match.length);
  return text.replace(MARKER, blank).replace(LINK_TARGET, blank);
}

/** The letters and digits of a text, and where each of them starts and ends in it. */
export function fold(text) {
  const letters = [];
  const starts = [];
  const ends = [];
  for (const match of text.matchAll(CLUSTER)) {
    for (const char of match[0].normalize('NFKC').toLowerCase()) {
      if (!LETTER.test(char)) continue;
      letters.push(char);
      for (let unit = 0; unit < char.length; unit++) {
        starts.push(match.index);
        ends.push(match.index + match[0].length);
      }
    }
  }
  return { letters: letters.join(''), starts, ends };
}

/** The first span of a folded text, at or after a folded position, with the same letters, or null. */
export function locate(folded, needle, from = 0) {
  const { letters } = fold(needle);
  if (letters === '') return null;
  const at = folded.letters.indexOf(letters, from);
  if (at < 0) return null;
  const last = at + letters.length - 1;
  return { start: folded.starts[at], end: folded.ends[last], next: last + 1 };
}

/** Where `text` says what `sentence` says: the same letters, else its most similar sentence, else null. */
export function findSentence(text, sentence) {
  const exact = locate(fold(text), sentence);
  if (exact) return { start: exact.start, end: withClosing(text, exact.end) };
  return mostSimilar(text, sentence);
}

function withClosing(text, end) {
  let at = end;
  while (at < text.length && CLOSING.test(text[at])) at++;
  return at;
}

function mostSimilar(text, sentence) {
  const wanted = pairs(sentence);
  let best = null;
  let bestScore = ENOUGH;
  for (const span of sentences(text)) {
    const score = overlap(wanted, pairs(text.slice(span.start, span.end)));
    if (score > bestScore) {
      best = span;
      bestScore = score;
    }
  }
  return best;
}

function pairs(text) {
  const { letters } = fold(text);
  const found = new Set();
  for (let at = 0; at + 1 < letters.length; at++) found.add(letters.slice(at, at + 2));
  return found;
}

/** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
function overlap(a, b) {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common++;
  return (2 * common) / (a.size + b.size);
}

const BLOCK_START = /^(?: {4}|\t|\s*(?:$|[-*+>#|`~]|\d{1,3}[.)]\s))/;
const HEADING_OR_FENCE = /^\s*(?:#{1,6}\s|```|~~~)/;
/** A shorter line was ended on purpose (a title, an address, a value), not by an editor's margin. */
const WRAPPED_LENGTH = 32;

/** The sentences of a text as `[{start, end}]` without the blanks around them. */
export function sentences(text) {
  return splitAt(joinWrappedLines(text))
    .map(({ start, end }) => trimmed(text, start, end))
    .filter(({ start, end }) => start < end);
}

/** The text with the breaks of hard-wrapped paragraphs as blanks, every offset as it was. */
export function joinWrappedLines(text) {
  const lines = text.split('\n');
  const goesOn = (line, before) => before.trim().length >= WRAPPED_LENGTH
    && !BLOCK_START.test(line) && !HEADING_OR_FENCE.test(before);
  return lines.map((line, at) => (at === 0 ? line : (goesOn(line, lines[at - 1]) ? ' ' : '\n') + line)).join('');
}

function splitAt(text) {
  if (typeof Intl.Segmenter === 'function') {
    const segments = new Intl.Segmenter('ko', { granularity: 'sentence' }).segment(text);
    return Array.from(segments, ({ index, segment }) => ({ start: index, end: index + segment.length }));
  }
  return Array.from(text.matchAll(/[^.!?。！？\n]+[.!?。！？]*/g), ({ index, 0: part }) => (
    { start: index, end: index + part.length }));
}

function trimmed(text, start, end) {
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return { start, end };
}
