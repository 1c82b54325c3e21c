import { requestJson } from '../api.js';
import { onLanguageChange, t } from '../i18n.js';
import { AnswerStream } from './answer-stream.js';
import { Answer } from './answer.js';
import { verdict } from './details.js';
import { randomId } from './random-id.js';
import { Turn } from './turn.js';

/** The conversation: its turns, the one answer that may be running, and what the page says about it. */
export class Chat {
  #list;
  #follow;
  #notice;
  #announcer;
  #collections;
  #uploadButton;
  #onRunning;
  #onTurns;
  #conversation = randomId();
  #turns = [];
  #stream = null;

  constructor({ list, follow, notice, announcer, collections, uploadButton, onRunning, onTurns }) {
    this.#list = list;
    this.#follow = follow;
    this.#notice = notice;
    this.#announcer = announcer;
    this.#collections = collections;
    this.#uploadButton = uploadButton;
    this.#onRunning = onRunning;
    this.#onTurns = onTurns;
    onLanguageChange(() => this.#turns.forEach((turn) => turn.relabel()));
  }

  get isRunning() {
    return this.#stream !== null;
  }

  get isEmpty() {
    return this.#turns.length === 0;
  }

  /** Asks, and shows the answer as it comes. */
  async ask(question) {
    const stream = new AnswerStream({
      question, collection: this.#collections.chosen, conversation: this.#conversation });
    const answer = new Answer();
    const turn = this.#addTurn(question, answer);
    this.#stream = stream;
    this.#onRunning(true);
    this.#announce(t('announceSent'));
    this.#follow.begin(turn.tail);
    for await (const event of stream.events()) {
      // A new conversation has been opened meanwhile: this answer is no longer on the page.
      if (!turn.element.isConnected) break;
      this.#tellOfConnection(event);
      turn.apply(event);
    }
    if (this.#stream !== stream) return;
    this.#stream = null;
    this.#onRunning(false);
    this.#follow.end();
    this.#announceEnd(answer);
  }

  /** Stops the running answer and keeps what came of it. */
  stop() {
    this.#stream?.stop();
  }

  newConversation() {
    this.stop();
    this.#stream = null;
    this.#conversation = randomId();
    this.#turns.forEach((turn) => turn.dispose());
    this.#turns = [];
    this.#list.replaceChildren();
    this.#follow.end();
    this.#notice.clear();
    this.#onRunning(false);
    this.#onTurns();
  }

  /** Shows an answer that was given earlier, as a link to it asks for. */
  async replay(id) {
    const { ok, value, error } = await requestJson(`/v1/answers/${encodeURIComponent(id)}`);
    const answer = new Answer();
    if (ok) {
      answer.replay(value);
    } else {
      const gone = error.status === 404 || error.status === 410;
      answer.apply({ kind: 'error', data: { error: gone ? { ...error, code: 'page.gone' } : error } });
    }
    const turn = this.#addTurn(value?.question ?? null, answer, () => this.replay(id));
    turn.show();
  }

  #addTurn(question, answer, retry = () => this.ask(question)) {
    const turn = new Turn(question, answer, {
      onDrawn: () => this.#follow.step(),
      onRetry: () => {
        if (this.isRunning) return;
        this.#remove(turn);
        retry();
      },
      onSuggestion: (words) => {
        if (!this.isRunning) this.ask(words);
      },
      uploadButton: () => ({ button: this.#uploadButton(), collectionIsEmpty: this.#collections.isEmpty }),
    });
    this.#turns.push(turn);
    this.#list.append(turn.element);
    this.#onTurns();
    turn.element.scrollIntoView({ block: 'start', behavior: 'instant' });
    return turn;
  }

  #remove(turn) {
    turn.dispose();
    turn.element.remove();
    this.#turns = this.#turns.filter((other) => other !== turn);
  }

  #tellOfConnection({ kind, data }) {
    if (kind === 'reconnecting') {
      if (navigator.onLine === false) this.#notice.show('waitingOnline', { kind: 'warning' });
      else this.#notice.show('reconnecting', { values: data, kind: 'warning' });
    } else if (kind === 'resumed') {
      this.#notice.show('resumed', { kind: 'ok', forMs: 8000 });
    } else if (kind === 'error' || kind === 'stopped') {
      this.#notice.clear('reconnecting', 'waitingOnline', 'resumed');
    }
  }

  /** The end is read out once; the tokens are not. An error speaks for itself. */
  #announceEnd(answer) {
    if (answer.phase === 'stopped') this.#announce(t('announceStopped'));
    if (answer.phase !== 'done') return;
    this.#announce(t('announceDone', { grounded: verdict(answer).word, sources: answer.sources.length }));
  }

  #announce(words) {
    this.#announcer.textContent = words;
  }
}
