import { el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { languageOf } from '../language-of.js';
import { stateBlock } from '../state-block.js';
import { labelCitations, linkCitations, citedWords, markUnsupported, wordsBySource } from './citations.js';
import { Clicks } from './clicks.js';
import { copyText } from './clipboard.js';
import { answerDetails } from './details.js';
import { Feedback } from './feedback.js';
import { GrowingMarkdown } from './markdown.js';
import { problemBlock } from './problem.js';
import { Sources } from './sources.js';
import { drawStages, stageList, stagesOf } from './stages.js';

const STAGE_CLOCK_MS = 200;
const CONFIRM_MS = 2000;
let turns = 0;

/**
 * One question and its answer on the page. Events change the {@link Answer}; what they change is
 * drawn once per animation frame, however many tokens came in between.
 */
export class Turn {
  element;
  /** Where the answer ends for a reader who follows it. */
  tail;
  #answer;
  #onDrawn;
  #onRetry;
  #onSuggestion;
  #uploadButton;
  #heading;
  #text = el('div', { class: 'answer-text prose', testid: 'answer-text' });
  #state = el('div', { class: 'states' });
  #status = el('div', { class: 'status' });
  #actions = el('div', { class: 'actions' });
  #stages = stageList();
  #clicks;
  #sources = new Sources((n) => this.#clicks.opened(n));
  #feedback = null;
  #markdown;
  #drawnLength = 0;
  #sourcesChanged = false;
  #frame = 0;
  #stageClock = 0;
  #endCountDown = () => {};
  #failedAt = 0;

  /**
   * `onDrawn` is called after the answer grew, `onRetry` when the person asks again, `onSuggestion` with
   * what they ask instead, and `uploadButton()` makes the button that stands where documents are missing.
   */
  constructor(question, answer, { onDrawn, onRetry, onSuggestion, uploadButton }) {
    this.#answer = answer;
    this.#clicks = new Clicks(answer);
    this.#onDrawn = onDrawn;
    this.#onRetry = onRetry;
    this.#onSuggestion = onSuggestion;
    this.#uploadButton = uploadButton;
    const id = `question-${++turns}`;
    this.#heading = el('h2', { class: 'question', id });
    if (question !== null) {
      this.#heading.textContent = question;
      this.#heading.lang = languageOf(question);
    }
    this.tail = el('div', { class: 'answer-foot' }, this.#state, this.#status, this.#actions);
    this.element = el('article', { class: 'turn', testid: 'answer', 'aria-labelledby': id, 'data-question': question },
      this.#heading, el('div', { class: 'answer' }, this.#text, this.tail), this.#sources.element);
    this.#text.addEventListener('click', (click) => this.#openCitation(click));
    this.#markdown = new GrowingMarkdown(this.#text, (fragment) => linkCitations(fragment, this.#answer.sources));
    if (answer.ended) return;
    this.relabel();
    this.#stageClock = setInterval(() => this.#drawStages(), STAGE_CLOCK_MS);
  }

  /** Takes the next event of the answer. */
  apply(event) {
    this.#answer.apply(event);
    if (event.kind === 'sources') this.#sourcesChanged = true;
    if (this.#answer.ended) this.#finish();
    else if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** Draws a finished answer in one go. */
  show() {
    this.#finish();
    this.relabel();
  }

  /** Says everything again in the language of the page. */
  relabel() {
    if (this.element.dataset.question === undefined) this.#heading.textContent = t('sharedAnswer');
    if (this.#answer.ended) {
      this.#drawEnd();
    } else {
      this.#status.replaceChildren(this.#stages);
      this.#drawStages();
    }
    this.#drawSources();
  }

  /** Ends the clocks of a turn that leaves the page. */
  dispose() {
    clearInterval(this.#stageClock);
    cancelAnimationFrame(this.#frame);
    this.#endCountDown();
  }

  #draw() {
    this.#frame = 0;
    const { text } = this.#answer;
    if (this.#sourcesChanged) {
      this.#sourcesChanged = false;
      this.#drawSources();
      // Markers that were drawn before their sources were known become buttons now.
      if (this.#drawnLength > 0) this.#markdown.restart();
      this.#drawnLength = 0;
    }
    if (text.length !== this.#drawnLength) {
      this.#text.lang = languageOf(text);
      this.#markdown.update(withoutHalfMarks(text));
      labelCitations(this.#text, this.#answer.sources);
      this.#drawnLength = text.length;
    }
    this.#drawStages();
    this.#onDrawn();
  }

  #finish() {
    clearInterval(this.#stageClock);
    cancelAnimationFrame(this.#frame);
    this.#failedAt = Date.now();
    const { text, phase, grounded, nothingFound } = this.#answer;
    this.#text.lang = languageOf(text);
    this.#markdown.finish(text);
    if (phase === 'done' && grounded !== null && !nothingFound) markUnsupported(this.#text, this.#answer);
    this.#drawSources();
    this.#drawEnd();
    this.#clicks.tell();
    this.#onDrawn();
  }

  #drawEnd() {
    const open = this.#status.querySelector('details')?.open ?? false;
    // Of a question that was refused at the door there is nothing more to tell than the refusal.
    const refused = this.#answer.phase === 'failed' && this.#answer.id === null;
    this.#status.replaceChildren(...(refused ? [] : [answerDetails(this.#answer, open)]));
    this.#drawState();
    this.#drawActions();
    this.#text.removeAttribute('aria-busy');
    labelCitations(this.#text, this.#answer.sources);
    this.element.classList.add('ended');
  }

  #drawStages() {
    this.#text.setAttribute('aria-busy', 'true');
    this.#stages.setAttribute('aria-label', t('stages'));
    drawStages(this.#stages, stagesOf(this.#answer, performance.now()));
  }

  #drawSources() {
    this.#sources.draw(this.#answer.sources, wordsBySource(this.#answer), this.#answer.nothingFound);
  }

  /** What has to be said beside the text: nothing found, failed, stopped before a word came. */
  #drawState() {
    this.#endCountDown();
    this.#endCountDown = () => {};
    const { phase, text, error, nothingFound } = this.#answer;
    this.#state.replaceChildren();
    if (phase === 'failed') {
      const { element, stop } = problemBlock(error, {
        hasText: text !== '', since: this.#failedAt, onRetry: this.#onRetry });
      this.#endCountDown = stop;
      this.#state.append(element);
    } else if (nothingFound) {
      this.#state.append(this.#nothingFoundBlock());
    } else if (phase === 'stopped' && text === '') {
      this.#state.append(stateBlock('warning', t('stoppedEmpty')));
    }
  }

  #nothingFoundBlock() {
    const { button, collectionIsEmpty } = this.#uploadButton();
    return stateBlock('nothing', t('nothingTitle'),
      el('p', {}, t(collectionIsEmpty ? 'nothingEmptyBody' : 'nothingBody')), ...this.#suggestions(), button);
  }

  #suggestions() {
    const { suggestions } = this.#answer;
    if (suggestions.length === 0) return [];
    return [
      el('p', { class: 'suggestions-title' }, t('suggestions')),
      el('ul', { class: 'suggestions' }, ...suggestions.map((words) => el('li', {},
        el('button', { type: 'button', class: 'suggestion', testid: 'suggestion', lang: languageOf(words),
          on: { click: () => this.#onSuggestion(words) } }, words))))];
  }

  #drawActions() {
    const { phase, text, id } = this.#answer;
    const actions = [];
    if (text !== '') actions.push(this.#action('copy', 'copied', () => this.#plainText()));
    if (phase === 'done' && id !== null) actions.push(this.#action('link', 'linkCopied', () => linkTo(id)));
    if (phase === 'done' && id !== null) actions.push(...this.#feedbackOn(id).controls);
    this.#actions.replaceChildren(...actions);
  }

  #feedbackOn(id) {
    if (this.#feedback === null) {
      this.#feedback = new Feedback(id);
      this.#actions.after(this.#feedback.panel);
    } else {
      this.#feedback.relabel();
    }
    return this.#feedback;
  }

  #action(name, confirmation, content) {
    const label = el('span', { role: 'status' }, t(name));
    const click = async () => {
      label.textContent = t(await copyText(content()) ? confirmation : 'copyFailed');
      setTimeout(() => { label.textContent = t(name); }, CONFIRM_MS);
    };
    return el('button', { type: 'button', class: 'quiet', testid: name, on: { click } }, icon(name), label);
  }

  #plainText() {
    const { text, sources } = this.#answer;
    const list = sources.map(({ n, title, document: name, version }) => `[${n}] ${title || name} (v${version})`);
    return [text.trim(), list.join('\n')].filter(Boolean).join('\n\n');
  }

  #openCitation({ target }) {
    const button = target.closest('.citation');
    if (button) this.#sources.openAt(Number(button.dataset.source), citedWords(button, this.#answer), button);
  }
}

function linkTo(id) {
  return `${location.origin}${location.pathname}#answer=${encodeURIComponent(id)}`;
}

/** A marker or a link's target that is still arriving would flash as text before it turns into what it is. */
function withoutHalfMarks(text) {
  return text.replace(/\s?\[\d{0,3}$/, '').replace(/\[([^[\]\n]*)\]\([^()\s]*$/, '$1');
}
