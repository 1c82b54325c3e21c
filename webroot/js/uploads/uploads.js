import { el, icon } from '../dom.js';
import { onLanguageChange, t } from '../i18n.js';
import { UploadItem } from './upload-item.js';
import { Upload } from './upload.js';

const AT_ONCE = 3;

/** The documents on their way in: a panel with a line for each, some at a time, the rest wait. */
export class Uploads {
  #panel;
  #announcer;
  #onArrived;
  #uploads = [];
  #items = new Map();
  #running = 0;
  #words = el('span', { role: 'status' });
  #close = el('button', { type: 'button', class: 'quiet icon-only', testid: 'uploads-close', on: { click: () => this.#clear() } },
    icon('close'));
  #list = el('ul');

  /** `onArrived(upload)` is called with each document that has come to its end, good or bad. */
  constructor(panel, announcer, onArrived) {
    this.#panel = panel;
    this.#announcer = announcer;
    this.#onArrived = onArrived;
    panel.append(el('div', { class: 'uploads-head' }, this.#words, this.#close), this.#list);
    onLanguageChange(() => this.#drawAll());
    addEventListener('beforeunload', (leaving) => {
      // What the gateway has goes on without the page; what it does not have would be lost.
      if (this.#uploads.some(({ canBeCancelled }) => canBeCancelled)) leaving.preventDefault();
    });
  }

  /** Takes files in: `[{file, path}]`. */
  add(files, collection) {
    this.#enqueue(files.map((file) => Upload.ofFile(file, collection, (upload) => this.#changed(upload))));
  }

  /** Shows how documents fare that the gateway has already: `[{ingestion, document}]`. */
  watch(accepted, collection) {
    this.#enqueue(accepted.map((one) => Upload.ofIngestion(one, collection, (upload) => this.#changed(upload))));
  }

  #enqueue(uploads) {
    for (const upload of uploads) {
      const item = new UploadItem(upload, { onRetry: () => this.#retry(upload) });
      this.#uploads.push(upload);
      this.#items.set(upload, item);
      this.#list.append(item.element);
    }
    this.#drawAll();
    this.#next();
  }

  #next() {
    while (this.#running < AT_ONCE) {
      const upload = this.#uploads.find(({ state }) => state === 'waiting');
      if (!upload) return;
      this.#running++;
      upload.run().then(() => {
        this.#running--;
        this.#next();
        if (upload.state === 'cancelled') return;
        this.#announcer.textContent = t('announceUpload', { name: upload.name, words: this.#items.get(upload).words });
        this.#onArrived(upload);
      });
    }
  }

  #retry(upload) {
    upload.reset();
    this.#next();
  }

  #changed(upload) {
    this.#items.get(upload).draw();
    this.#drawHead();
  }

  #drawAll() {
    for (const item of this.#items.values()) item.draw();
    this.#drawHead();
  }

  #drawHead() {
    const all = this.#uploads.length;
    const finished = this.#uploads.filter(({ isFinished }) => isFinished).length;
    const failed = this.#uploads.filter(({ state }) => state === 'failed').length;
    const words = finished === all ? t('uploadsDone', { failed }) : t('uploadsProgress', { finished, all });
    // A live region reads what is written to it, even if it stood there before.
    if (this.#words.textContent !== words) this.#words.textContent = words;
    this.#close.hidden = finished < all;
    this.#close.setAttribute('aria-label', t('close'));
    this.#panel.hidden = all === 0;
  }

  #clear() {
    this.#uploads = [];
    this.#items.clear();
    this.#list.replaceChildren();
    this.#drawHead();
  }
}
