import { el, icon } from '../dom.js';
import { score } from '../format.js';
import { currentLanguage, t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { findSentence, joinWrappedLines } from './text-match.js';

let panels = 0;

/**
 * The sources of one answer, one of them open at a time. A citation opens its source at the span it
 * rests on; arrows walk from source to source, Escape goes back to where one came from.
 */
export class Sources {
  element;
  #heading = el('h3');
  #list = el('ol', { class: 'source-list' });
  #cards = [];
  #open = null;
  #cameFrom = null;
  #onOpened;

  /** `onOpened` is told the number of each source that is opened. */
  constructor(onOpened) {
    this.#onOpened = onOpened;
    this.element = el('aside', { class: 'sources', hidden: true }, this.#heading, this.#list);
    this.element.addEventListener('keydown', (pressed) => this.#walk(pressed));
  }

  /** Shows these sources; `words` holds what the answer takes from each of them. */
  draw(sources, words, lookedAt) {
    if (this.#cards.length !== sources.length || this.#cards.some(({ source }, at) => source.n !== sources[at].n)) {
      this.#open = null;
      this.#cards = sources.map((source) => new SourceCard(source, {
        toggle: (card) => (this.#open === card ? this.close() : this.#show(card, null)),
        back: () => this.close(),
      }));
      this.#list.replaceChildren(...this.#cards.map(({ element }) => element));
    }
    this.#cards.forEach((card, at) => card.update(sources[at], words.get(sources[at].n) ?? []));
    this.#heading.textContent = t(lookedAt ? 'lookedAt' : 'sources');
    this.element.setAttribute('aria-label', this.#heading.textContent);
    this.element.hidden = sources.length === 0;
  }

  /** Opens source `n` at the place that says `words`, for the citation `from`. */
  openAt(n, words, from) {
    const card = this.#cards.find(({ source }) => source.n === n);
    if (!card) return;
    this.#show(card, words);
    this.#cameFrom = from;
    card.focus();
  }

  /** Closes the open source and gives the focus back to the citation that opened it. */
  close() {
    const card = this.#open;
    this.#open = null;
    card?.close();
    const from = this.#cameFrom;
    this.#cameFrom = null;
    if (from?.isConnected) {
      from.focus({ preventScroll: true });
      from.scrollIntoView({ block: 'nearest' });
    }
  }

  #show(card, words) {
    if (this.#open !== card) this.#open?.close();
    this.#open = card;
    this.#cameFrom = null;
    card.open(words);
    this.#onOpened(card.source.n);
  }

  #walk(pressed) {
    if (pressed.key === 'Escape' && this.#open) {
      pressed.stopPropagation();
      this.close();
      return;
    }
    const at = this.#cards.findIndex(({ element }) => element.contains(document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.#cards.length - 1 }[pressed.key];
    if (to === undefined || at < 0 || pressed.altKey || pressed.ctrlKey || pressed.metaKey) return;
    pressed.preventDefault();
    const card = this.#cards[Math.min(Math.max(to, 0), this.#cards.length - 1)];
    if (this.#open && this.#open !== card) this.#show(card, null);
    card.focus();
  }
}

/** One source: a heading that opens it, a snippet while closed, the whole passage while open. */
class SourceCard {
  element;
  source;
  #words = [];
  #asked = null;
  #isOpen = false;
  #number = el('span', { class: 'source-number' });
  #title = el('span', { class: 'source-title' });
  #meta = el('span', { class: 'source-meta' });
  #passage;
  #button;
  #back;

  constructor(source, { toggle, back }) {
    this.source = source;
    const id = `passage-${++panels}`;
    this.#passage = el('div', { class: 'passage', id });
    this.#button = el('button', {
      type: 'button', class: 'source-open', testid: 'source-open',
      'aria-expanded': 'false', 'aria-controls': id, on: { click: () => toggle(this) },
    }, this.#number, el('span', { class: 'source-head' }, this.#title, this.#meta));
    this.#back = el('button', { type: 'button', class: 'quiet back', hidden: true, on: { click: back } });
    this.element = el('li', { class: 'source', testid: 'source', 'data-source': source.n },
      this.#button, this.#passage, this.#back);
  }

  update(source, words) {
    this.source = source;
    this.#words = words;
    this.element.lang = languageOf(source.text);
    const { n, title, document: name, version, score: value } = source;
    this.#number.textContent = n;
    this.#title.textContent = title || name;
    this.#meta.lang = currentLanguage();
    this.#back.lang = currentLanguage();
    this.#meta.replaceChildren(
      ...(title && title !== name ? [el('span', { class: 'source-document' }, name)] : []),
      el('span', {}, `v${version}`),
      el('span', {}, t('sourceScore', { score: score(value) })));
    this.#back.replaceChildren(icon('up'), t('backToAnswer'));
    this.element.classList.toggle('cited', words.length > 0);
    this.#draw();
  }

  open(words) {
    this.#isOpen = true;
    this.#asked = words;
    this.#back.hidden = words === null;
    this.#draw();
    this.#scrollToMark();
  }

  close() {
    this.#isOpen = false;
    this.#asked = null;
    this.#back.hidden = true;
    this.#passage.scrollTop = 0;
    this.#draw();
  }

  focus() {
    this.#button.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: 'nearest' });
  }

  #draw() {
    this.element.classList.toggle('open', this.#isOpen);
    this.#button.setAttribute('aria-expanded', String(this.#isOpen));
    const text = joinWrappedLines(this.source.text);
    const spans = this.#spans();
    if (this.#isOpen) {
      // A passage that scrolls has to be reachable without a mouse.
      this.#passage.tabIndex = 0;
      this.#passage.replaceChildren(...marked(text, spans, 0, 'source-mark'));
    } else {
      this.#passage.removeAttribute('tabindex');
      this.#passage.replaceChildren(...snippet(text, spans));
    }
  }

  /** What to highlight: what was asked for, else all that the answer takes from here. */
  #spans() {
    const { text } = this.source;
    const wanted = this.#asked === null ? this.#words : [this.#asked];
    const found = wanted.map((words) => findSentence(text, words)).filter((span) => span !== null);
    if (found.length > 0) return merged(found);
    // Cited, but no sentence stands out: then it is the passage as a whole.
    return this.#isOpen && wanted.length > 0 ? [{ start: 0, end: text.length }] : [];
  }

  #scrollToMark() {
    const mark = this.#passage.querySelector('mark');
    if (!mark) return;
    const inside = mark.getBoundingClientRect().top - this.#passage.getBoundingClientRect().top;
    this.#passage.scrollTop += inside - this.#passage.clientHeight / 4;
  }
}

function merged(spans) {
  const result = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

/** The text from an offset on, with the spans in `<mark>`. */
function marked(text, spans, from, testid) {
  const parts = [];
  let at = from;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    parts.push(text.slice(at, Math.max(at, start)), el('mark', { testid }, text.slice(Math.max(at, start), end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

const BEFORE_MARK = 24;

/** A few lines: from shortly before what is cited, else from the beginning. */
function snippet(text, spans) {
  const from = spans.length > 0 ? wordStart(text, spans[0].start - BEFORE_MARK) : 0;
  return from > 0 ? ['…', ...marked(text, spans, from)] : marked(text, spans, 0);
}

function wordStart(text, at) {
  if (at <= 0) return 0;
  const blank = text.slice(at).search(/\s/);
  return blank < 0 || blank > BEFORE_MARK ? at : at + blank + 1;
}
