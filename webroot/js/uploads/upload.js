import { watchIngestion } from './ingestion.js';
import { sendFile } from './send-file.js';

const UNOPENED = { status: 0, code: 'caller.unreadable', message: '', retryable: false };

/**
 * One document on its way in: first its bytes, then what the gateway makes of them. Knows nothing of
 * the page.
 *
 * `state` goes from `waiting` over `sending`, `queued` and `running` to one of `done`, `unchanged`,
 * `failed` and `cancelled`. One that the gateway has already is watched only.
 */
export class Upload {
  state = 'waiting';
  name;
  collection;
  /** The share of the bytes that has left, from 0 to 1. */
  sent = 0;
  /** What the gateway last said of it. */
  ingestion = null;
  error = null;
  #file;
  #onChange;
  #stopped = new AbortController();

  /** A file that is to be sent: `{file, path}`. */
  static ofFile(file, collection, onChange) {
    return new Upload({ name: file.path ?? file.file.name, file, collection, onChange });
  }

  /** A document that the gateway is taking in already, as after a retry. */
  static ofIngestion({ document, ingestion }, collection, onChange) {
    const upload = new Upload({ name: document, file: null, collection, onChange });
    upload.ingestion = { ingestion, document };
    return upload;
  }

  constructor({ name, file, collection, onChange }) {
    this.name = name;
    this.collection = collection;
    this.#file = file;
    this.#onChange = onChange;
  }

  get isFinished() {
    return ['done', 'unchanged', 'failed', 'cancelled'].includes(this.state);
  }

  /** Until the gateway has all bytes there is something to cancel. */
  get canBeCancelled() {
    return this.ingestion === null && (this.state === 'waiting' || this.state === 'sending');
  }

  get canBeRetried() {
    if (this.state === 'failed') return this.error.retryable && (this.#file !== null || !this.#failedThere);
    return this.state === 'cancelled';
  }

  /** Whether the gateway gave it up, rather than the connection to the gateway. */
  get #failedThere() {
    return this.ingestion?.status === 'failed';
  }

  async run() {
    if (this.ingestion === null) {
      this.#become('sending');
      const sent = this.#file.file === null ? { ok: false, error: UNOPENED } : await this.#send();
      if (sent === null) return this.#become('cancelled');
      if (!sent.ok) return this.#fail(sent.error);
      this.ingestion = sent.value;
    }
    this.#become('queued');
    return this.#watch();
  }

  cancel() {
    this.#stopped.abort();
    if (this.state === 'waiting') this.#become('cancelled');
  }

  /** Makes it wait for its turn again. */
  reset() {
    if (this.#failedThere) this.ingestion = null;
    this.error = null;
    this.sent = 0;
    this.#stopped = new AbortController();
    this.#become('waiting');
  }

  #send() {
    return sendFile(this.#file, this.collection, {
      stopped: this.#stopped.signal,
      onProgress: (share) => {
        this.sent = share;
        this.#onChange(this);
      },
    });
  }

  async #watch() {
    for await (const { ok, value, error } of watchIngestion(this.ingestion.ingestion, this.#stopped.signal)) {
      if (!ok) return this.#fail(error);
      this.ingestion = value;
      if (value.status === 'failed') return this.#fail(value.error);
      this.#become(value.status);
    }
    return undefined;
  }

  #fail(error) {
    this.error = error;
    this.#become('failed');
  }

  #become(state) {
    this.state = state;
    this.#onChange(this);
  }
}
