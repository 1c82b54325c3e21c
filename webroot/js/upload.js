import { getJson, parseError, unreachable } from './api.js';
import { el, icon } from './dom.js';
import { wait } from './format.js';
import { onLanguageChange, t } from './i18n.js';

const AT_ONCE = 2;
const POLL_MS = [200, 300, 500, 800, 1200, 2000];
const POLL_FAILURES = 5;

/**
 * Documents on their way in: a line per file, first the bytes, then what the gateway makes of them.
 * Two at a time; the rest wait their turn.
 */
export class Uploads {
  #panel;
  #onDocuments;
  #items = [];
  #running = 0;

  /** `onDocuments` is called whenever a document has become part of a collection. */
  constructor(panel, onDocuments) {
    this.#panel = panel;
    this.#onDocuments = onDocuments;
    onLanguageChange(() => this.#draw());
  }

  add(files, collection) {
    for (const file of files) this.#items.push(new UploadItem(file, collection, () => this.#draw()));
    this.#draw();
    this.#next();
  }

  #next() {
    while (this.#running < AT_ONCE) {
      const item = this.#items.find(({ state }) => state === 'waiting');
      if (!item) return;
      this.#running++;
      item.run().then(() => {
        this.#running--;
        if (item.state === 'done' || item.state === 'unchanged') this.#onDocuments();
        this.#next();
      });
    }
  }

  #retry(item) {
    item.reset();
    this.#next();
  }

  #draw() {
    const all = this.#items.length;
    const finished = this.#items.filter(({ isFinished }) => isFinished).length;
    this.#panel.hidden = all === 0;
    if (all === 0) return;
    if (this.#panel.childElementCount === 0) {
      this.#panel.append(
        el('div', { class: 'uploads-head' },
          el('span', { role: 'status' }),
          el('button', { type: 'button', class: 'quiet icon-only', on: { click: () => this.#close() } }, icon('close'))),
        el('ul', {}));
    }
    const [head, list] = this.#panel.children;
    const words = finished === all ? t('uploadsDone') : t('uploadsProgress', { finished, all });
    if (head.firstChild.textContent !== words) head.firstChild.textContent = words;
    head.lastChild.hidden = finished < all;
    head.lastChild.setAttribute('aria-label', t('close'));
    for (const item of this.#items) {
      item.draw(() => this.#retry(item));
      if (!item.element.isConnected) list.append(item.element);
    }
  }

  #close() {
    this.#items = [];
    this.#panel.replaceChildren();
    this.#draw();
  }
}

/** `waiting` → `sending` → `queued` → `running` → `done`, `unchanged` or `failed`. */
class UploadItem {
  element;
  state = 'waiting';
  #file;
  #collection;
  #onChange;
  #percent = 0;
  #passages = null;
  #error = null;
  #name = el('span', { class: 'upload-name' });
  #words = el('span', { class: 'upload-words' });
  #bar = el('progress', { class: 'upload-bar', max: 100 });
  #retry = el('button', { type: 'button', class: 'quiet' });
  #onRetry = () => {};

  constructor(file, collection, onChange) {
    this.#file = file;
    this.#collection = collection;
    this.#onChange = onChange;
    this.#name.textContent = file.name;
    this.#bar.setAttribute('aria-label', file.name);
    this.#retry.addEventListener('click', () => this.#onRetry());
    this.element = el('li', { class: 'upload-item', testid: 'upload-item' },
      this.#name, this.#words, this.#retry, this.#bar);
  }

  get isFinished() {
    return this.state === 'done' || this.state === 'unchanged' || this.state === 'failed';
  }

  reset() {
    this.#error = null;
    this.#percent = 0;
    this.#become('waiting');
  }

  async run() {
    this.#become('sending');
    const sent = await this.#send();
    if (!sent.ok) return this.#fail(sent.error);
    this.#become('queued');
    await this.#watch(sent.value.ingestion);
  }

  draw(onRetry) {
    this.#onRetry = onRetry;
    this.element.dataset.state = this.state;
    this.#words.replaceChildren(...this.#description());
    this.#retry.textContent = t('tryAgain');
    this.#retry.hidden = this.state !== 'failed' || this.#error?.retryable !== true;
    // Without a value the bar says "in progress": the gateway counts no percent.
    if (this.state === 'queued' || this.state === 'running') this.#bar.removeAttribute('value');
    else this.#bar.value = this.state === 'sending' ? this.#percent : this.isFinished ? 100 : 0;
  }

  /** Sends the bytes. Only XMLHttpRequest tells how many have left. */
  #send() {
    const form = new FormData();
    form.append('collection', this.#collection);
    form.append('file', this.#file, this.#file.name);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', '/v1/documents');
      request.setRequestHeader('accept', 'application/json');
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        this.#percent = total > 0 ? Math.round((loaded / total) * 100) : 0;
        this.#onChange();
      });
      request.addEventListener('load', () => resolve(replyOf(request)));
      request.addEventListener('error', () => resolve({ ok: false, error: unreachable() }));
      request.send(form);
    });
  }

  async #watch(ingestion) {
    let failures = 0;
    for (let poll = 0; ; poll++) {
      await new Promise((resume) => setTimeout(resume, POLL_MS[Math.min(poll, POLL_MS.length - 1)]));
      const { ok, value, error } = await getJson(`/v1/ingestions/${encodeURIComponent(ingestion)}`);
      if (!ok) {
        if (!error.retryable || ++failures === POLL_FAILURES) return this.#fail(error);
        continue;
      }
      failures = 0;
      if (value.status === 'failed') return this.#fail(ingestionError(value.error));
      this.#passages = value.passages;
      this.#become(value.status);
      if (this.isFinished) return undefined;
    }
  }

  #fail(error) {
    this.#error = error;
    this.#become('failed');
  }

  #become(state) {
    this.state = state;
    this.#onChange();
  }

  #description() {
    switch (this.state) {
      case 'waiting': return [t('uploadWaiting')];
      case 'sending': return [t('uploadSending', { percent: this.#percent })];
      case 'queued': return [t('uploadQueued')];
      case 'running': return [t('uploadRunning')];
      case 'unchanged': return [icon('ok'), t('uploadUnchanged')];
      case 'done': return [icon('ok'), t('uploadDone', {
        added: this.#passages?.added ?? 0, reused: this.#passages?.reused ?? 0 })];
      default: return [icon('fault'), `${t('uploadFailed')}: ${reason(this.#error)}`];
    }
  }
}

function replyOf(request) {
  if (request.status < 200 || request.status > 299) {
    return { ok: false, error: parseError(request.status, request.responseText, (name) => request.getResponseHeader(name)) };
  }
  try {
    return { ok: true, value: JSON.parse(request.responseText) };
  } catch {
    return { ok: false, error: unreachable() };
  }
}

/** An ingestion tells its error as a sentence or in the shape of all errors. */
function ingestionError(error) {
  const { message, retryable } = typeof error === 'object' && error !== null ? error : { message: error };
  return { status: 422, code: 'ingestion.failed', message, retryable: retryable ?? false };
}

function reason({ status, message, retryAfterMs }) {
  if (status === 0) return t('uploadUnreachable');
  if (status === 429 && retryAfterMs) return t('uploadLimited', { wait: wait(retryAfterMs) });
  if (message) return message;
  return status === 413 ? t('uploadTooLarge') : t('uploadUnreadable');
}
