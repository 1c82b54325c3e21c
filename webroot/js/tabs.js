/**
 * Tabs, one of which is chosen. Arrows, Home and End walk between them; each shows the panel that it
 * controls.
 */
export class Tabs {
  #tabs;
  #onChoose;

  constructor(list, onChoose) {
    this.#tabs = Array.from(list.querySelectorAll('[role=tab]'));
    this.#onChoose = onChoose;
    list.addEventListener('click', ({ target }) => this.#choose(target.closest('[role=tab]')));
    list.addEventListener('keydown', (pressed) => this.#walk(pressed));
  }

  /** Shows the tab of this name, its `data-view`. */
  show(name) {
    for (const tab of this.#tabs) {
      const isChosen = tab.dataset.view === name;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = !isChosen;
    }
  }

  #choose(tab) {
    if (tab) this.#onChoose(tab.dataset.view);
  }

  #walk(pressed) {
    const at = this.#tabs.indexOf(document.activeElement);
    const last = this.#tabs.length - 1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[pressed.key];
    if (to === undefined || at < 0) return;
    pressed.preventDefault();
    const tab = this.#tabs[Math.min(Math.max(to, 0), last)];
    tab.focus();
    this.#choose(tab);
  }
}
