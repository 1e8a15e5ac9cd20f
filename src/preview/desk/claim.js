// The fields of a claim, in the order of work: what is said, who says it, what bears it out, what was found.
import { claimOf, desk } from './api.js';
import { button, el, go, listed, one, opener, shortened } from './dom.js';
import { combobox, date, further, radios, select, text, tick } from './fields.js';
import { combo } from './combo.js';
import { evidence } from './evidence.js';
import { CLAIM } from './message.js';
import { keptKeys, who } from './records.js';
import { claimId } from './ids.js';
import { places } from './places.js';
import { publish } from './form.js';

export const wordsOf = ({ exact, lang, dir, words }) => el('blockquote', { class: 'words', lang: lang || undefined, dir }, exact, words > 0 && el('small', { lang: 'en', dir: 'ltr' }, one(words, 'word', 'words')));
export const claims = () => desk.state.claims.map(({ id, name, n, label, up, draft }) => ({ id, name, n, mark: draft && 'Draft', sub: [n && `claim ${n}`, up && 'counter-claim', !draft && label, id].filter(Boolean).join(', ') }));
const isText = (value) => ['undefined', 'string', 'number', 'boolean'].includes(typeof value);

// Ids of sources whose addresses stand in a text.
const namedIn = (words) => {
  const addresses = String(words ?? '').match(/https?:\/\/[^\s<>"“”]+/g) ?? [];
  const plain = (address) => URL.parse(address.replace(/[.,;:!?)\]]+$/, ''))?.href;
  const wanted = new Set(addresses.map(plain).filter(Boolean));
  return Object.entries(desk.state.sources).filter(([, { yaml }]) => wanted.has(plain(String(yaml?.url ?? '')))).map(([id]) => id);
};

