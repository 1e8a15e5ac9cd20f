// From words to a form: which words they are, and what is to be done with them.
import { ask, claimOf, desk } from './api.js';
import { $, button, el, fresh, key, one, problemText, say, shortened, worded } from './dom.js';
import { begin } from './form.js';
import { claims, wordsOf } from './claim.js';
import { combo } from './combo.js';
import { blank, edited } from './message.js';
import { address, claimId, sourceAt, sourceCalled, speakerId } from './ids.js';
import { show } from './panel.js';
import { tell } from './frame.js';

const kept = (words) => tell('light', { name: 'kept', places: words ? [words] : [], reveal: true });
const place = ({ exact, prefix, suffix, section }) => ({ exact, prefix: prefix || undefined, suffix: suffix || undefined, section: section || undefined });
const look = (words) => ask('check', { kind: 'claim', article: desk.state.article, id: claimId(words.exact), draft: true, seen: desk.state.seen, words: place(words), claim: {} });
const wrong = ({ problems, text }) => (problems ? problems.filter(({ field }) => field === 'words').map(problemText).join(' ') : text ?? '');

// Which section the words stand in is known where each section has a heading in the page.
export const known = ({ sections, ...words }) => {
  const all = desk.state?.sections.map(({ id }) => id) ?? [];
  const told = all.includes(words.section) && all.every((id) => sections.includes(id));
  return { ...words, section: told ? words.section : undefined };
};

// The choice of what to do with words that were selected or typed.
export function choose(words) {
  kept(words);
  if (!desk.state.sections.length) return show('No article', [wordsOf(words), el('p', {}, 'This page shows no article. Words are annotated where they stand: in the text of one.')]);
  if (words.across) {
    const why = words.into ? 'They run from the text into a footnote. Take words of one of the two.' : 'They run over the end of a section, or out of a title. Take words of one section, or of the title.';
    return show('These words cannot be marked', [wordsOf(words), el('p', {}, why)]);
  }
  const note = el('p', { class: 'problem', hidden: true, role: 'status' });
  const choices = [
    ['New claim', 'They say something that can be checked.', () => begin(blank('claim', desk.state, { words, id: claimId(words.exact), proposed: true }))],
    ['Another place of a claim', 'They say again what a claim says.', () => begin(blank('place', desk.state, { words }))],
    ['Answer a claim', 'They go against a claim, limit it, or tell what came later.', () => begin(blank('answer', desk.state, { words, id: claimId(words.exact), proposed: true }))],
    ...words.claims.map(claimOf).filter(Boolean).map(({ id, name, n }) => [`Edit claim ${n ?? id}`, shortened(name), () => edit(id)]),
  ];
  show('What are these words?', [wordsOf(words), note, el('div', { class: 'choices' }, choices.map(([name, about, act], at) => (
    button([el('b', {}, name, ' ', key(String(at + 1))), el('small', {}, about)], act, { 'aria-keyshortcuts': String(at + 1) }))))], { focus: '.choices button' });
  look(words).then((answer) => {
    note.replaceChildren(...worded(wrong(answer)));
    note.hidden = !note.textContent;
  });
}

// A field for the words, for who does not select them in the page.
export function askForWords() {
  if (!desk.state?.sections.length) return show('No article', [el('p', {}, 'This page shows no article. Open one to annotate its words.')]);
  const exact = el('textarea', { rows: 3, id: fresh('words') });
  const prefix = el('input', { type: 'text', id: fresh('prefix'), autocomplete: 'off' });
  const note = el('p', { class: 'problem', id: fresh('note'), hidden: true });
  for (const input of [exact, prefix]) input.setAttribute('aria-describedby', note.id);
  const use = async () => {
    const words = { exact: exact.value.replace(/\s+/g, ' ').trim(), prefix: prefix.value.trim(), suffix: '', claims: [], words: 0 };
    if (!words.exact) return exact.focus();
    const answer = await look(words);
    note.replaceChildren(...worded(wrong(answer)));
    note.hidden = !note.textContent;
    if (!note.hidden) {
      say(note.textContent);
      return exact.focus();
    }
    choose({ ...words, ...answer.quote });
  };
  exact.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    use();
  });
  show('Which words?', [
    el('p', {}, 'Select words in the page, or type or paste them here.'),
    el('div', { class: 'field' }, el('label', { for: exact.id }, 'Words of the article'), exact, note),
    el('div', { class: 'field' }, el('label', { for: prefix.id }, 'What stands right before them'), el('p', { class: 'hint' }, 'Only where they stand there more than once.'), prefix),
    el('p', { class: 'choices' }, button(['Use these words ', key('Enter')], use, { class: 'main' }), button('Select in the page by keys', select)),
    el('p', { class: 'hint' }, 'By keys: arrows go by words and sentences, letters jump to a word, Space changes the end that moves, Enter annotates, Esc leaves.'),
  ], { focus: 'textarea' });
}
function select() {
  $('close').click();
  tell('select');
  say('Select words: arrows go by words and sentences, letters jump to a word, Space changes the end that moves, Enter annotates.');
}
// How the words are told to who does not see them.
export const told = ({ exact, words }, mode) => {
  const all = exact.split(' ');
  const short = all.length > 14 ? `${all.slice(0, 6).join(' ')} … ${all.slice(-5).join(' ')}` : exact;
  return `${one(words, 'word', 'words')}: “${short}”. ${mode === 'end' ? 'The end moves.' : 'The start moves.'}`;
};

