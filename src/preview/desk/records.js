// The fields of sources and speakers: in a form of their own, or where one is begun within a claim.
import { desk } from './api.js';
import { button, el, folded, listed } from './dom.js';
import { combobox, date, further, select, text } from './fields.js';
import { combo } from './combo.js';
import { rename } from './message.js';
import { speakerId } from './ids.js';

const SOURCE = ['title', 'url', 'no-url', 'url-checked', 'publisher', 'authors', 'speaker', 'date', 'kind', 'accessed', 'language', 'media', 'access', 'based-on', 'note'];
const SPEAKER = ['name', 'within', 'role', 'url', 'note'];
const option = (key, label) => ({ key, label });

export const people = (form) => Object.entries({ ...desk.state.speakers, ...form.data.speakers }).map(([id, { name, role }]) => ({ id, name: name ?? id, sub: role }));
export const sources = (form) => Object.entries({ ...desk.state.sources, ...form.data.sources }).map(([id, source]) => ({
  id, name: source.name ?? source.title ?? id, sub: [source.publisher, source.date, source.kind, source.copy && 'saved copy'].filter(Boolean).join(', '),
}));
const several = (ids) => { const all = ids.filter(Boolean); return all.length > 1 ? all : all[0]; };

// One speaker or several; a name that the site does not have begins a new one.
export function who(form, { label, hint, path, get, set }) {
  const box = el('div', { class: 'who' });
  const draw = (focus) => {
    const chosen = listed(get());
    const shown = chosen.length && !focus ? chosen : [...chosen, undefined];
    const take = (at) => (id, chosenOption, quiet) => {
      shown[at] = id;
      set(several(shown));
      if (chosenOption?.begin) {
        form.data.speakers[id] = { name: chosenOption.begin };
        draw();
        // The name is there; what they are is not.
        if (!quiet) [...box.querySelectorAll('fieldset.part')].at(-1)?.querySelectorAll('input')[1]?.focus();
      }
      more.hidden = !shown.at(-1);
      form.changed();
    };
    const more = button('And another', () => { draw(true); box.querySelectorAll('.combo input')[shown.length]?.focus(); }, { class: 'link', hidden: !chosen.length || focus });
    const fields = shown.map((id, at) => combobox(form, {
      label: at ? `${label}, number ${at + 1}` : label, hint: at ? undefined : hint, path: at ? undefined : path,
      made: combo({ value: id, options: () => people(form), label: 'Speakers', change: take(at), more: (typed) => begin(form, typed), begins: true }),
    }));
    const begun = shown.filter((id) => Object.hasOwn(form.data.speakers, id ?? '') && form.data.of !== id).map((id) => newSpeaker(form, id, draw));
    box.replaceChildren(...fields, more, ...begun);
  };
  draw();
  return box;
}
function begin(form, typed) {
  const known = typed && people(form).some(({ name }) => folded(name) === folded(typed));
  return typed && !known ? { id: speakerId(typed, form.data.speakers), name: typed, sub: 'Begin a new speaker', begin: typed } : null;
}
// Whatever is begun has an id that may be typed anew.
export function idField(form, { kind, id, label }) {
  let now = id;
  return text(form, {
    label, hint: 'Small letters, digits and hyphens; keep it once it is published.', path: () => `${kind}.${now}`, get: () => now,
    set: (value = '') => { if (!(value in form.data[kind])) { rename(form.data, kind, now, value); now = value; } },
  });
}
const about = (form, record, kind, idNow) => (key, label, more = {}) => ({
  label, ...more, path: () => `${kind}.${idNow()}.${key}`, get: () => record()[key], set: (value) => { record()[key] = value; },
});
function reach(form, kind, record) {
  // An id may be typed anew while the form is open; the record itself stays the same.
  return () => Object.keys(form.data[kind]).find((id) => form.data[kind][id] === record) ?? '';
}

