import { el } from '../dom.js';
import { t } from '../i18n.js';
import { fold, locate, sentences, withoutMarks } from './text-match.js';

const MARKER = /\s?\[(\d{1,3})\]/g;
const BLOCK = 'p, li, td, blockquote';
/** Headings and cells are no sentences; code claims nothing. */
const NOT_PROSE = 'pre, button, table, h1, h2, h3, h4, h5, h6';

/** Turns each `[n]` whose source is known into a button. Code and links are left alone. */
export function linkCitations(root, sources) {
  if (sources.length === 0) return;
  const known = new Set(sources.map(({ n }) => n));
  for (const node of textNodes(root)) {
    if (node.parentElement?.closest('pre, code, a, button')) continue;
    const parts = splitMarkers(node.data, known);
    if (parts.some((part) => part instanceof Element)) node.replaceWith(...parts);
  }
}

function splitMarkers(text, known) {
  const parts = [];
  let from = 0;
  for (const { 0: marker, 1: digits, index } of text.matchAll(MARKER)) {
    if (!known.has(Number(digits))) continue;
    // A no-break space keeps the marker on the line of what it supports.
    parts.push(text.slice(from, index) + (/^\s/.test(marker) ? '\u00a0' : ''), citationButton(Number(digits)));
    from = index + marker.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '');
}

function citationButton(n) {
  return el('button', { type: 'button', class: 'citation', testid: 'citation', 'data-source': n }, `[${n}]`);
}

/** Says on each button which source it opens; again after a switch of the language. */
export function labelCitations(root, sources) {
  const titles = new Map(sources.map(({ n, title, document }) => [n, title || document]));
  for (const button of root.querySelectorAll('.citation')) {
    const n = Number(button.dataset.source);
    button.setAttribute('aria-label', t('sourceLabel', { n, title: titles.get(n) }));
  }
  for (const mark of root.querySelectorAll('.unsupported')) mark.dataset.note = t('unsupportedSentence');
}

/**
 * The words that a citation button stands for: what the answer's own citation says about the
 * sentence before the button, else that sentence.
 */
export function citedWords(button, answer) {
  const sentence = sentenceBefore(button);
  const n = Number(button.dataset.source);
  const plain = withoutMarks(answer.text);
  const span = locate(fold(plain), sentence);
  const citation = span && answer.citations.find(({ start, end, sources }) =>
    sources.includes(n) && start < span.end && end > span.start);
  return citation ? plain.slice(citation.start, citation.end) : sentence;
}

function sentenceBefore(button) {
  const block = button.closest(BLOCK) ?? button.parentElement;
  let before = '';
  for (const node of textNodes(block)) {
    if (node.parentElement.closest('button')) {
      if (button.contains(node)) break;
      continue;
    }
    before += node.data;
  }
  const last = sentences(before).at(-1);
  return last ? before.slice(last.start, last.end) : '';
}

/** What the answer says from each source: `Map(n → [words])`. */
export function wordsBySource(answer) {
  const plain = withoutMarks(answer.text);
  const words = new Map();
  for (const { start, end, sources } of answer.citations) {
    for (const n of sources) words.set(n, [...(words.get(n) ?? []), plain.slice(start, end)]);
  }
  return words;
}

/**
 * Marks the sentences of a finished answer that no citation covers, and those that their sources do not
 * bear out. Citations count in the Markdown,
 * sentences are read off the page, so each sentence is first found again in the Markdown; one that
 * cannot be found is left unmarked rather than accused.
 */
export function markUnsupported(root, answer) {
  const folded = fold(withoutMarks(answer.text));
  let from = 0;
  for (const nodes of blocksOf(root)) {
    const text = withoutMarks(nodes.map(({ data }) => data).join(''));
    const unsupported = [];
    for (const sentence of sentences(text)) {
      const words = text.slice(sentence.start, sentence.end);
      const span = locate(folded, words, from);
      if (span === null) continue;
      from = span.next;
      const isIn = ({ start, end }) => start < span.end && end > span.start;
      const holds = answer.citations.some(isIn) && !answer.unsupported.some(isIn);
      if (!holds && makesAClaim(words)) unsupported.push(sentence);
    }
    for (const sentence of unsupported.reverse()) wrap(nodes, sentence);
  }
}

/** A lead-in such as "The rules are:" claims nothing that a document could support. */
function makesAClaim(words) {
  return !/[:：]$/.test(words) && words.length > 1;
}

/** The text nodes of each block of prose, in the order of the page. */
function blocksOf(root) {
  const blocks = new Map();
  for (const node of textNodes(root)) {
    const block = node.parentElement.closest(`${BLOCK}, ${NOT_PROSE}`);
    if (block === null || !root.contains(block) || block.closest(NOT_PROSE)) continue;
    blocks.set(block, [...(blocks.get(block) ?? []), node]);
  }
  return blocks.values();
}

/** Wraps what lies between two offsets of the joined text of some text nodes. */
function wrap(nodes, { start, end }) {
  let offset = 0;
  const pieces = [];
  for (const node of nodes) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, node.data.length);
    offset += node.data.length;
    if (from < to) pieces.push({ node, from, to });
  }
  pieces.forEach(({ node, from, to }, at) => {
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, to);
    const last = at === pieces.length - 1;
    range.surroundContents(el('span', { class: last ? 'unsupported last' : 'unsupported', testid: 'unsupported' }));
  });
}

function textNodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}
