import { sourceLink } from '../access/source-link.js';
import { el, icon } from '../dom.js';
import { failureBlock } from '../failure.js';
import { moment } from '../format.js';
import { t } from '../i18n.js';
import { diffVersion, listPassages, sourcePath } from './api.js';
import { passageList } from './passages.js';
import { skeleton } from '../skeleton.js';

const STATES = {
  active: { symbol: 'ok', words: 'versionActive' },
  kept: { symbol: 'nothing', words: 'versionKept' },
  left_out: { symbol: 'warning', words: 'versionLeftOut' },
};

/** A document's versions, the newest first: what they hold, how they differ, and the way back to one. */
export function versionList(address, versions, { onActivate, onFailed }) {
  return el('ol', { class: 'versions', testid: 'versions' },
    ...versions.map((version) => versionItem(address, version, { onActivate, onFailed })));
}

function versionItem(address, summary, { onActivate, onFailed }) {
  const { version, state, ingestedAt, passages, leftOutFor } = summary;
  const { symbol, words } = STATES[state];
  const content = new VersionContent(address, version);
  return el('li', { class: 'version', testid: 'version', 'data-version': version, 'data-state': state },
    el('p', { class: 'version-head' },
      el('strong', {}, t('versionName', { version })),
      el('span', { class: `version-state version-${state}` }, icon(symbol), t(words, { document: leftOutFor })),
      el('time', { datetime: ingestedAt }, moment(ingestedAt)),
      el('span', {}, t('passagesCount', { passages }))),
    el('div', { class: 'version-tools' },
      content.button('passages', showPassages),
      state === 'kept' ? content.button('compare', showDiff) : null,
      state === 'active' ? null : el('button', {
        type: 'button', class: 'quiet', testid: 'activate', on: { click: () => onActivate(summary) },
      }, t(state === 'kept' ? 'activate' : 'searchAnyway')),
      sourceLink({
        class: 'quiet', testid: 'download-version', path: sourcePath(address, version),
        name: `v${version}-${address.document.split('/').at(-1)}`, onFailed, 'aria-label': t('downloadVersion', { version }),
      }, icon('download'), t('download'))),
    content.element);
}

/** What is shown below a version: one thing at a time, and nothing until somebody asks. */
class VersionContent {
  element = el('div', { class: 'version-content', hidden: true });
  #address;
  #version;
  #buttons = [];
  #shown = null;

  constructor(address, version) {
    this.#address = address;
    this.#version = version;
  }

  /** A button that opens and closes what `load` makes. */
  button(name, load) {
    const button = el('button', {
      type: 'button', class: 'quiet', testid: name, 'aria-expanded': 'false',
      on: { click: () => (this.#shown === button ? this.#close() : this.#open(button, load)) },
    }, t(name));
    this.#buttons.push(button);
    return button;
  }

  async #open(button, load) {
    this.#mark(button);
    this.element.replaceChildren(skeleton());
    const content = await load(this.#address, this.#version, () => this.#open(button, load));
    if (this.#shown === button) this.element.replaceChildren(...content);
  }

  #close() {
    this.#mark(null);
    this.element.replaceChildren();
  }

  #mark(shown) {
    this.#shown = shown;
    this.element.hidden = shown === null;
    for (const button of this.#buttons) button.setAttribute('aria-expanded', String(button === shown));
  }
}

async function showPassages(address, version, retry) {
  const { ok, value, error } = await listPassages(address, version);
  return [ok ? passageList(value.passages) : failureBlock(error, retry)];
}

async function showDiff(address, version, retry) {
  const { ok, value, error } = await diffVersion(address, version);
  if (!ok) return [failureBlock(error, retry)];
  const { from, to, added, removed, kept } = value;
  const changed = [
    ...removed.map((passage) => ({ ...passage, change: 'removed' })),
    ...added.map((passage) => ({ ...passage, change: 'added' })),
  ].toSorted((a, b) => a.start - b.start);
  const words = { from, to, added: added.length, removed: removed.length, kept };
  const summary = t(changed.length === 0 ? 'diffNone' : 'diffWords', words);
  return [el('p', { class: 'diff-words', testid: 'diff', role: 'status' }, summary), passageList(changed)];
}