function newSpeaker(form, id) {
  const record = form.data.speakers[id];
  const of = about(form, () => record, 'speakers', reach(form, 'speakers', record));
  return el('fieldset', { class: 'part' }, el('legend', {}, 'A new speaker'),
    text(form, of('name', 'Name')), text(form, of('role', 'What they are', { hint: 'Such as: mayor of Tarnford.' })), idField(form, { kind: 'speakers', id, label: 'Id of the speaker' }));
}
export function speakerFields(form, id) {
  const record = form.data.speakers[id];
  const of = about(form, () => record, 'speakers', reach(form, 'speakers', record));
  return [
    text(form, of('name', 'Name')), text(form, of('role', 'What they are', { hint: 'Such as: mayor of Tarnford.' })),
    text(form, of('within', 'Name within a sentence', { hint: 'Where it differs: the Kremlin for The Kremlin.' })),
    text(form, of('url', 'A page of theirs')), text(form, of('note', 'Note', { rows: 2 })), keptKeys(form.data.was, SPEAKER),
  ];
}

export function sourceFields(form, id, short) {
  const record = form.data.sources[id];
  const now = reach(form, 'sources', record);
  const of = about(form, () => record, 'sources', now);
  const authors = of('authors', 'Authors', { hint: 'Several are parted by semicolons.' });
  const whose = of('speaker', 'Whose words are these?', { hint: 'Of a letter, a statement, an interview: who speaks in it.' });
  // A source that is somebody's own words is no independent evidence; only the author knows whose they are.
  const asks = el('p', { class: 'asks', role: 'status' });
  const wonder = () => {
    const kind = desk.state.kinds.find(({ key }) => key === record.kind);
    asks.hidden = listed(record.speaker).length > 0;
    asks.replaceChildren(kind?.own ? el('b', {}, `Who speaks here? “${kind.label}” means somebody’s own words. While nobody is named, the site counts it as independent evidence.`)
      : 'While nobody is named, the site counts it as independent evidence.');
  };
  const heeded = (field) => ({ ...field, set: (value) => { field.set(value); wonder(); } });
  wonder();
  const none = text(form, of('no-url', 'Why there is no address', { hint: 'Such as: a paper copy, read at the town hall.' }));
  const url = of('url', 'Address');
  const need = () => { none.hidden = Boolean(record.url && !record['no-url']); };
  need();
  return [
    text(form, of('title', 'Title')),
    text(form, { ...url, set: (value) => { url.set(value); need(); } }),
    none,
    text(form, of('publisher', 'Publisher')),
    select(form, heeded(of('kind', 'Kind', { options: desk.state.kinds }))),
    who(form, heeded(whose)), asks,
    date(form, of('date', 'Date', { hint: 'When it was published.' })),
    further('More about this source', [
      text(form, { ...authors, get: () => listed(authors.get()).join('; '), set: (value = '') => authors.set(several(value.split(';').map((name) => name.trim()))) }),
      date(form, of('accessed', 'Last looked at', { button: true })),
      select(form, of('url-checked', 'How it was checked', { options: [option('page', 'The words were read there'), option('link-only', 'Seen as a link only'), option('none', 'Not checked')] })),
      select(form, of('access', 'Access', { none: 'Open', options: [option('open', 'Open, said so'), option('paywalled', 'Behind a paywall'), option('offline', 'Offline'), option('confidential', 'Confidential')] })),
      text(form, of('language', 'Language', { hint: 'As a tag: en, de, fr. Where it is not that of the article.' })),
      text(form, of('media', 'Media type', { hint: 'Such as: application/pdf.' })),
      text(form, of('based-on', 'Takes its report from', { hint: 'The id of that source.' })),
      text(form, of('note', 'Note', { rows: 2 })),
    ]),
    short ? idField(form, { kind: 'sources', id, label: 'Id of the source' }) : keptKeys(form.data.was, SOURCE),
  ];
}

// What a form does not know is named, so that nobody looks for it in vain.
export function keptKeys(was, known) {
  const others = Object.keys(was ?? {}).filter((key) => !known.includes(key));
  return others.length > 0 && el('p', { class: 'hint kept' }, `Stays as it is: ${others.join(', ')}.`);
}
