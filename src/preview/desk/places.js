// Where a claim is said: each place, other words for it, and how it goes.
import { desk } from './api.js';
import { button, el, fresh, go, shortened } from './dom.js';
import { problemPlace, wordsOf } from './claim.js';

const titleOf = ({ section, standfirst, title }, home) => {
  const found = desk.state.sections.find(({ id }) => id === (section ?? home));
  if (standfirst) return 'standfirst';
  if (title) return section ? `title of ${found?.title ?? section}` : 'title';
  return found?.title ?? section;
};

export function places(form, claim) {
  const { data } = form;
  const all = claim.quotes;
  if (!all.length) return null;
  return el('section', { class: 'places', 'aria-label': 'Where it is said' }, all.map((quote, at) => {
    const changed = data.words && (data.at ?? 0) === at;
    const where = [all.length > 1 && `Place ${at + 1}`, titleOf(quote, claim.section)].filter(Boolean).join(', ');
    return el('div', { class: 'place' },
      el('blockquote', { class: 'words' }, changed ? el('del', {}, quote.exact) : quote.exact, el('small', {}, where)),
      changed && [wordsOf(data.words), problemPlace(form, 'words')],
      changed && data.typing && typed(form),
      el('p', { class: 'row' },
        changed
          ? button('Leave the words as they were', () => set(form, undefined, undefined), { class: 'link' })
          : button(['Other words', el('span', { class: 'unseen' }, `: place ${at + 1}`)], () => begin(form, at), { class: 'link' }),
        all.length > 1 && !changed && button(['Remove this place', el('span', { class: 'unseen' }, `: ${shortened(quote.exact)}`)], () => go('remove', { remove: 'place', of: claim.id, at, name: quote.exact }), { class: 'link' })));
  }), el('div', { id: 'offer', hidden: true }));
}
function set(form, words, at, typing = false, to = '#save') {
  Object.assign(form.data, { words, at, typing });
  form.redraw(to);
  form.changed();
}
function begin(form, at) {
  set(form, { exact: '', prefix: '', suffix: '', claims: [], words: 0 }, at, true, '.typed textarea');
}
// The words are selected in the page, or typed.
function typed(form) {
  const { data } = form;
  const exact = el('textarea', { rows: 2, id: fresh('words') }, data.words.exact);
  const prefix = el('input', { type: 'text', id: fresh('prefix'), autocomplete: 'off', value: data.words.prefix });
  const heed = () => {
    data.words = { exact: exact.value.replace(/\s+/g, ' ').trim(), prefix: prefix.value.trim(), suffix: '', claims: [], words: 0 };
    form.changed();
  };
  for (const input of [exact, prefix]) input.addEventListener('input', heed);
  return el('div', { class: 'typed' },
    el('div', { class: 'field' }, el('label', { for: exact.id }, 'Words of the article'), el('p', { class: 'hint' }, 'Select them in the page, or type or paste them here.'), exact),
    el('div', { class: 'field' }, el('label', { for: prefix.id }, 'What stands right before them'), el('p', { class: 'hint' }, 'Only where they stand there more than once.'), prefix));
}
