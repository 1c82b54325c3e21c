import { el } from '../dom.js';
import { percent } from '../format.js';
import { t } from '../i18n.js';
import { stateBlock } from '../state-block.js';
import { changeExperiment, listExperiments } from './api.js';
import { refreshButton } from './cells.js';
import { experimentCard } from './experiment-card.js';
import { Loaded } from './loaded.js';

/** What experiments have shown, and the switch of each. */
export class Experiments {
  #loaded;
  #announcer;
  /** Names of those that are being changed, and what the gateway said of those that it did not change. */
  #changing = new Set();
  #refusals = new Map();

  constructor(container, announcer) {
    this.#announcer = announcer;
    this.#loaded = new Loaded(container, { ask: () => listExperiments(), show: ({ experiments }) => this.#cards(experiments) });
  }

  show() {
    this.#refusals.clear();
    return this.#loaded.load();
  }

  hide() {
    this.#loaded.stop();
  }

  draw() {
    this.#loaded.draw();
  }

  #cards(experiments) {
    if (experiments.length === 0) return [stateBlock('nothing', t('experimentsEmptyTitle'), el('p', {}, t('experimentsEmptyBody')))];
    return [
      el('div', { class: 'view-head view-head-end' }, refreshButton(() => this.#loaded.load())),
      ...experiments.map((experiment) => experimentCard(experiment, {
        isChanging: this.#changing.has(experiment.name),
        refusal: this.#refusals.get(experiment.name) ?? null,
        onChange: (change) => this.#change(experiment.name, change),
      })),
    ];
  }

  async #change(name, change) {
    if (this.#changing.has(name)) return;
    const focused = document.activeElement?.dataset.testid ?? '';
    this.#changing.add(name);
    this.#refusals.delete(name);
    this.draw();
    const { ok, value, error } = await changeExperiment(name, change);
    this.#changing.delete(name);
    if (ok) {
      this.#loaded.replace({ experiments: this.#loaded.value.experiments.map((one) => (one.name === name ? value : one)) });
      this.#announcer.textContent = t('experimentChanged', { ...value, share: percent(value.share) });
    } else {
      this.#refusals.set(name, error);
      this.draw();
    }
    document.querySelector(`[data-experiment="${CSS.escape(name)}"] [data-testid="${CSS.escape(focused)}"]`)?.focus();
  }
}
