import { el } from '../dom.js';
import { moment } from '../format.js';
import { t } from '../i18n.js';

/** What is asked before a document is deleted: everything that will be erased has its line. */
export function eraseQuestion({ id, title, passages }, versions) {
  const erased = [
    t('eraseVersions', { versions: versions.map(({ version }) => `v${version}`).join(', ') }),
    t('erasePassages', { passages }),
    t('eraseFiles'),
    t('eraseOriginals'),
    t('eraseIngestions'),
  ];
  return {
    title: t('eraseTitle', { title: title || id }),
    body: [
      el('p', {}, t('eraseBody', { id })),
      el('ul', { class: 'bullets' }, ...erased.map((line) => el('li', {}, line))),
      el('p', {}, t('eraseForGood'))],
    yes: t('erase'),
  };
}

/** What is asked before another version is searched, or one that is left out as a copy. */
export function activateQuestion({ version, state, ingestedAt, passages, leftOutFor }, current) {
  if (state === 'left_out') {
    return {
      title: t('searchAnywayTitle'),
      body: [el('p', {}, t('searchAnywayBody', { document: leftOutFor }))],
      yes: t('searchAnyway'),
    };
  }
  return {
    title: t('activateTitle', { version }),
    body: [
      el('p', {}, t('activateBody', { version, date: moment(ingestedAt), passages })),
      el('p', {}, t('activateKeeps', { version: current }))],
    yes: t('activate'),
  };
}
