import { el } from '../dom.js';
import { duration } from '../format.js';
import { t } from '../i18n.js';

/**
 * The stages of an answer with their times, a bar for each. While it runs they are what this page
 * saw; once done, what the gateway measured.
 */
export function stagesOf(answer, now) {
  const { timings, seen } = answer;
  if (timings) return measured(timings);
  const until = (end) => (end ?? seen.ended ?? now);
  const stages = [stage('stageReceived', until(seen.accepted) - seen.asked, seen.accepted)];
  if (seen.accepted !== undefined) {
    const found = seen.sources ?? seen.firstToken;
    stages.push(stage('stageSearch', until(found) - seen.accepted, found));
    if (found !== undefined) stages.push(stage('stageWrite', until() - found, seen.ended));
  }
  return stages;
}

function stage(key, ms, end) {
  return { key, ms, running: end === undefined };
}

function measured({ totalMs, embedMs, searchMs, rerankMs, firstTokenMs }) {
  const written = firstTokenMs == null || totalMs == null ? null : Math.max(0, totalMs - firstTokenMs);
  return [
    { key: 'stageEmbed', ms: embedMs },
    { key: 'stageFind', ms: searchMs },
    { key: 'stageRerank', ms: rerankMs },
    { key: 'stageWrite', ms: written },
  ];
}

/** Draws stages into a list, keeping what stands there already: it is redrawn several times a second. */
export function drawStages(list, stages) {
  const longest = Math.max(1, ...stages.map(({ ms }) => ms ?? 0));
  while (list.children.length > stages.length) list.lastChild.remove();
  stages.forEach(({ key, ms, running = false }, at) => {
    const item = list.children[at] ?? list.appendChild(newItem());
    const [name, time, bar] = item.children;
    item.classList.toggle('running', running);
    item.classList.toggle('skipped', ms == null);
    setText(name, t(key));
    setText(time, duration(ms));
    bar.firstChild.style.inlineSize = `${((ms ?? 0) / longest) * 100}%`;
  });
}

export function stageList() {
  return el('ol', { class: 'stages', testid: 'stages', 'aria-label': t('stages') });
}

function newItem() {
  return el('li', {},
    el('span', { class: 'stage-name' }),
    el('span', { class: 'stage-time' }),
    el('span', { class: 'stage-bar', 'aria-hidden': 'true' }, el('span')));
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
