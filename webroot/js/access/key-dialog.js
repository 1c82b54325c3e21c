import { el } from '../dom.js';
import { onLanguageChange, t } from '../i18n.js';
import { currentKey, forgetKey, keepKey } from './key.js';
import { send } from './send.js';

/** Any question would do; this one is answered from memory, and whoever may do anything may ask it. */
const TRIAL = '/v1/collections';
/** What a header can carry; anything else is no key. */
const VISIBLE = /^[\x21-\x7e]+$/;

let shown = null;
let isForAdmins = false;

/** What this page shows is for admins: whoever is asked for a key is told so. */
export function askForAdminKeys() {
  isForAdmins = true;
}

/**
 * Asks for a key and resolves to whether there is one now that opens. However many ask at the same time,
 * the person is asked once. `isRefused` says that the gateway turned down the one that there was.
 */
export function askForKey({ isRefused = false } = {}) {
  shown ??= new KeyDialog(isRefused ? 'keyRefused' : null).answer.finally(() => { shown = null; });
  return shown;
}

/** The question for a key, in the corner of the page. It closes with a key that opens, or without any. */
class KeyDialog {
  answer;
  #mistake;
  #title = el('h2', { id: 'key-title' });
  #why = el('p', { id: 'key-why' });
  #label = el('label', { for: 'key-field' });
  #field = el('input', {
    id: 'key-field', testid: 'key-field', type: 'password', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
    placeholder: 'sk-sluice-…', autofocus: true, 'aria-describedby': 'key-why key-mistake',
  });
  #mistakeLine = el('p', { id: 'key-mistake', class: 'key-mistake', role: 'alert', testid: 'key-mistake' });
  #kept = el('p', { class: 'key-kept' });
  #forget = el('button', { type: 'button', class: 'outlined danger', testid: 'key-forget', on: { click: () => this.#forgetIt() } });
  #later = el('button', { type: 'button', class: 'outlined', testid: 'key-later', on: { click: () => this.#dialog.close() } });
  #use = el('button', { type: 'submit', class: 'primary', testid: 'key-use' });
  #form = el('form', { class: 'key-form', autocomplete: 'off', novalidate: true, on: { submit: (submitted) => this.#submit(submitted) } },
    this.#title, this.#why, this.#label, this.#field, this.#mistakeLine, this.#kept,
    el('div', { class: 'key-tools' }, this.#forget, this.#later, this.#use));
  #dialog = el('dialog', { class: 'key-dialog', testid: 'key-dialog', 'aria-labelledby': 'key-title', 'aria-describedby': 'key-why' },
    this.#form);

  constructor(mistake) {
    this.#mistake = mistake;
    this.#draw();
    const forgetLanguage = onLanguageChange(() => this.#draw());
    document.body.append(this.#dialog);
    this.answer = new Promise((resolve) => {
      this.#dialog.addEventListener('close', () => {
        forgetLanguage();
        this.#field.value = '';
        this.#dialog.remove();
        resolve(this.#dialog.returnValue === 'given');
      });
    });
    this.#dialog.showModal();
  }

  async #submit(submitted) {
    // A form that is sent would put what it holds into an address.
    submitted.preventDefault();
    const key = this.#field.value.trim();
    if (this.#use.disabled || key === '') return this.#field.focus();
    this.#use.disabled = true;
    const mistake = await mistakeOf(key);
    this.#use.disabled = false;
    if (!this.#dialog.open) return undefined;
    if (mistake === null) {
      keepKey(key);
      return this.#dialog.close('given');
    }
    this.#mistake = mistake;
    this.#draw();
    this.#field.select();
    return this.#field.focus();
  }

  /** What was shown with its help goes, too. */
  #forgetIt() {
    forgetKey();
    location.reload();
  }

  #draw() {
    const hasKey = currentKey() !== null;
    this.#title.textContent = t(hasKey ? 'keyHeld' : 'keyWanted');
    this.#why.replaceChildren(...around(t(isForAdmins ? 'keyWhereOfAdmin' : 'keyWhere'),
      el('code', {}, `sluice keys create NAME --right ASK${isForAdmins ? ' --right ADMIN' : ''}`)));
    this.#label.textContent = t(hasKey ? 'keyOther' : 'key');
    this.#mistakeLine.textContent = this.#mistake === null ? '' : t(this.#mistake);
    this.#field.setAttribute('aria-invalid', String(this.#mistake !== null));
    this.#kept.textContent = t('keyKept');
    this.#forget.textContent = t('keyForget');
    this.#forget.hidden = !hasKey;
    this.#later.textContent = t(hasKey ? 'close' : 'keyLater');
    this.#use.textContent = t('keyUse');
  }
}

/** Why the key does not do; null where it opens. What it may do, and how much, is another matter. */
async function mistakeOf(key) {
  if (!VISIBLE.test(key)) return 'keyWrong';
  try {
    const { status } = await send(TRIAL, { headers: { accept: 'application/json' } }, key);
    return status === 401 ? 'keyWrong' : null;
  } catch {
    return 'failureUnreachable';
  }
}

/** A sentence with an element where it says `{}`. */
function around(sentence, element) {
  const [before, after] = sentence.split('{}');
  return [before, element, after];
}
