// A form in the panel: keeps what is typed over a reload, has it checked while it is typed, and saves it.
import { ask, desk, may, refresh, refused } from './api.js';
import { $, button, el, go, key, kept, one, opener, say, shortened, worded } from './dom.js';
import { labelled, tellProblems } from './fields.js';
import { idField, sourceFields, speakerFields } from './records.js';
import { textFields } from './texts.js';
import { claimFields } from './claim.js';
import { message, isUnchanged } from './message.js';
import { claimId } from './ids.js';
import { saved, stale } from './saved.js';
import { isMeant, show, turn } from './panel.js';

const TITLES = {
  claim: () => 'New claim', place: () => 'Another place of a claim', answer: ({ words }) => (words ? 'Answer to a claim' : 'Counter-claim'),
  edit: () => 'Edit claim', article: () => 'Edit the article', section: () => 'Edit the section', source: ({ of }) => (of ? 'Edit source' : 'New source'), speaker: ({ of }) => (of ? 'Edit speaker' : 'New speaker'),
};
let form = null;
let pressed = false;
addEventListener('pointerdown', () => { pressed = true; }, true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { pressed = false; }, true);
export const openForm = () => form;
export const isDirty = () => Boolean(form?.data.touched);

export function begin(data, focus) {
  // How long a form waits before what was typed is checked.
  const settle = 300;
  form = { data, fields: [], problems: [], asked: 0, timer: 0 };
  const mine = form;
  mine.redraw = (to) => begin(data, to);
  mine.changed = (typed = true) => {
    clearTimeout(mine.timer);
    // Who left a field is told what is known; what was typed is checked first.
    mine.unchecked ||= typed;
    mine.timer = setTimeout(() => (mine.unchecked ? check(mine) : hear(mine)), settle);
    if (!typed) return;
    mine.held = null;
    data.touched = true;
    kept.set('typed', data);
  };
  show(TITLES[data.kind](data), [children(mine), foot(mine)], { focus: focus ?? 'input, textarea', onclose: () => { if (form === mine) close(); } });
  check(mine);
}
// True where something was typed that is not saved: it comes up, and has to be dealt with first.
export function isHeld() {
  const typed = kept.get('typed');
  if (form ? !isDirty() : !typed) return false;
  if (!form) begin(typed);
  form.held = 'This is not saved yet. Save it or throw it away, then begin the next.';
  why(form.held);
  say(form.held);
  $('heading').focus();
  return true;
}
// What was typed is let go of.
export function forget() {
  if (form) form.data.touched = false;
  kept.set('typed', null);
}
function close() {
  clearTimeout(form.timer);
  form = null;
}

function children(mine) {
  const { data } = mine;
  if (data.kind === 'article' || data.kind === 'section') return textFields(mine);
  const record = desk.state[`${data.kind}s`]?.[data.of];
  if (record) {
    return [el('p', { class: 'row' }, opener(record.editor, record.name)), data.kind === 'source' ? sourceFields(mine, data.of, false) : speakerFields(mine, data.of),
      el('p', { class: 'field' }, button(`Remove this ${data.kind}`, () => go('remove', { remove: data.kind, of: data.of, name: record.name ?? data.of }), { class: 'link', id: 'out' }))];
  }
  const id = Object.keys(data[`${data.kind}s`] ?? {})[0];
  if (data.kind === 'source') return sourceFields(mine, id, true);
  if (data.kind === 'speaker') return [speakerFields(mine, id), idField(mine, { kind: 'speakers', id, label: 'Id of the speaker' })];
  return claimFields(mine);
}
function foot({ data }) {
  const draft = data.kind === 'claim' || data.kind === 'answer';
  return el('div', { class: 'foot' },
    el('button', { type: 'button', class: 'main', id: 'save', 'aria-keyshortcuts': 'Control+Enter', 'aria-disabled': may() ? undefined : 'true', onclick: (event) => save(event, false) }, 'Save ', key('Ctrl Enter')),
    draft && button('Save as draft', (event) => save(event, true), { id: 'draft' }),
    button((data.of || data.kind === 'article') && data.kind !== 'answer' && data.kind !== 'place' ? 'Drop my changes' : 'Throw away', () => go('discard'), { id: 'discard', class: 'quiet' }),
    el('div', { class: 'why', id: 'why' }));
}

