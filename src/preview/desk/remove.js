// Takes something out: asks once, with the words that go and what goes with them, and says who names it where it may not go.
import { ask, desk, refused } from './api.js';
import { button, el, go, problemText, say, shortened, worded } from './dom.js';
import { combo } from './combo.js';
import { diffs, done } from './saved.js';
import { isMeant, show, turn } from './panel.js';

const several = { claim: 'claims', source: 'sources', speaker: 'speakers' };
const others = (kind, gone) => {
  const out = new Set(gone.map(({ id }) => id));
  const all = kind === 'claim' ? desk.state.claims.map(({ id, name, n }) => ({ id, name, n, sub: id })) : Object.entries(desk.state[`${kind}s`]).map(([id, { name }]) => ({ id, name: name ?? id, sub: id }));
  return all.filter(({ id }) => !out.has(id));
};

// `what` is `{remove, of, at, name}`: what is to go, and how readers know it.
export async function askRemoval(what) {
  const { remove, of, at, name } = what;
  const body = { kind: 'remove', remove, of, at, article: desk.state.article, seen: desk.state.seen };
  const answer = await ask('check', body);
  const title = `Remove this ${remove}?`;
  const words = el('blockquote', { class: 'words' }, name);
  const back = button('Keep it', () => (remove === 'claim' || remove === 'place' ? go('edit', of) : go(remove, of)), { id: 'on' });
  if (answer.status !== 200) return show(title, [words, el('p', { class: 'problem' }, refused(answer))]);
  const stopping = answer.problems.filter(({ stops }) => stops);
  if (stopping.length) return show(`This ${remove} cannot be removed`, [words, stopping.map(whyNot), el('p', { class: 'choices' }, back)], { focus: '#on' });

  const gone = answer.gone ?? [];
  const rest = gone.slice(1);
  const pages = gone.filter(({ page }) => page).map(({ page }) => page);
  const keep = pages.length > 0 && others(remove, gone).length > 0 && combo({ options: () => others(remove, gone), label: several[remove], change: (id) => { body.keep = id; } });
  const field = keep && el('div', { class: 'field' }, el('label', { for: keep.input.id }, `Lead its address to another ${remove}`),
    el('p', { class: 'hint' }, 'Readers who follow an old link then find that one: it gets the old id among its aliases. Leave it empty, and they find nothing.'), keep.box);
  const note = el('div', { class: 'why' });
  const take = async (event) => {
    if (!isMeant(event)) return;
    const then = turn();
    const got = await ask('save', body);
    if (got.status === 200) return done(got, 'Removed', `The ${remove} is out of the files.`, then);
    if (then !== turn()) return say('Nothing was removed.');
    say('Nothing was removed.');
    if (got.status === 409) {
      return note.replaceChildren(el('p', {}, el('b', {}, 'Nothing was removed: the file was changed meanwhile.')), diffs(got.diff),
        el('p', { class: 'row' }, button('Ask again', () => go('remove', what), { id: 'again' })));
    }
    note.replaceChildren(...(got.problems ?? []).map(whyNot), ...(got.problems ? [] : [el('p', { class: 'problem' }, refused(got))]));
  };
  show(title, [
    words,
    remove === 'place' && el('p', {}, 'The claim stays, with its other places.'),
    rest.length > 0 && [el('p', {}, `With it ${rest.length === 1 ? 'goes a counter-claim that is written in it' : `go ${rest.length} counter-claims that are written in it`}:`), el('ul', { class: 'claims' }, rest.map((item) => el('li', {}, el('q', {}, item.name))))],
    pages.length > 0 && el('p', {}, pages.length === 1 ? 'Its address on the published site goes: ' : `${pages.length} addresses of the published site go: `, pages.flatMap((page, i) => [i > 0 && ', ', el('code', {}, page)])),
    field,
    desk.state.sources[of]?.copy && remove === 'source' && el('p', {}, 'Its saved copy stays in the folder “snapshots”.'),
    el('p', { class: 'hint' }, 'Comments that belong to it go with it. You can undo this.'),
    note,
    el('p', { class: 'choices' }, back, button('Remove', take, { class: 'main', id: 'remove' })),
  ], { focus: '#on' });
}

// Why it may not go; each that names it can be edited.
function whyNot(problem) {
  return el('div', { class: 'problem' }, el('p', {}, worded(problemText(problem))), problem.uses?.length > 0 && el('ul', { class: 'list' }, problem.uses.map(user)));
}
function user({ kind, id, article, name }) {
  const here = !article || article === desk.state.article;
  return el('li', {}, el('span', {}, `${kind}: “${shortened(name)}”`, !here && ` in ${article}`),
    here && kind !== 'article' ? button(['Edit', el('span', { class: 'unseen' }, `: ${name}`)], () => go(kind === 'claim' ? 'edit' : kind, id), { class: 'link' })
      : here ? button('Edit', () => go('article'), { class: 'link' })
        : button('Open', () => go('open', `${article}/${kind === 'claim' ? `claims/${id}` : 'index'}.html`), { class: 'link' }));
}
