/** The question's box: Enter sends, Shift+Enter breaks the line, never while an IME composes. */
export class Composer {
  #field;
  #send;
  #stop;
  #onSend;
  #running = false;

  constructor({ form, field, send, stop }, { onSend, onStop }) {
    this.#field = field;
    this.#send = send;
    this.#stop = stop;
    this.#onSend = onSend;
    form.addEventListener('submit', (submit) => {
      submit.preventDefault();
      this.#submit();
    });
    field.addEventListener('keydown', (pressed) => {
      if (pressed.key !== 'Enter' || pressed.shiftKey || isComposing(pressed)) return;
      pressed.preventDefault();
      this.#submit();
    });
    field.addEventListener('input', () => this.#fit());
    stop.addEventListener('click', onStop);
    this.#fit();
  }

  focus() {
    this.#field.focus();
  }

  clear() {
    this.#field.value = '';
    this.#fit();
  }

  /** While an answer runs, the button that sends is the one that stops. */
  set running(running) {
    const hadFocus = document.activeElement === this.#stop || document.activeElement === this.#send;
    this.#running = running;
    this.#stop.hidden = !running;
    this.#send.hidden = running;
    if (hadFocus) this.focus();
  }

  #submit() {
    const question = this.#field.value.trim();
    if (question !== '') this.#onSend(question, this.#running);
  }

  #fit() {
    this.#send.disabled = this.#field.value.trim() === '';
    this.#field.style.blockSize = 'auto';
    // A placeholder counts as content; it alone must not make the box grow.
    if (this.#field.value !== '') this.#field.style.blockSize = `${this.#field.scrollHeight}px`;
  }
}

/** Safari ends a composition before it tells of the key that ended it; 229 gives it away. */
export function isComposing(pressed) {
  return pressed.isComposing || pressed.keyCode === 229;
}