async function check(mine) {
  if (!may() || mine !== form) return;
  mine.unchecked = false;
  const number = ++mine.asked;
  const answer = await ask('check', message(mine.data));
  if (mine !== form || number !== mine.asked) return;
  if (answer.status !== 200) return why(answer.status === 401 ? refused(answer) : answer.text ?? '');
  mine.problems = answer.problems;
  mine.quote = answer.quote;
  hear(mine);
}
// Tells the problems at their fields; the first one is said once.
function hear(mine, all = mine.data.tried) {
  if (mine !== form) return;
  // What is being pressed stays under the pointer.
  if (pressed) return void (mine.timer = setTimeout(() => hear(mine, all), 100));
  const { rest, first, text } = tellProblems(mine, mine.problems, all);
  if (text && text !== mine.said) say(text);
  mine.said = text;
  // What is missing is told on saving, what is no error once something was typed; of the site as a whole, only what stops.
  const told = rest.filter(({ code, field, stops }) => (all || code !== 'key-missing') && (stops || (field && (all || mine.data.touched))));
  const stopping = mine.problems.filter((problem) => problem.stops).length;
  why(mine.held, ...told.map((problem) => el('p', { class: problem.stops ? 'problem' : 'problem lesser' }, worded(labelled(mine, problem)))),
    all && stopping > 0 && el('p', {}, `${one(stopping, 'thing is', 'things are')} missing or wrong.`, mine.draftable === true && ' You can save it as a draft now, which is not published, and mend this later.',
      mine.draftable === false && ' Mend this first: with it, even a draft could not be read.'),
    mine.quote?.prefix && mine.data.words && el('p', { class: 'hint' }, `These words stand there more than once. They are told apart by what is before them: “${mine.quote.prefix}”.`),
    mine.quote?.suffix && mine.data.words && el('p', { class: 'hint' }, `These words stand there more than once. They are told apart by what is after them: “${mine.quote.suffix}”.`));
  return first;
}
export const why = (...children) => $('why')?.replaceChildren(...children.flat(9).filter(Boolean));

export async function save(event, draft) {
  const mine = form;
  if (!mine || mine.saving) return false;
  if (!isMeant(event)) return why('The panel has only just come up. Press once more.');
  if (!may()) return why('Reading only: open the address that the terminal shows to write.');
  if (isUnchanged(mine.data)) return why('Nothing was changed.');
  mine.saving = true;
  clearTimeout(mine.timer);
  mine.asked++;
  // What is typed while it is being saved would be lost.
  const typing = document.activeElement;
  const at = turn();
  $('body').inert = true;
  const answer = await ask('save', message(mine.data, draft));
  $('body').inert = false;
  mine.saving = false;
  if (answer.status === 200) {
    // Also where the panel was closed meanwhile: it is not to be gone on with.
    if (!form || mine === form) forget();
    return saved(answer, mine.data, draft, at);
  }
  if (mine !== form) return say(refused(answer));
  if (typing?.isConnected) typing.focus();
  if (answer.status === 409) return why(stale(answer, mine.data, (data) => { begin(data); kept.set('typed', data); }));
  if (answer.status !== 422) {
    why(refused(answer));
    say(refused(answer));
    return refresh();
  }
  mine.data.tried = true;
  mine.problems = answer.problems ?? [];
  mine.draftable = answer.draft;
  const first = hear(mine, true);
  (first?.inputs[0] ?? $('heading')).focus();
}

// Publishes a draft with what was typed in its form.
export async function publish(event) {
  const { data } = form;
  const was = data.claim.draft;
  delete data.claim.draft;
  data.publishes = true;
  await save(event, false);
  if (form?.data !== data) return;
  data.claim.draft = was;
  data.publishes = false;
}

// A page may say at any time that other words are selected. The form keeps its own, and offers these.
export function offer(words) {
  const place = $('offer');
  if (!place) return;
  place.hidden = !words || words.exact === form.data.words?.exact;
  if (place.hidden) return;
  const many = form.data.kind === 'edit' && form.data.was.quote instanceof Array ? form.data.was.quote.length : 1;
  const places = form.data.words && form.data.kind === 'edit' ? [form.data.at ?? 0] : [...Array(many).keys()];
  place.replaceChildren(el('p', { class: 'hint' }, 'Selected now: ', el('q', {}, shortened(words.exact))), ...places.map((at) => button(many > 1 ? `Take these words instead, for place ${at + 1}` : 'Take these words instead', () => {
    Object.assign(form.data, { words, at, typing: false });
    // Words of the article stand in the place of what was typed for them.
    if (form.data.kind === 'answer') delete form.data.claim.says;
    if (form.data.proposed) form.data.id = claimId(words.exact);
    form.data.touched = true;
    kept.set('typed', form.data);
    form.redraw();
  }, { class: 'link' })));
}
