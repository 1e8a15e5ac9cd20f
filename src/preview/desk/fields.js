// Fields of a form: a label, a hint, something to type into, and a place for what is wrong with it.
// A form is `{fields, changed}`; each field tells by `path` which key of what is sent it stands for.
import { desk } from './api.js';
import { button, el, fresh, problemText, worded } from './dom.js';

export function field(form, { label, hint, path, input, control = input }) {
  input.id ||= fresh('field');
  const note = el('p', { class: 'problem', id: `${input.id}-problem`, hidden: true });
  const about = hint && el('p', { class: 'hint', id: `${input.id}-hint` }, hint);
  input.setAttribute('aria-describedby', [about?.id, note.id].filter(Boolean).join(' '));
  const box = el('div', { class: 'field' }, el('label', { for: input.id }, label), about, control, note);
  return register(form, { path, label, inputs: [input], note, box });
}
function register(form, made) {
  made.box.addEventListener('focusout', ({ relatedTarget }) => {
    if (made.box.contains(relatedTarget)) return;
    made.left = true;
    form.changed(false);
  });
  form.fields.push(made);
  return made.box;
}

const typed = (input) => input.value.trim() || undefined;
// A line, or with `rows` an area, of text.
export function text(form, { get, set, rows, placeholder, ...rest }) {
  const input = rows ? el('textarea', { rows }) : el('input', { type: 'text', autocomplete: 'off', placeholder });
  input.value = get() ?? '';
  input.addEventListener('input', () => { set(typed(input)); form.changed(); });
  return field(form, { ...rest, input });
}
// A date, with today at one key: the letter `t`. With `button`, also for who has no keys.
export function date(form, { get, set, button: pressed, ...rest }) {
  const { today } = desk.state;
  const input = el('input', { type: 'text', autocomplete: 'off', inputmode: 'numeric', placeholder: 'YYYY-MM-DD', 'aria-keyshortcuts': 't' });
  const take = () => { input.value = today; set(today); form.changed(); };
  input.value = get() ?? '';
  input.addEventListener('input', () => { set(typed(input)); form.changed(); });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 't' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    take();
  });
  const control = pressed ? el('div', { class: 'pair' }, input, button('Today', take)) : input;
  return field(form, { ...rest, input, control });
}
export function combobox(form, { made, ...rest }) {
  return field(form, { ...rest, input: made.input, control: made.box });
}
// One of a short list whose members say what they mean; none is chosen for the author.
export function radios(form, { label, hint, path, options, get, set }) {
  const name = fresh('choice');
  const note = el('p', { class: 'problem', id: `${name}-problem`, hidden: true });
  const about = hint && el('p', { class: 'hint', id: `${name}-hint` }, hint);
  const inputs = [];
  const lines = options.map((option) => {
    const input = el('input', { type: 'radio', name, value: option.key, onchange: () => { set(option.key); form.changed(); } });
    input.checked = get() === option.key;
    inputs.push(input);
    return el('label', {}, input, el('span', {}, el('b', {}, option.label), option.about && el('small', {}, option.about)));
  });
  const box = el('fieldset', { class: 'field radios', 'aria-describedby': [about?.id, note.id].filter(Boolean).join(' ') }, el('legend', {}, label), about, lines, note);
  return register(form, { path, label, inputs, note, box });
}
// One of a list, or nothing said.
export function select(form, { options, get, set, none = 'Not said', ...rest }) {
  const known = options.some((option) => option.key === get()) || get() === undefined;
  const all = [{ key: '', label: none }, ...options, ...(known ? [] : [{ key: get(), label: get() }])];
  const input = el('select', { onchange: () => { set(input.value || undefined); form.changed(); } }, all.map((option) => el('option', { value: option.key }, option.label)));
  input.value = get() ?? '';
  return field(form, { ...rest, input });
}
export function tick(form, { label, hint, path, get, set }) {
  const input = el('input', { type: 'checkbox', id: fresh('field'), onchange: () => { set(input.checked || undefined); form.changed(); } });
  // As typed, it is text.
  input.checked = String(get()) === 'true';
  const note = el('p', { class: 'problem', id: `${input.id}-problem`, hidden: true });
  input.setAttribute('aria-describedby', note.id);
  const box = el('div', { class: 'field tick' }, el('label', { for: input.id }, input, el('span', {}, label, hint && el('small', {}, hint))), note);
  return register(form, { path, label, inputs: [input], note, box });
}
// What is needed seldom, out of the way until it is.
export const further = (title, children, open) => el('details', { class: 'further', open }, el('summary', {}, title), children);

const filled = ({ inputs }) => inputs.some((input) => (['radio', 'checkbox'].includes(input.type) ? input.checked : input.value.trim()));
const within = (path, at) => path === at || path.startsWith(`${at}.`);

const pathOf = ({ path }) => (typeof path === 'function' ? path() : path) ?? '';
const parent = (path) => path.slice(0, Math.max(0, path.lastIndexOf('.')));
// The field of an id stands for the record: its name is no key.
const IS_ID = /^(sources|speakers)\.[^.]*$/;
// What is wrong, with the labels of the form in the place of keys. The keys stand in the list of faults.
export function labelled(form, problem) {
  const labels = form.fields.map((one) => ({ label: one.label, at: pathOf(one) })).filter(({ label, at }) => label && at && !IS_ID.test(at));
  const near = parent(problem.field ?? '');
  const of = (key) => {
    const all = labels.filter(({ at }) => at.slice(at.lastIndexOf('.') + 1) === key);
    return (all.find(({ at }) => at === problem.field) ?? all.find(({ at }) => parent(at) === near) ?? all.find(({ at }) => parent(at) === problem.field) ?? all[0])?.label;
  };
  return problemText(problem).replace(/`([a-z][a-z-]*):?`/g, (whole, key) => { const label = of(key); return label ? `“${label}”` : whole; });
}

// Shows each problem at its field, once the author was there or when `all` are asked for. Gives the problems that
// have no field, and the first field that is wrong.
export function tellProblems(form, problems, all) {
  form.fields = form.fields.filter(({ box }) => box.isConnected);
  const rest = new Set(problems);
  const shown = [];
  // The narrowest field takes a problem: `claim.citations.0.source` before `claim.citations.0`.
  const paths = form.fields.map((one) => ({ one, at: pathOf(one) })).filter(({ at }) => at);
  for (const { one, at } of paths.toSorted((a, b) => b.at.length - a.at.length)) {
    const mine = problems.filter((problem) => rest.has(problem) && within(problem.field, at));
    for (const problem of mine) rest.delete(problem);
    const heard = mine.length > 0 && (all || one.left || filled(one));
    const stops = heard && mine.some((problem) => problem.stops);
    // Where one chooses, what there is to choose from stands there already.
    const chosen = one.inputs[0]?.type === 'radio';
    const words = heard ? mine.map((problem) => labelled(form, chosen && problem.code === 'key-missing' ? { ...problem, hint: '' } : problem)).join('\n') : '';
    one.note.hidden = !heard;
    one.note.replaceChildren(...worded(words));
    one.note.classList.toggle('lesser', heard && !stops);
    for (const input of one.inputs) {
      if (stops && input.type !== 'radio') input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }
    if (heard) shown.push(one);
  }
  const first = form.fields.find((one) => shown.includes(one));
  return { rest: [...rest], first, text: first?.note.textContent };
}
