import { el, icon } from '../dom.js';
import { sentenceOf } from '../failure.js';
import { t } from '../i18n.js';
import { tell } from './tell.js';

const UP = 5;
const DOWN = 1;
const STARS = [1, 2, 3, 4, 5];
const MAX_COMMENT = 2000;
let groups = 0;

/**
 * What a person thinks of a finished answer: a thumb, which is told at once, and for who has more to say
 * stars and words, which are told when they are sent.
 */
export class Feedback {
  /** Stand among the other things that can be done with an answer. */
  controls;
  /** Opens below them. */
  panel;
  #id;
  #thumbs = [this.#thumb('up', UP), this.#thumb('down', DOWN)];
  #said = el('span', { class: 'feedback-said', role: 'status', testid: 'feedback-said' });
  #legend = el('legend', { class: 'visually-hidden' });
  #stars = STARS.map((value) => star(`stars-${groups}`, value));
  #comment = el('textarea', { class: 'feedback-comment', rows: 2, maxlength: MAX_COMMENT, testid: 'feedback-comment' });
  #send = el('button', { type: 'submit', class: 'outlined', testid: 'feedback-send' });
  #outcome = () => '';
  #cameFrom = null;

  constructor(id) {
    groups++;
    this.#id = id;
    this.controls = [...this.#thumbs, this.#said];
    const stars = el('fieldset', { class: 'stars', on: { change: () => this.#light() } },
      this.#legend, ...this.#stars.map(({ label }) => label));
    this.panel = el('form', { class: 'feedback', testid: 'feedback', hidden: true,
      on: { submit: (event) => this.#submit(event), keydown: (pressed) => this.#escape(pressed) } },
    stars, this.#comment, this.#send);
    this.relabel();
  }

  /** Says everything again in the language of the page. */
  relabel() {
    const [up, down] = this.#thumbs;
    name(up, t('rateUp'));
    name(down, t('rateDown'));
    this.#legend.textContent = t('stars');
    this.#stars.forEach(({ input, value }) => input.setAttribute('aria-label', t('starLabel', { stars: value })));
    this.#comment.setAttribute('aria-label', t('comment'));
    this.#comment.placeholder = t('commentPlaceholder');
    this.#send.textContent = t('sendFeedback');
    this.#say(this.#outcome);
  }

  #thumb(direction, rating) {
    return el('button', { type: 'button', class: 'quiet icon-only thumb', testid: `thumb-${direction}`,
      'aria-pressed': 'false', 'aria-expanded': 'false', on: { click: ({ currentTarget }) => this.#rate(currentTarget, rating) } },
    icon(`thumb-${direction}`));
  }

  async #rate(thumb, rating) {
    if (isPressed(thumb)) {
      if (this.panel.hidden) this.#open(thumb);
      else this.#close();
      return;
    }
    this.#press(thumb);
    this.#stars.forEach(({ input, value }) => { input.checked = value === rating; });
    this.#light();
    this.#open(thumb);
    const error = await tell('/v1/feedback', { answer: this.#id, rating });
    if (error && isPressed(thumb)) this.#press(null);
    this.#say(error ? () => sentenceOf(error) : () => t('rated'));
  }

  async #submit(event) {
    event.preventDefault();
    const rating = this.#stars.find(({ input }) => input.checked)?.value;
    const comment = this.#comment.value.trim();
    this.#send.disabled = true;
    const error = await tell('/v1/feedback', { answer: this.#id, rating, ...(comment && { comment }) });
    this.#send.disabled = false;
    if (!error) {
      this.#press(this.#thumbs[rating === UP ? 0 : rating === DOWN ? 1 : -1] ?? null);
      this.#comment.value = '';
      this.#close();
    }
    this.#say(error ? () => sentenceOf(error) : () => t('feedbackTaken'));
  }

  #press(pressed) {
    for (const thumb of this.#thumbs) thumb.setAttribute('aria-pressed', String(thumb === pressed));
  }

  #light() {
    const rating = this.#stars.find(({ input }) => input.checked)?.value ?? 0;
    for (const { label, value } of this.#stars) label.classList.toggle('lit', value <= rating);
  }

  #open(thumb) {
    this.#cameFrom = thumb;
    this.#show(true);
    this.panel.scrollIntoView({ block: 'nearest' });
  }

  /** Gives the focus back, unless it is somewhere else by now. */
  #close() {
    const hadFocus = this.panel.contains(document.activeElement) || document.activeElement === document.body;
    this.#show(false);
    if (hadFocus) this.#cameFrom?.focus({ preventScroll: true });
  }

  #show(open) {
    this.panel.hidden = !open;
    for (const thumb of this.#thumbs) thumb.setAttribute('aria-expanded', String(open && thumb === this.#cameFrom));
  }

  #escape(pressed) {
    if (pressed.key !== 'Escape' || pressed.isComposing) return;
    pressed.stopPropagation();
    this.#close();
  }

  #say(outcome) {
    this.#outcome = outcome;
    this.#said.textContent = outcome();
  }
}

function star(group, value) {
  const input = el('input', { type: 'radio', name: group, value, class: 'visually-hidden', testid: `star-${value}` });
  return { value, input, label: el('label', { class: 'star' }, input, icon('star', 20)) };
}

function isPressed(thumb) {
  return thumb.getAttribute('aria-pressed') === 'true';
}

function name(button, words) {
  button.setAttribute('aria-label', words);
  button.title = words;
}
