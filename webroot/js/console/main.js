import { askForAdminKeys } from '../access/key-dialog.js';
import { onKeyChange } from '../access/key.js';
import { drawHeader } from '../header.js';
import { addWords, onLanguageChange, t, translatePage } from '../i18n.js';
import { Tabs } from '../tabs.js';
import { Answers } from './answers.js';
import { Documents } from './documents.js';
import { Experiments } from './experiments.js';
import { Explanation } from './explain.js';
import { Health } from './health.js';
import { Overview } from './overview.js';
import { Quality } from './quality.js';
import { addressOf, addressOfAnswer, currentRoute } from './route.js';
import { CONSOLE_WORDS } from './words.js';

/** Wires the views of the console together; each of them stands in its own module. */

const byId = (id) => document.getElementById(id);

addWords(CONSOLE_WORDS);
askForAdminKeys();
drawHeader(byId('bar'), 'pageConsole', { choosesCollection: false });
translatePage();

const views = {
  overview: new Overview(byId('panel-overview')),
  answers: new Answers(byId('panel-answers')),
  documents: new Documents(byId('panel-documents')),
  experiments: new Experiments(byId('panel-experiments'), byId('announcer')),
  quality: new Quality(byId('panel-quality')),
  health: new Health(byId('panel-health')),
};
const explanation = new Explanation(byId('drawer'), closeAnswer);
const tabs = new Tabs(byId('views'), (view) => {
  location.hash = addressOf(view);
});
let shown = null;

/** Shows what the address names; what is shown already stays as it is. */
function followRoute() {
  const { view, answer, parameters } = currentRoute();
  const address = addressOf(view, parameters);
  if (shown?.address !== address) {
    if (shown !== null && shown.view !== view) views[shown.view].hide();
    shown = { view, address };
    tabs.show(view);
    byId(`tab-${view}`).scrollIntoView({ block: 'nearest', inline: 'nearest' });
    nameThePage();
    views[view].show(parameters);
  }
  if (answer === null) explanation.close();
  else explanation.open(answer);
}

/** The address forgets the answer, and its line gets the focus back. */
function closeAnswer(closed) {
  if (currentRoute().answer !== null) history.pushState(null, '', addressOfAnswer(null));
  if (document.activeElement !== document.body) return;
  if (shown.view === 'answers') views.answers.focus(closed);
  if (document.activeElement === document.body) byId('main').focus();
}

function nameThePage() {
  document.title = t('titleOf', { view: t(shown.view) });
}

byId('skip').addEventListener('click', (click) => {
  // The address behind the # is the page's own; a jump must not overwrite it.
  click.preventDefault();
  byId('main').focus();
});
addEventListener('hashchange', followRoute);
onKeyChange((key) => {
  // Another key may see other things.
  if (key !== null && shown !== null) views[shown.view].show(currentRoute().parameters);
});
onLanguageChange(() => {
  nameThePage();
  views[shown.view].draw();
});

followRoute();
