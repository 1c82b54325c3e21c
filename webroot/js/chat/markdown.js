import { marked } from '/vendor/marked.js';
import DOMPurify from '/vendor/purify.js';
import { morph } from '../dom.js';

const ALLOWED = {
  ALLOWED_TAGS: ['p', 'br', 'hr', 'strong', 'em', 'del', 'sub', 'sup', 'code', 'pre', 'blockquote', 'ul', 'ol',
    'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ALLOWED_ATTR: ['href', 'title', 'start', 'align'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  RETURN_DOM_FRAGMENT: true,
};

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName !== 'A') return;
  if (node.hasAttribute('href')) {
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  } else {
    node.removeAttribute('title');
  }
});

const TAG_START = /<(?!\/?(?:br|sub|sup)\s*\/?>)/gi;

marked.use({
  renderer: {
    /** An image says what it shows; fetching it would tell a foreign host who reads here. */
    image: ({ text }) => escape(text),
    /**
     * HTML shows as the text that it is. The sanitiser would drop it, but a browser that so much as
     * parses a `style` or an `onclick` reports a breach of the content security policy.
     */
    html: ({ text, block }) => (block ? `<p>${escapeTags(text)}</p>` : escapeTags(text)),
  },
});

function escapeTags(html) {
  return html.replace(TAG_START, '&lt;');
}

function escape(text) {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/**
 * Markdown that grows. Blocks that can change no more are rendered once and left alone, so a long
 * answer costs as much in sum as its length; what is still open is rendered anew and merged into the
 * page node by node, which keeps focus, selection and a half-made click.
 */
export class GrowingMarkdown {
  #container;
  #decorate;
  #open = document.createElement('div');
  #settled = 0;

  /** `decorate` is given each rendered fragment before it reaches the page. */
  constructor(container, decorate) {
    this.#container = container;
    this.#decorate = decorate;
    this.#open.className = 'open-blocks';
  }

  update(text) {
    const tokens = marked.lexer(normalised(text).slice(this.#settled));
    const settled = settledCount(tokens);
    const finished = this.#render(tokens, 0, settled);
    const children = finished.childNodes.length;
    finished.append(this.#render(tokens, settled));
    if (this.#open.parentNode !== this.#container) this.#container.replaceChildren(this.#open);
    morph(this.#open, finished);
    for (let moved = 0; moved < children; moved++) this.#open.before(this.#open.firstChild);
    for (const token of tokens.slice(0, settled)) this.#settled += token.raw.length;
  }

  /** Lets the next update render from the beginning, for markers whose sources came late. */
  restart() {
    this.#open.replaceWith(...this.#open.childNodes);
    this.#open.replaceChildren(...this.#container.childNodes);
    this.#container.replaceChildren(this.#open);
    this.#settled = 0;
  }

  /** Renders all of it once more: a reference at the end may have changed a link at the beginning. */
  finish(text) {
    this.#open.replaceWith(...this.#open.childNodes);
    this.#settled = 0;
    const tokens = marked.lexer(normalised(text));
    morph(this.#container, this.#render(tokens, 0));
  }

  #render(tokens, from, to = tokens.length) {
    const part = tokens.slice(from, to);
    part.links = tokens.links;
    const fragment = DOMPurify.sanitize(marked.parser(part), ALLOWED);
    this.#decorate(fragment);
    return fragment;
  }
}

function normalised(text) {
  return text.replace(/\r\n?/g, '\n');
}

/** How many tokens stand before the last block; appended text changes the last block only. */
function settledCount(tokens) {
  let last = tokens.length - 1;
  while (last >= 0 && tokens[last].type === 'space') last--;
  return Math.max(0, last);
}
