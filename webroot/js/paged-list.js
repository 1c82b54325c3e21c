import { el } from './dom.js';
import { failureBlock } from './failure.js';
import { t } from './i18n.js';
import { skeleton } from './skeleton.js';

const PAGE = 100;
const MOST = 1000;

/**
 * A list that comes page by page: grey lines while it loads, a sentence where it fails or holds
 * nothing, and a button for more.
 */
export class PagedList {
  #container;
  #parts;
  #body = null;
  #items = [];
  #next = null;
  #error = null;
  #isLoaded = false;
  #request = new AbortController();
  #more = el('button', { type: 'button', class: 'outlined', testid: 'more', on: { click: () => this.#fetchMore() } });

  /**
   * `fetchPage({after, limit, signal})` answers with `{items, next}`, `frame()` makes the empty list as
   * `{element, body}`, `row(item)` one line of it, `empty(hasMore)` what stands where there is none so far,
   * `failed(error, onRetry)` what stands where it fails, and `onShown()` is called once something else is shown;
   * `page` lines are asked for at a time.
   */
  constructor(container, { fetchPage, frame, row, empty, failed = failureBlock, onShown = () => {}, page = PAGE }) {
    this.#container = container;
    container.tabIndex = -1;
    this.#parts = { fetchPage, frame, row, empty, failed, onShown, page };
  }

  get items() {
    return this.#items;
  }

  /** How many there are, with a plus where there may be more; null while nothing is known. */
  get count() {
    return this.#isLoaded ? `${this.#items.length}${this.#next === null ? '' : '+'}` : null;
  }

  /** Begins anew, with nothing on the page until the first lines are there. */
  async load() {
    this.#items = [];
    this.#next = null;
    this.#error = null;
    this.#isLoaded = false;
    this.draw();
    await this.#fetch({ after: null, limit: this.#parts.page });
  }

  /** Asks again, for as many as are shown or for the first page; they stay until the answer is there. */
  async refresh({ fromStart = false } = {}) {
    const { page } = this.#parts;
    const limit = fromStart ? page : Math.min(MOST, Math.max(page, this.#items.length));
    await this.#fetch({ after: null, limit });
  }

  /** Draws everything again, in another language for instance. */
  draw() {
    if (!this.#isLoaded) {
      this.#container.replaceChildren(skeleton());
      return;
    }
    const focused = this.#container.contains(document.activeElement) ? document.activeElement : null;
    const parts = this.#error === null ? [] : [this.#parts.failed(this.#error, () => this.#retry())];
    if (this.#items.length > 0) {
      const { element, body } = this.#parts.frame();
      this.#body = body;
      body.append(...this.#items.map(this.#parts.row));
      parts.push(element);
    } else if (this.#error === null) {
      parts.push(this.#parts.empty(this.#next !== null));
    }
    this.#container.replaceChildren(...parts);
    this.#drawMore();
    if (focused !== null) this.#refocus(focused);
    this.#parts.onShown();
  }

  /** Puts the focus on the first link or button of the line with this key, if there is one. */
  focus(key) {
    this.#container.querySelector(`[data-key="${CSS.escape(key)}"]`)?.querySelector('a, button')?.focus();
  }

  /** What had the focus may have gone with the old lines: then its line takes it, or the list as a whole. */
  #refocus(focused) {
    if (focused.isConnected) focused.focus();
    else this.focus(keyOf(focused) ?? '');
    if (document.activeElement === document.body) this.#container.focus();
  }

  async #fetchMore() {
    const shown = this.#items.length;
    this.#more.disabled = true;
    const reply = await this.#ask({ after: this.#next, limit: this.#parts.page });
    this.#more.disabled = false;
    if (reply === null) return;
    if (!reply.ok) {
      this.#error = reply.error;
      this.draw();
      return;
    }
    this.#next = reply.value.next;
    if (shown === 0) {
      // There was no frame to add lines to: nothing had been found so far.
      this.#items = reply.value.items;
      this.draw();
      (this.#container.querySelector('a, button') ?? this.#container).focus();
      return;
    }
    this.#items.push(...reply.value.items);
    this.#body.append(...reply.value.items.map(this.#parts.row));
    this.#drawMore();
    (this.#body.children[shown]?.querySelector('a, button') ?? this.#container).focus();
    this.#parts.onShown();
  }

  async #fetch(range) {
    const reply = await this.#ask(range);
    if (reply === null) return;
    this.#error = reply.ok ? null : reply.error;
    this.#isLoaded = true;
    if (reply.ok) {
      this.#items = reply.value.items;
      this.#next = reply.value.next;
    }
    this.draw();
  }

  /** Asks for a page; null where the answer is of no use any more, something else being asked for since. */
  async #ask(range) {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    this.#container.setAttribute('aria-busy', 'true');
    const reply = await this.#parts.fetchPage({ ...range, signal: request.signal });
    if (request.signal.aborted) return null;
    this.#container.removeAttribute('aria-busy');
    return reply;
  }

  async #retry() {
    this.#error = null;
    await (this.#items.length === 0 ? this.load() : this.refresh());
  }

  #drawMore() {
    this.#more.textContent = t('more');
    if (this.#next === null || this.#error !== null) this.#more.remove();
    else this.#container.append(this.#more);
  }
}

function keyOf(element) {
  return element.closest('[data-key]')?.dataset.key ?? null;
}