export function edit(id) {
  const claim = claimOf(id);
  if (claim) begin(edited(claim, desk.state));
  else chooseWhat();
}
export const counter = (of) => begin(blank('answer', desk.state, { of, id: '', proposed: true }));
const record = (kind, id) => {
  const was = desk.state[`${kind}s`][id]?.yaml;
  if (!was) return chooseWhat();
  begin(blank(kind, desk.state, { of: id, was, [`${kind}s`]: { [id]: { ...was } } }));
};
export const editSource = (id) => record('source', id);
export const editSpeaker = (id) => record('speaker', id);
const ownTexts = (kind, of, was) => begin(blank(kind, desk.state, { of, was, texts: { ...was } }));
export const editArticle = () => (desk.state.texts ? ownTexts('article', undefined, desk.state.texts.yaml) : chooseWhat());
export const editSection = (id) => {
  const section = desk.state.sections.find((one) => one.id === id);
  if (section) ownTexts('section', id, section.yaml);
  else chooseWhat();
};

// Everything of this article that can be edited, and what can be begun.
export function chooseWhat() {
  const { texts, sections } = desk.state;
  const all = [
    ...(texts ? [{ id: 'article', name: texts.title, sub: 'article: title, standfirst, byline', act: editArticle }] : []),
    ...sections.map(({ id, title }) => ({ id, name: title, sub: 'section: title', act: () => editSection(id) })),
    ...claims().map((claim) => ({ ...claim, act: () => edit(claim.id) })),
    ...Object.entries(desk.state.sources).map(([id, { name, publisher }]) => ({ id, name, sub: ['source', publisher].filter(Boolean).join(', '), act: () => editSource(id) })),
    ...Object.entries(desk.state.speakers).map(([id, { name, role }]) => ({ id, name, sub: ['speaker', role].filter(Boolean).join(', '), act: () => editSpeaker(id) })),
  ];
  const first = (kind, { id, [kind]: record }) => begin(blank(kind, desk.state, { [`${kind}s`]: { [id]: record } }));
  const source = async (typed) => {
    const begun = address(typed) ? await sourceAt(typed, {}) : sourceCalled(typed, {});
    if (begun.text) return say(begun.text);
    if (begun.known) editSource(begun.known);
    else first('source', begun);
  };
  const speaker = (name) => first('speaker', { id: speakerId(name), speaker: { name } });
  const more = (typed) => typed && [
    { id: typed, name: address(typed) ? 'Begin a source at this address' : 'Begin a source with this title', sub: typed, act: () => source(typed) },
    !address(typed) && { id: typed, name: 'Begin a speaker of this name', sub: typed, act: () => speaker(typed) },
  ].filter(Boolean);
  const found = combo({
    options: () => all, label: 'Claims, sources, speakers and titles', more,
    change: (id, option) => option?.act?.(), pasted: (typed) => Boolean(address(typed)) && (source(typed), true),
  });
  show('Edit', [
    el('div', { class: 'field' }, el('label', { for: found.input.id }, 'A claim, a source, a speaker, a title'),
      el('p', { class: 'hint' }, 'Type to find it, or type a name, a title or an address to begin one.'), found.box),
  ], { focus: 'input' });
  found.unfold();
}
