// What came of a save: the claim that it made, what another program changed meanwhile, and how it is taken back.
import { ask, claimOf, desk, refresh, refused } from './api.js';
import { button, el, go, key, one, say, sentence, worded } from './dom.js';
import { rebased } from './message.js';
import { isMeant, show, turn } from './panel.js';

const WHAT = {
  claim: 'The claim', answer: 'The claim', place: 'Another place of', edit: 'The claim', source: 'The source', speaker: 'The speaker', article: 'The article', section: 'The section',
};
// The page is made anew after each save; until then the desk asks a few times.
async function follow(version) {
  for (let tries = 0; tries < 12 && desk.state?.version === version; tries++) {
    await new Promise((done) => setTimeout(done, 250));
    await refresh();
  }
  go('changed');
}
async function learn() {
  const { version } = desk.state;
  await refresh();
  follow(version);
}

// The panel after something that is no form. `at` is the turn of the panel at which it was asked for.
export async function done(answer, title, text, at) {
  await learn();
  go('done');
  say(`${title}.`);
  if (at !== turn()) return;
  show(title, [
    el('p', {}, text),
    el('p', { class: 'choices' }, button(['Go on reading ', key('Esc')], () => go('close'), { id: 'on' }), answer.undo && button('Undo', (event) => undo(event, answer.undo), { id: 'undo' })),
  ], { focus: '#on' });
}

// The panel after a form was saved. `at` is the turn of the panel at which that was.
export async function saved(answer, data, draft, at) {
  const before = new Set(desk.state.faults.map(({ text }) => text));
  await learn();
  const id = answer.claim ?? (data.kind === 'article' ? desk.state.texts?.title : data.of) ?? data.id ?? Object.keys(data.sources).concat(Object.keys(data.speakers))[0];
  if (data.words) go('fresh', { ...data.words, id });
  const how = draft ? 'Saved as a draft' : data.publishes ? 'Published' : 'Saved';
  say(`${how}: ${id}.`);
  if (at !== turn()) return;
  const isClaim = !['source', 'speaker', 'article', 'section'].includes(data.kind);
  show(how, [
    el('p', {}, `${WHAT[data.kind]} `, el('b', {}, id), ' is in the files.', draft && ' It is not published until you edit it and press “Publish”.', data.publishes && ' The next build publishes it.'),
    isClaim && !draft && statusOf(id, data),
    desk.state.faults.filter(({ text }) => !before.has(text)).map(({ text }) => el('p', { class: 'problem lesser' }, worded(sentence(text)))),
    answer.quote?.prefix && el('p', { class: 'hint' }, `Its words are told apart by what stands before them: “${answer.quote.prefix}”.`),
    el('p', { class: 'choices' },
      button(['Go on reading ', key('Esc')], () => go('close'), { id: 'on' }),
      isClaim && button('Add a counter-claim', () => go('counter', id)),
      isClaim && button('Edit it', () => go('edit', id)),
      answer.undo && button('Undo', (event) => undo(event, answer.undo), { id: 'undo' })),
  ], { focus: '#on' });
}

// What the evidence makes of the claim, and of the one that it answers.
function statusOf(id, data) {
  const own = claimOf(id);
  const answered = claimOf(data.kind === 'answer' ? data.of : own?.up);
  return own?.label && el('p', {}, 'Status: ', el('b', {}, own.label), '.', answered?.label && [' That of the claim it answers: ', el('b', {}, answered.label), '.']);
}

export const diffs = (diff) => Object.entries(diff ?? {}).map(([part, lines]) => el('figure', {},
  el('figcaption', {}, part), el('pre', { tabindex: '0' }, lines.map((line) => el('span', { class: /^[+-]/.test(line) ? (line[0] === '+' ? 'come' : 'gone') : undefined }, `${line}\n`)))));

// Another program wrote the file: what it changed, and a choice. `again` opens the form anew.
export function stale(answer, data, again) {
  say('Not saved: the file was changed meanwhile.');
  const mine = async () => {
    await refresh();
    const now = data.kind === 'edit' && claimOf(data.of);
    const seen = { ...desk.state.seen, ...answer.seen };
    again({ ...(now ? rebased(data, now, desk.state) : data), seen });
    say('What you typed stands on the file as it is now. Look at it, and save.');
  };
  return [
    el('p', {}, el('b', {}, 'Not saved: the file was changed meanwhile.'), ' Nothing of yours is lost.'), diffs(answer.diff),
    el('p', { class: 'row' }, button('Put mine on the file as it is now', mine, { id: 'again' })),
  ];
}

// `agreed` is what somebody was told of before: the files as they were, and the later saves that are taken back too.
export async function undo(event, id, agreed) {
  if (!isMeant(event)) return;
  const at = turn();
  const answer = await ask('undo', { undo: id, ...(agreed && { force: true, seen: agreed.seen, with: (agreed.later ?? []).map((one) => one.id) }) });
  if (answer.status === 200) {
    await learn();
    go('undone');
    say('Taken back.');
    if (at !== turn()) return;
    show('Taken back', [el('p', {}, answer.stays ? 'What came later stays.' : 'The files are as they were before.'), el('p', { class: 'choices' }, button('Go on reading', () => go('close'), { id: 'on' }))], { focus: '#on' });
    return;
  }
  if (at !== turn()) return say('Not taken back.');
  if (answer.status !== 409) {
    return show('Not taken back', [el('p', {}, answer.status === 404 ? 'There is nothing to take back any more.' : refused(answer))]);
  }
  const { later = [], faults = [] } = answer;
  const more = later.length > 0 && `This takes back ${one(later.length, 'later save', 'later saves')} as well:`;
  show('Not taken back', [
    faults.length > 0 && [el('p', {}, 'What was saved later rests on it. Without it alone, this would be wrong:'), el('ul', {}, faults.map((fault) => el('li', { class: 'problem' }, worded(fault))))],
    more && [el('p', {}, el('b', {}, more)), el('ul', { class: 'list' }, later.map(({ what }) => el('li', {}, what)))],
    el('p', {}, more ? 'In the files it changes this:' : 'The file was changed since. To take it back would change this:'), diffs(answer.diff),
    el('p', { class: 'choices' },
      button('Leave it as it is', () => go('close'), { id: 'on' }),
      button(more ? `Take back all ${later.length + 1} saves` : 'Take it back all the same', (pressed) => undo(pressed, id, answer))),
  ], { focus: '#on' });
  say(more || 'Not taken back: the file was changed since.');
}
export const undoList = () => {
  const items = desk.state.undo.map(({ id, what }) => el('li', {}, el('span', {}, worded(what)), button(['Undo', el('span', { class: 'unseen' }, `: ${what}`)], (event) => undo(event, id), { class: 'link' })));
  return [el('h3', {}, 'Saved since the preview began'), items.length ? el('ul', { class: 'list' }, items) : el('p', { class: 'hint' }, 'Nothing yet.')];
};
