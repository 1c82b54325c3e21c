import { sourceLink } from '../access/source-link.js';
import { el, icon } from '../dom.js';
import { failureBlock } from '../failure.js';
import { languageName, moment } from '../format.js';
import { onLanguageChange, t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { mediaTypeName } from '../media-type.js';
import { stateBlock } from '../state-block.js';
import { access } from './access.js';
import { activateVersion, eraseDocument, findDocument, listVersions, sourcePath } from './api.js';
import { confirmIn } from './confirmation.js';
import { activateQuestion, eraseQuestion } from './questions.js';
import { receiptBlock } from './receipt.js';
import { skeleton } from '../skeleton.js';
import { versionList } from './version-list.js';

/** A document's details in a dialog at the side: what is known of it, its versions, what can be done with it. */
export class DocumentDrawer {
  #dialog;
  #confirmation;
  #onChanged;
  #onErased;
  /** `{collection, document}` of the document that is shown, or null. */
  #address = null;
  #found = null;
  #title = el('h2', { id: 'drawer-title', tabindex: '-1', autofocus: true });
  #close = el('button', {
    type: 'button', class: 'quiet icon-only', testid: 'drawer-close', on: { click: () => this.#dialog.close() },
  }, icon('close', 20));
  #messages = el('div', { class: 'drawer-messages' });
  #body = el('div', { class: 'drawer-body' });

  /**
   * `onChanged()` is called when another version became active, `onErased(document)` once it is no more,
   * and `onClosed(document)` when the drawer was closed.
   */
  constructor(dialog, { confirmation, onChanged, onErased, onClosed }) {
    this.#dialog = dialog;
    this.#confirmation = confirmation;
    this.#onChanged = onChanged;
    this.#onErased = onErased;
    dialog.append(el('div', { class: 'drawer' },
      el('header', { class: 'drawer-head' }, this.#title, this.#close), this.#messages, this.#body));
    dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
    dialog.addEventListener('close', () => {
      const { document } = this.#address;
      this.#address = null;
      onClosed(document);
    });
    onLanguageChange(() => this.#address !== null && this.#found !== null && this.#draw());
  }

  async open(address) {
    if (this.#dialog.open && this.#isShown(address)) return;
    this.#address = address;
    this.#messages.replaceChildren();
    this.#title.textContent = address.document;
    this.#close.setAttribute('aria-label', t('close'));
    if (!this.#dialog.open) this.#dialog.showModal();
    await this.#load();
  }

  close() {
    if (this.#dialog.open) this.#dialog.close();
  }

  async #load() {
    const address = this.#address;
    this.#found = null;
    this.#body.replaceChildren(skeleton());
    const [document, versions] = await Promise.all([findDocument(address), listVersions(address)]);
    if (!this.#isShown(address)) return;
    const failed = [versions, document].find(({ ok }) => !ok);
    if (failed) {
      this.#body.replaceChildren(failureBlock(failed.error, failed.error.status === 404 ? null : () => this.#load()));
      return;
    }
    this.#found = { document: document.value, versions: versions.value.versions };
    this.#draw();
  }

  #draw() {
    const { document, versions } = this.#found;
    const { id, title } = document;
    const onFailed = (error) => this.#tell(failureBlock(error));
    this.#title.textContent = title || id;
    this.#title.lang = languageOf(title || id);
    this.#close.setAttribute('aria-label', t('close'));
    const leftOutFor = versions.find(({ state }) => state === 'left_out')?.leftOutFor;
    this.#body.replaceChildren(...[
      leftOutFor ? stateBlock('warning', t('leftOutFor', { document: leftOutFor }), el('p', {}, t('leftOutBody'))) : null,
      facts(document),
      el('div', { class: 'drawer-tools' },
        sourceLink({ class: 'outlined', testid: 'download', path: sourcePath(this.#address), name: id.split('/').at(-1), onFailed },
          icon('download'), t('downloadSource')),
        el('button', { type: 'button', class: 'outlined danger', testid: 'erase', on: { click: () => this.#erase() } },
          icon('erase'), t('erase'))),
      el('h3', {}, t('versions')),
      versionList(this.#address, versions, { onActivate: (version) => this.#activate(version), onFailed }),
    ].filter((part) => part !== null));
  }

  async #activate(summary) {
    const { version } = summary;
    const address = this.#address;
    const yes = await confirmIn(this.#confirmation, activateQuestion(summary, this.#found.document.version));
    if (!yes) return;
    const { ok, value, error } = await activateVersion(address, version);
    if (ok) this.#onChanged();
    if (!this.#isShown(address)) return;
    if (!ok) return this.#tell(failureBlock(error));
    const changed = t(value.previous === version ? 'activatedAnyway' : 'activatedBody', value);
    const block = stateBlock('ok', t('activated', value), el('p', {}, changed));
    block.setAttribute('role', 'status');
    await this.#load();
    if (this.#isShown(address)) this.#tell(block);
  }

  async #erase() {
    const address = this.#address;
    const { document, versions } = this.#found;
    const yes = await confirmIn(this.#confirmation, eraseQuestion(document, versions));
    if (!yes) return;
    const { ok, value, error } = await eraseDocument(address);
    if (ok) this.#onErased(address.document);
    if (!this.#isShown(address)) return;
    if (!ok) return this.#tell(failureBlock(error));
    this.#found = null;
    this.#messages.replaceChildren();
    this.#body.replaceChildren(receiptBlock({ ...address, ...value }));
    this.#title.focus();
  }

  #tell(block) {
    this.#messages.replaceChildren(block);
    block.scrollIntoView({ block: 'nearest' });
  }

  #isShown({ collection, document }) {
    return this.#address?.collection === collection && this.#address.document === document;
  }
}

function facts(document) {
  const { id, collection, version, mediaType, language, date, author, source, passages, tags, acl } = document;
  const rows = [
    ['factId', el('code', {}, id)],
    ['collection', collection],
    ['columnVersion', `v${version}`],
    ['columnType', el('span', { title: mediaType }, mediaTypeName(mediaType))],
    ['columnLanguage', languageName(language)],
    ['columnDate', date],
    ['factAuthor', author],
    ['factSource', source],
    ['columnPassages', String(passages)],
    ['columnTags', tags.length > 0
      ? el('span', { class: 'tags' }, ...tags.map((tag) => el('span', { class: 'tag' }, tag))) : null],
    ['columnAccess', access(acl)],
    ['factIngested', moment(document.ingestedAt)],
    ['factHash', el('code', {}, document.contentHash)],
  ].filter(([, value]) => value);
  return el('dl', { class: 'facts', testid: 'facts' },
    ...rows.flatMap(([key, value]) => [el('dt', {}, t(key)), el('dd', {}, value)]));
}
