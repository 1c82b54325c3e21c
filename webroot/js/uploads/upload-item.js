import { documentLink } from '../document-link.js';
import { el, icon } from '../dom.js';
import { sentenceOf } from '../failure.js';
import { t } from '../i18n.js';
import { drawReport } from './report.js';

/** The line of one upload: its name, where it is in words and as a bar, and what can be done about it. */
export class UploadItem {
  element;
  #upload;
  #words = el('span', { class: 'upload-words', testid: 'upload-words' });
  #detail = el('p', { class: 'upload-detail', lang: 'en' });
  #bar = el('progress', { class: 'upload-bar', max: 1 });
  #open = el('a', { class: 'quiet', testid: 'upload-open' });
  #cancel = el('button', { type: 'button', class: 'quiet', testid: 'upload-cancel' });
  #retry = el('button', { type: 'button', class: 'quiet', testid: 'upload-retry' });
  #report = el('details', { class: 'upload-report', testid: 'upload-report' }, el('summary'), el('div'));

  constructor(upload, { onRetry }) {
    this.#upload = upload;
    this.#bar.setAttribute('aria-label', upload.name);
    this.#cancel.addEventListener('click', () => upload.cancel());
    this.#retry.addEventListener('click', onRetry);
    this.element = el('li', { class: 'upload-item', testid: 'upload-item' },
      el('span', { class: 'upload-name', title: upload.name }, upload.name), this.#words,
      el('span', { class: 'upload-tools' }, this.#open, this.#retry, this.#cancel),
      this.#bar, this.#detail, this.#report);
  }

  /** The state in words. */
  get words() {
    return this.#words.textContent;
  }

  draw() {
    const { state, ingestion, error, name, canBeCancelled, canBeRetried } = this.#upload;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.dataset.state = state;
    this.#words.replaceChildren(...description(this.#upload));
    this.#detail.textContent = error?.message ?? '';
    this.#detail.hidden = !error?.message;
    this.#drawBar();
    this.#cancel.hidden = !canBeCancelled;
    this.#cancel.textContent = t('uploadCancel');
    this.#cancel.setAttribute('aria-label', t('uploadCancelLabel', { name }));
    this.#retry.hidden = !canBeRetried;
    this.#retry.textContent = t('tryAgain');
    this.#open.hidden = state !== 'done' && state !== 'unchanged';
    this.#open.textContent = t('uploadOpen');
    if (!this.#open.hidden) this.#open.href = documentLink(this.#upload.collection, ingestion.document);
    this.#drawReport(ingestion?.report);
    if (hadFocus && document.activeElement === document.body) this.#focusTool();
  }

  #drawBar() {
    const { state, sent, isFinished } = this.#upload;
    const share = state === 'sending' ? sent : embeddedShare(this.#upload);
    this.#bar.classList.toggle('ended', isFinished);
    // Without a value the bar says "in progress": reading and committing have no percentage.
    if (share === null) this.#bar.removeAttribute('value');
    else this.#bar.value = share;
  }

  #drawReport(report) {
    this.#report.hidden = !report || !this.#upload.isFinished;
    if (this.#report.hidden) return;
    const [summary, body] = this.#report.children;
    summary.replaceChildren(t('uploadReport'), icon('chevron'));
    drawReport(body, report);
  }

  /** The button that was pressed has gone: the next one of the line takes the focus. */
  #focusTool() {
    [this.#open, this.#retry, this.#cancel].find(({ hidden }) => !hidden)?.focus();
  }
}

function embeddedShare({ state, ingestion, isFinished }) {
  if (isFinished) return 1;
  if (state === 'waiting') return 0;
  const { stage, embedded, toEmbed } = ingestion?.progress ?? {};
  return stage === 'embedding' && toEmbed > 0 ? embedded / toEmbed : null;
}

function description(upload) {
  const { state, sent, ingestion, error } = upload;
  switch (state) {
    case 'waiting': return [t(ingestion === null ? 'uploadWaiting' : 'uploadQueued')];
    case 'sending': return [t('uploadSending', { percent: Math.floor(sent * 100) })];
    case 'queued': return [t('uploadQueued')];
    case 'running': return [stageWords(ingestion.progress ?? {})];
    case 'unchanged': return [icon('ok'), t('uploadUnchanged')];
    case 'cancelled': return [icon('nothing'), t('uploadCancelled')];
    case 'done': return doneWords(ingestion);
    default: return [icon('fault'), `${t('uploadFailed')}: ${sentenceOf(error)}`];
  }
}

function stageWords({ stage, embedded, toEmbed, attempt }) {
  const words = { embedding: () => t('uploadEmbedding', { embedded, toEmbed }), committing: () => t('uploadCommitting') };
  const now = (words[stage] ?? (() => t('uploadReading')))();
  return attempt > 1 ? `${now} · ${t('uploadAttempt', { attempt })}` : now;
}

function doneWords({ passages, report }) {
  return report?.leftOutFor
    ? [icon('warning'), t('uploadLeftOut', { document: report.leftOutFor })] : [icon('ok'), t('uploadDone', passages)];
}
