// What waits for somebody to look, block by block with its diff, as `gainsay fix` asks on a terminal; the faults of the
// site; and what was saved.
import { ask, desk, may, refresh, refused } from './api.js';
import { button, el, fresh, go, key, one, opener, say, sentence, shortened, unseen, worded } from './dom.js';
import { undoList } from './saved.js';
import { isMeant, show, turn } from './panel.js';

const ANSWERS = { s: 'Says the same', c: 'Says something else', k: 'Evidence was looked at again', m: 'Mend', n: 'Later' };
// Each can be undone in the list below.
const DONE = { s: 'Confirmed.', c: 'Confirmed; its evidence waits to be looked at again.', k: 'The evidence bears the words as they are.', m: 'Mended.' };
const TURNED = { gone: ['del', ' gone: '], come: ['ins', ' new: '] };
const pieces = (diff) => diff.map(([kind, words]) => (TURNED[kind] ? el(TURNED[kind][0], {}, unseen(TURNED[kind][1]), words, unseen(', ')) : words));

function claimLine({ id, words, finding, passages, checked }) {
  return el('li', {}, el('q', {}, words), ' ', button(['Edit', unseen(`: ${id}`)], () => go('edit', id), { class: 'link' }),
    finding && el('p', { class: 'hint' }, `Finding: ${finding}`),
    (passages ?? []).map((passage) => el('p', { class: 'hint' }, passage)),
    el('p', { class: 'hint' }, checked ? `Checked ${checked}.` : 'Never checked.'));
}
function waitOf(wait) {
  const keys = may() ? [...wait.answers, ...(wait.answers.includes('n') ? [] : ['n'])].filter((answer) => ANSWERS[answer]) : [];
  const heading = fresh('wait');
  const place = el('div', { class: 'act' });
  const act = (event, answer) => (answer === 'n' ? later(section) : answer === 'c' && wait.claims.length > 1 ? which(place, wait) : look(event, wait, answer));
  place.append(...keys.map((answer) => button([key(answer), ` ${ANSWERS[answer]}`], (event) => act(event, answer), { 'aria-keyshortcuts': answer })));
  const section = el('section', {
    class: 'wait', tabindex: '-1', 'aria-labelledby': heading, 'data-wait': wait.id,
    onkeydown: (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || !keys.includes(event.key) || event.target.matches('input')) return;
      event.preventDefault();
      act(event, event.key);
    },
  },
  el('h3', { id: heading }, wait.where), el('p', { class: 'reason' }, worded(sentence(wait.why)), wait.hint && el('span', { class: 'hint' }, ' ', worded(sentence(wait.hint)))),
  wait.diff?.length > 0 && el('blockquote', {}, pieces(wait.diff)),
  wait.claims.length > 0 && el('ul', { class: 'claims' }, wait.claims.map(claimLine)),
  opener(wait.editor, wait.where), place);
  section.addEventListener('focusin', () => go('reveal', wait));
  return section;
}
// Which of several claims say something else now.
function which(place, wait) {
  const boxes = wait.claims.map(({ id, words }) => ({ id, words, input: el('input', { type: 'checkbox', id: fresh('which') }) }));
  place.replaceChildren(el('fieldset', { class: 'field' }, el('legend', {}, 'Which claims say something else now?'),
    boxes.map(({ words, input }) => el('div', { class: 'tick' }, el('label', { for: input.id }, input, el('span', {}, words))))),
  button('Confirm', (event) => {
    const claims = boxes.filter(({ input }) => input.checked).map(({ id }) => id);
    if (claims.length) look(event, wait, 'c', claims);
    else say('Choose at least one claim.');
  }, { class: 'main' }));
  boxes[0].input.focus();
}
function later(section) {
  const all = [...document.querySelectorAll('.wait')];
  all[(all.indexOf(section) + 1) % all.length].focus();
}
async function look(event, wait, answer, claims = answer === 'c' ? wait.claims.map(({ id }) => id) : undefined) {
  if (!isMeant(event)) return;
  const at = turn();
  const again = () => at === turn() && looks();
  const got = await ask('look', { wait: wait.id, answer, is: wait.is_hash, ...(claims && { claims }) });
  if (got.status !== 200) {
    const text = got.status === 409 || got.status === 404 ? 'The article was changed meanwhile; this is how it stands now.' : refused(got);
    await refresh();
    again();
    return say(text);
  }
  const version = desk.state.version;
  for (let tries = 0; tries < 12 && desk.state.version === version && desk.state.waits.some(({ id }) => id === wait.id); tries++) {
    await new Promise((done) => setTimeout(done, 150));
    await refresh();
  }
  // What was answered is not asked again, though the page is still being made anew.
  desk.state.waits = desk.state.waits.filter(({ id, is_hash: is }) => id !== wait.id || is !== wait.is_hash);
  go('changed');
  again();
  say(`${DONE[answer]} ${one(desk.state.waits.length, 'thing waits', 'things wait')}.`);
}

// A fault as a sentence, with what mends it, and the way there.
const NAMES = { claim: 'claim', source: 'source', speaker: 'speaker', section: 'title of the section', article: 'article' };
function faultOf({ text, hints, code, place, item, editor, stops, count }) {
  const here = item && (!item.article || item.article === desk.state.article);
  const open = !item ? null : here ? () => go(item.kind === 'claim' ? 'edit' : item.kind, item.id) : () => go('open', `${item.article}/${item.kind === 'claim' ? `claims/${item.id}` : 'index'}.html`);
  return el('li', { class: stops ? 'fault stops' : 'fault' },
    el('p', {}, el('b', {}, stops ? 'Error: ' : 'Warning: '), worded(sentence(text)), count > 1 && ` ${count} of this kind.`),
    hints.map((hint) => el('p', { class: 'hint' }, worded(sentence(hint)))),
    el('p', { class: 'row' }, item && el('span', {}, `${NAMES[item.kind]} “${shortened(item.name, 50)}”`),
      open && button([here ? 'Edit' : 'Open', unseen(`: ${item.name}`)], open, { class: 'link' }), opener(editor, place), el('small', {}, [place, code].filter(Boolean).join(', '))));
}
// What is not published yet.
export const draftsOf = ({ claims }) => claims.filter(({ draft }) => draft);
const draftOf = ({ id, name, editor }) => el('li', {}, el('span', {}, el('b', { class: 'mark' }, 'Draft'), ' ', shortened(name)),
  el('span', { class: 'row' }, button(['Edit or publish', unseen(`: ${name}`)], () => go('edit', id), { class: 'link' }), opener(editor, id)));
// `first` takes the keys to what waits first. A page may ask for the list while somebody types in it: then letters answer nothing.
export function looks(first = true) {
  const { waits, faults, faultCount } = desk.state;
  const drafts = draftsOf(desk.state);
  const complete = `${one(drafts.length, 'draft', 'drafts')} to complete`;
  const nothing = drafts.length ? complete : 'Nothing waits';
  // What waits is told above with its diff.
  show(waits.length ? `To look at: ${waits.length}` : `${nothing}${faultCount ? `. Faults: ${faultCount}` : ''}`, [
    waits.map(waitOf),
    drafts.length > 0 && [waits.length > 0 && el('h3', {}, complete), el('ul', { class: 'list drafts' }, drafts.map(draftOf))],
    faults.length > 0 && [el('h3', {}, `Faults: ${faultCount}`), el('ul', { class: 'faults' }, faults.map(faultOf))],
    undoList(),
    may() && el('p', { class: 'choices' }, button('Edit a claim, a source, a speaker or a title', () => go('edit'))),
  ], { focus: first && '.wait' });
}
