// The desk: the one place that may write. It frames the pages of the site from another origin, and brings the page, the
// panel and the keys together.
import { below, claimOf, desk, enter, may, refresh } from './api.js';
import { $, kept, say } from './dom.js';
import { begin, forget, isHeld, offer, openForm, save } from './form.js';
import { back, open, restore, tell, visit } from './frame.js';
import { askRemoval } from './remove.js';
import { draftsOf, looks } from './looks.js';
import { hide, isOpen } from './panel.js';
import { askForWords, choose, chooseWhat, counter, edit, editArticle, editSection, editSource, editSpeaker, known, told } from './words.js';

let picked = null;   // the words that are selected in the page
let watched = null;  // the claim whose mark or note is looked at
let isOpened = false; // true where the address of the terminal was opened
let fresh = [];      // words that were saved and may have no mark yet

const frame = $('page');
const isKnown = () => Boolean(desk.state) && desk.of === desk.path;
const draw = () => {
  const { state } = desk;
  $('notice').textContent = may() ? desk.fault : 'Reading only: to write, open the last address that the terminal shows after “annotate”.';
  for (const id of ['annotate', 'edit', 'looks']) $(id).hidden = !may() || !isKnown();
  $('resume').hidden = !may() || !state || !kept.get('typed');
  if (!state) return;
  const claim = claimOf(watched) ?? claimOf(state.claim);
  $('edited').textContent = claim ? `Edit claim ${claim.n ?? ''}`.trim() : state.source ? 'Edit source' : state.speaker ? 'Edit speaker' : 'Edit';
  $('waiting').textContent = state.waits.length;
  const drafts = draftsOf(state);
  $('drafted').hidden = !drafts.length;
  $('drafted').lastChild.textContent = drafts.length;
  $('faulty').hidden = !state.faultCount;
  $('faulty').lastChild.textContent = state.faultCount;
  fresh = fresh.filter(({ id }) => !claimOf(id)?.n);
  tell('sections', { ids: state.sections.map(({ id }) => id) });
  tell('light', { name: 'new', places: fresh });
};
const update = async (path) => {
  await refresh(path);
  draw();
};

// The buttons stand in the desk, over the page, so that nothing in the page can press them or is copied with them.
function beside(rect) {
  const box = $('beside');
  box.hidden = !picked || !may() || isOpen();
  if (box.hidden || !rect) return;
  const x = Math.max(4, Math.min(rect.right, frame.clientWidth - box.offsetWidth - 4));
  const y = Math.max(4, Math.min(rect.bottom + 6, frame.clientHeight - box.offsetHeight - 4));
  box.style.setProperty('--x', `${x}px`);
  box.style.setProperty('--y', `${y}px`);
}
function annotate() {
  if (!may() || !isKnown()) return;
  // What is being typed is not thrown away for other words: they are offered.
  if (isHeld()) offer(picked);
  else if (picked) choose(picked);
  else askForWords();
}
function editAny(id) {
  if (!may() || !isKnown()) return;
  if (isHeld()) return;
  if (claimOf(id)) edit(id);
  else if (claimOf(desk.state.claim)) edit(desk.state.claim);
  else if (desk.state.source) editSource(desk.state.source);
  else if (desk.state.speaker) editSpeaker(desk.state.speaker);
  else chooseWhat();
}
function list(first) {
  if (!isKnown() || (openForm() && isHeld())) return;
  looks(first);
}
// What was typed is kept, and gone on with from the bar.
function close() {
  hide();
  for (const name of ['kept', 'look']) tell('light', { name, places: [] });
  back();
  beside();
  draw();
}