export function claimFields(form) {
  const { data } = form;
  const { kind, claim, words, of } = data;
  const edit = kind === 'edit';
  const elsewhere = (kind === 'answer' && !words) || 'says' in claim;
  const about = (name, label, more = {}) => ({ label, ...more, path: `claim.${name}`, get: () => claim[name], set: (value) => { claim[name] = value; } });
  // A value of a form that the field does not know stays as it is.
  const known = (name, make) => isText(claim[name]) && make;

  const proposed = () => {
    const said = claim.states || claim.says || words?.exact;
    if (!data.proposed || !said) return;
    data.id = claimId(said);
    const field = document.querySelector('[data-id] input');
    if (field) field.value = data.id;
  };
  const head = [
    words && !edit && el('div', {}, wordsOf(words), problemPlace(form, 'words'), el('div', { id: 'offer', hidden: true })),
    edit && headOf(form),
    (kind === 'place' || (kind === 'answer' && words)) && combobox(form, {
      label: kind === 'place' ? 'Which claim says this?' : 'Which claim does it answer?', hint: 'Type words of it, or its number.', path: 'of',
      made: combo({ value: of, options: claims, label: 'Claims', change: (id) => { data.of = id; form.changed(); } }),
    }),
    kind === 'answer' && !words && el('p', { class: 'words' }, claimOf(of)?.name ?? of, el('small', {}, 'the claim that is answered')),
    kind === 'answer' && radios(form, { label: 'What it does to that claim', path: 'answers', options: desk.state.answers, get: () => data.answers, set: (value) => { data.answers = value; } }),
    edit && 'relation' in (data.was ?? {}) && radios(form, about('relation', 'What it does to the claim it answers', { options: desk.state.answers })),
  ];
  if (kind === 'place') return head;

  const says = about('says', 'What is said', { hint: edit ? 'In one sentence.' : 'In one sentence. Where the article has the words, select them there instead.', rows: 2 });
  const states = about('states', 'What is stated', { hint: 'Only where the words alone would mislead.', rows: 2 });
  const followed = (field) => ({ ...field, set: (value) => { field.set(value); proposed(); } });
  const evidences = el('div', {}, data.rows.map((row, at) => evidence(form, row, at, () => {
    data.rows.splice(at, 1);
    if (row.at !== undefined) data.gone.push(row.at);
    form.redraw('#more');
    form.changed();
  })));
  const note = known('desk-note', text(form, about('desk-note', 'For the desk', { hint: 'What the draft said beside these words, for example. It is never published.', rows: 3 })));
  const noted = data.was?.['desk-note'] !== undefined;
  // What a remark of a draft names can be cited at once; how it bears on the claim is for the desk to say.
  const named = noted && namedIn(claim['desk-note']).filter((id) => !data.rows.some(({ value }) => value.source === id));
  const offers = named?.length > 0 && el('p', { class: 'choices' }, named.map((id) => button(`Cite ${desk.state.sources[id].name}`, () => {
    data.rows.push({ value: { source: id } });
    form.redraw('.evidence:last-of-type input[type=radio]');
    form.changed();
  }, { class: 'link' })));
  return [
    head,
    noted && note,
    offers,
    elsewhere ? [text(form, followed(says)), !edit && el('div', { id: 'offer', hidden: true })] : known('states', text(form, followed(states))),
    who(form, about('speaker', 'Who says so', { hint: elsewhere ? undefined : 'Leave it empty where the article itself says so.' })),
    known('date', date(form, about('date', 'When it was said'))),
    evidences,
    el('p', { class: 'field' }, button(data.rows.length ? 'Add another source' : 'Add a source', () => {
      data.rows.push({ value: {} });
      form.redraw('.evidence:last-of-type input');
      form.changed();
    }, { id: 'more' })),
    known('finding', text(form, about('finding', 'Finding', { hint: 'One sentence for readers: what the evidence shows.', rows: 2 }))),
    known('checked', date(form, about('checked', 'Checked on', { hint: 'The day on which somebody looked for evidence. The letter t is today.', button: true }))),
    further('More about this claim', [
      who(form, about('via', 'Reported by')),
      known('checked-by', text(form, about('checked-by', 'Checked by'))),
      select(form, about('kind', 'What it is', { none: 'A claim that can be checked', options: [{ key: 'opinion', label: 'An opinion: a judgement, a value, a forecast' }] })),
      select(form, about('about', 'What is judged', { none: 'What it says', options: [{ key: 'said', label: 'Only whether it was said' }] })),
      known('was', text(form, about('was', 'Wording before a correction', { rows: 2 }))),
      known('note', text(form, about('note', 'Note', { rows: 2 }))),
      !noted && note,
      edit && !isDraft(data) && tick(form, about('draft', 'Make it a draft', { hint: 'It is taken off the site with the next build, and its address with it.' })),
    ]),
    !edit && el('div', { 'data-id': '' }, text(form, {
      label: 'Id', hint: 'Its address; keep it once it is published.', path: 'id', get: () => data.id, set: (value) => { data.id = value; data.proposed = false; },
    })),
    edit && keptKeys(data.was, [...CLAIM, 'citations', 'quote', 'answers', ...(listed(data.was.counters).every(({ claim: of, id }) => of || id) ? ['counters'] : [])]),
    edit && el('p', { class: 'field' }, button('Remove this claim', () => go('remove', { remove: 'claim', of, name: claimOf(of)?.name ?? of }), { class: 'link', id: 'out' })),
  ];
}
const isDraft = (data) => String(data.was?.draft) === 'true';
// A place for the problems of what has no field.
export function problemPlace(form, path) {
  const note = el('p', { class: 'problem', hidden: true });
  form.fields.push({ path, inputs: [], note, box: note, left: true });
  return note;
}
function headOf(form) {
  const claim = claimOf(form.data.of);
  const counters = desk.state.claims.filter(({ up }) => up === form.data.of);
  const draft = isDraft(form.data) && el('div', { class: 'draft' }, el('p', {}, el('b', { class: 'mark' }, 'Draft'), ' It is not published.'),
    button('Publish', publish, { id: 'publish', class: 'main' }));
  return el('div', { class: 'head' },
    draft,
    // The words of the one place stand below.
    el('p', { class: claim?.quotes.length === 1 && !claim.yaml.states ? 'hint' : 'words' }, !(claim?.quotes.length === 1 && !claim.yaml.states) && (claim?.name ?? form.data.of),
      claim && el('small', {}, [claim.n && `Claim ${claim.n}`, !claim.draft && claim.label, claim.id].filter(Boolean).join(', '))),
    el('p', { class: 'row' }, opener(claim?.editor, form.data.of), button('Add a counter-claim', () => go('counter', form.data.of), { class: 'link' })),
    claim && places(form, claim),
    claim?.up && el('p', { class: 'row' }, `It answers “${shortened(claimOf(claim.up)?.name ?? claim.up, 60)}”.`),
    references(form, 'goneAnswers', 'answers', 'It answers'), references(form, 'goneCounters', 'counters', 'It is answered by'),
    counters.map(({ id, name }) => el('p', { class: 'row' }, button(`Edit the counter-claim “${shortened(name, 60)}”`, () => go('edit', id), { class: 'link' }))));
}
// The claims that are named in this one: what is named can be taken out.
function references(form, gone, key, label) {
  const { data } = form;
  const all = listed(data.was?.[key]).map((of, at) => ({ ...of, at })).filter(({ claim, at }) => claim && !data[gone]?.includes(at));
  return all.map(({ claim, relation, at }) => el('p', { class: 'row' }, el('span', {}, `${label} “${shortened(claimOf(claim)?.name ?? claim, 60)}”: ${desk.state.answers.find(({ key: of }) => of === relation)?.label ?? relation}`),
    button(['Take this out', el('span', { class: 'unseen' }, `: ${claim}`)], () => {
      data[gone] = [...(data[gone] ?? []), at];
      form.redraw('#save');
      form.changed();
    }, { class: 'link' })));
}
