// The page in the frame: it is believed nothing but which words are selected in it, and where it stands. It is put
// away where it takes the keys that are meant for the desk.
import { $, button, el, kept, say } from './dom.js';

const { pages, base } = document.documentElement.dataset;
const page = $('page');
let there = false;
export const tell = (kind, more) => there && page.contentWindow.postMessage({ gainsay: 1, kind, ...more }, pages);
export const back = () => { page.inert = false; page.focus(); tell('back'); };

const text = (value, most) => (typeof value === 'string' ? value.slice(0, most) : '');
const list = (value) => (Array.isArray(value) ? value.slice(0, 1000).map((id) => text(id, 200)) : []);
const number = (value) => (Number.isFinite(value) ? value : 0);
const rectangle = (rect) => rect && { left: number(rect.left), right: number(rect.right), top: number(rect.top), bottom: number(rect.bottom) };
const words = (data) => ({
  exact: text(data.exact, 8000), prefix: text(data.prefix, 200), suffix: text(data.suffix, 200), section: text(data.section, 200),
  across: data.across === true, into: data.into === true, words: number(data.words), lang: text(data.lang, 40), dir: data.dir === 'rtl' ? 'rtl' : 'ltr',
  claims: list(data.claims), sections: list(data.sections),
});
const read = {
  selection: (data) => ({ words: words(data), rect: rectangle(data.rect), mode: ['start', 'end'].includes(data.mode) ? data.mode : null }),
  claim: (data) => ({ id: text(data.id, 200), ask: data.ask === true }),
  at: (data) => ({ y: number(data.y), rect: rectangle(data.rect) }),
  here: (data) => ({ path: text(data.path, 2000), search: text(data.search, 2000), hash: text(data.hash, 500), title: text(data.title, 300) }),
  nothing: () => ({}), annotate: () => ({}), desk: () => ({}), wordless: () => ({}),
};

// Frames the page of this address, and hears it.
export function open(address, hear) {
  addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== page.contentWindow || from !== pages || data?.gainsay !== 1 || !Object.hasOwn(read, data.kind)) return;
    there = true;
    hear[data.kind]?.(read[data.kind](data));
  });
  page.src = pages + address;
  guard();
}

// Opens another page of the site.
export const visit = (path) => { page.src = pages + base + path; };

// Scrolls back to where this page stood before the desk was loaded again.
export function restore(path, hash) {
  const was = kept.get('place');
  if (was?.path === path && was.y && !hash) tell('scroll', { y: was.y });
}

// While somebody types the page is inert. A script in it can take the focus all the same, and would read what is typed,
// again and again. So where the focus goes to the page though nobody pointed there or went there by keys, the page is
// put away until it is asked for. Browsers tell of it some milliseconds later: a key pressed in between is lost to the
// page, the next is not.
function guard() {
  let field = null;
  let meant = false;
  $('panel').addEventListener('focusin', ({ target }) => {
    field = target.matches('input, textarea, select') ? target : null;
    page.inert = field !== null;
    meant = false;
  });
  $('panel').addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget) page.inert = false;
  });
  addEventListener('keydown', ({ key, altKey }) => { meant = key === 'Tab' || key === 'Escape' || key === 'F6' || altKey; }, true);
  for (const kind of ['pointermove', 'pointerdown']) $('frame').addEventListener(kind, () => { meant = true; page.inert = false; });
  $('panel').addEventListener('pointerenter', () => {
    meant = false;
    page.inert = field !== null && document.activeElement === field;
  });
  const watch = () => {
    if (document.activeElement !== page || meant || !field?.isConnected) return;
    const typing = field;
    putAway();
    window.focus();
    typing.focus();
  };
  // At once, and again where the browser moves the focus only after it has told of it.
  addEventListener('blur', () => { watch(); setTimeout(watch); });
}
function putAway() {
  there = false;
  page.remove();
  const again = button('Show the page again', () => {
    page.src = pages + location.pathname + location.search + location.hash;
    note.replaceWith(page);
  });
  const note = el('div', { class: 'away' }, el('p', {}, 'A script of this page took the keys while you typed. The page was put away.'), again);
  $('frame').prepend(note);
  say('A script of the page took the keys. The page was put away.');
}