const hear = {
  selection({ words, rect, mode }) {
    picked = known(words);
    beside(rect);
    $('keys').hidden = !mode;
    if (mode) say(told(picked, mode));
    if (openForm()) offer(picked);
  },
  nothing() {
    picked = null;
    beside();
    if (openForm()) offer(null);
  },
  annotate,
  desk: () => list(false),
  wordless: annotate,
  claim({ id, ask }) {
    watched = claimOf(id) ? id : watched;
    if (ask) editAny(watched);
    draw();
  },
  at({ y, rect }) {
    kept.set('place', { ...kept.get('place'), y });
    if (rect) beside(rect);
  },
  async here({ path, search, hash, title }) {
    const first = desk.path === null;
    if (first) restore(path, hash);
    if (kept.get('place')?.path !== path) kept.set('place', { path, y: 0 });
    if (path.startsWith('/') && !path.startsWith('//')) history.replaceState(null, '', path + search + hash);
    document.title = `${title} · Desk`;
    $('where').textContent = title;
    // What was selected in it is so no more.
    picked = null;
    if (desk.path !== below(path)) watched = null;
    desk.path = below(path);
    draw();
    beside();
    if (openForm()) offer(null);
    // The page is made anew; the words that the form is about are lit again.
    const { words } = openForm()?.data ?? {};
    if (words) tell('light', { name: 'kept', places: [words] });
    await update(desk.path);
    const typed = first && may() && desk.state && kept.get('typed');
    if (typed) begin(typed);
    // Somebody who opens the desk of a document that was imported comes to complete its drafts.
    else if (first && isOpened && may() && isKnown() && !isOpen() && draftsOf(desk.state).length) looks(false);
  },
};
const does = {
  edit: (id) => { if (!isHeld()) (id ? edit : chooseWhat)(id); },
  counter: (of) => { if (!isHeld()) counter(of); },
  close,
  discard: () => { forget(); close(); },
  remove: (what) => { if (!isHeld()) askRemoval(what); },
  source: (id) => { if (!isHeld()) editSource(id); },
  speaker: (id) => { if (!isHeld()) editSpeaker(id); },
  article: () => { if (!isHeld()) editArticle(); },
  section: (id) => { if (!isHeld()) editSection(id); },
  open: (path) => { close(); visit(path); },
  changed: draw,
  // The page of what went is there no more.
  done: () => {
    draw();
    const { article, claim, source, speaker, sources, speakers } = desk.state;
    if ((claim && !claimOf(claim)) || (source && !sources[source]) || (speaker && !speakers[speaker])) visit(!article || article === 'article' ? '' : `${article}/index.html`);
  },
  // The next words begin anew.
  fresh: (words) => { fresh.push(words); tell('clear'); draw(); },
  undone: () => { fresh = []; draw(); },
  reveal: ({ is, section, claims }) => tell('light', { name: 'look', reveal: true, places: [...claims.map(({ words }) => ({ exact: words, section })), { exact: is ?? '', section }] }),
};
document.addEventListener('go', ({ detail }) => does[detail.what]?.(detail.id));

$('annotate').onclick = annotate;
$('edit').onclick = () => editAny(watched);
$('looks').onclick = () => list();
$('resume').onclick = () => begin(kept.get('typed'));
$('close').onclick = close;
$('take').onclick = ({ isTrusted }) => { if (isTrusted) annotate(); };
$('whole').onclick = () => tell('sentence');
// The selection in the page outlives a press on these.
for (const id of ['take', 'whole']) $(id).addEventListener('pointerdown', (event) => event.preventDefault());
addEventListener('keydown', (event) => {
  const { key, code, altKey, ctrlKey, metaKey } = event;
  const act = altKey && !ctrlKey && !metaKey ? { KeyA: annotate, KeyC: () => editAny(watched), KeyL: () => list() }[code]
    : key === 'Escape' && isOpen() ? close
      : key === 'Enter' && (ctrlKey || metaKey) && openForm() ? () => save(event, false)
        : /^[1-9]$/.test(key) && !ctrlKey && !metaKey && !event.target.matches('input, textarea, select')
          ? document.querySelector(`#body .choices [aria-keyshortcuts="${key}"]`) : null;
  if (!act) return;
  event.preventDefault();
  if (act instanceof Element) act.click();
  else act();
});

async function start() {
  const address = location.pathname + location.search + (/[#&]code=/.test(location.hash) ? '' : location.hash);
  isOpened = /[#&]code=/.test(location.hash);
  const said = await enter();
  open(address, hear);
  draw();
  if (said) $('notice').textContent = said;
}
// A new code may be opened where the desk is open already.
addEventListener('hashchange', async () => {
  if (!/[#&]code=/.test(location.hash)) return;
  const said = await enter();
  await update(desk.path);
  if (said) $('notice').textContent = said;
});
start();
