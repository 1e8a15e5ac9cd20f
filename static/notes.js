// The notes of an article: where they stand, and how they open and close. Without it they float beside
// their paragraphs, and open by their address.
(() => {
  const doc = document, root = doc.documentElement;
  const find = (selector) => doc.querySelector(selector);
  const all = (selector) => doc.querySelectorAll(selector);

  // Notes that this script places are not seen before they stand.
  root.classList.add('placing');

  const wide = matchMedia('(min-width: 62rem)');
  const noteAt = (c) => find(`.note[data-c="${c}"]`);
  const markerAt = (c) => find(`.marker[data-c="${c}"]`);
  const sheet = () => (wide.matches ? null : find('.note:target'));
  let from = null;      // the marker to return to
  let pushed = false;   // whether opening the sheet added a history entry
  let hold = null;      // scroll position to keep while the sheet closes

  const light = (c) => {
    for (const lit of all('.lit')) lit.classList.remove('lit');
    if (c) for (const part of all(`[data-c="${c}"]`)) part.classList.add('lit');
  };

  const open = (c) => {
    const note = noteAt(c);
    if (!note) return;
    from = markerAt(c);
    if (wide.matches) {
      light(c);
      history.replaceState(null, '', `#c-${note.id.slice(2)}`);
      note.focus({ preventScroll: true });
      note.scrollIntoView({ block: 'nearest' });
    } else if (sheet()) {
      location.replace(`#${note.id}`);
    } else {
      pushed = true;
      location.hash = note.id;
    }
  };

  const close = () => {
    const note = sheet();
    light();
    from ??= note && markerAt(note.dataset.c);
    if (!note) return from?.focus({ preventScroll: true });
    hold = scrollY;
    if (pushed) history.back();
    else location.replace(`#c-${note.id.slice(2)}`);
  };

  // A sheet takes the focus and leaves its marker in sight; when it goes, the focus returns.
  const follow = () => {
    const note = sheet();
    if (note) {
      from = markerAt(note.dataset.c);
      light(note.dataset.c);
      note.focus({ preventScroll: true });
      if (getComputedStyle(note).position !== 'fixed') return;
      const { top, bottom } = from.getBoundingClientRect();
      const room = innerHeight - note.offsetHeight;
      if (top < 8 || bottom > room - 8) scrollBy({ top: bottom - room + 24, behavior: 'instant' });
    } else if (from && !wide.matches) {
      light();
      if (hold !== null) scrollTo({ top: hold, behavior: 'instant' });
      from.focus({ preventScroll: true });
      from = hold = null;
      pushed = false;
    }
  };

  // Each note stands level with its mark or, where that place is taken, below the note before it.
  const place = () => {
    root.classList.toggle('placed', wide.matches);
    const start = find('main').getBoundingClientRect().top;
    let end = -1e4;
    const tops = [...all('.note')].map((note) => {
      const mark = find(`mark[id][data-c="${note.dataset.c}"]`);
      const top = Math.max(mark.getBoundingClientRect().top - start - 2, end);
      end = top + note.offsetHeight;
      return [note, top];
    });
    for (const [note, top] of tops) note.style.top = wide.matches ? `${top}px` : '';
  };

  doc.addEventListener('DOMContentLoaded', () => {
    const notes = all('.note');
    root.classList.remove('placing');
    if (!notes.length) return;
    // Words of a note or of the summary are selected by who begins there.
    doc.addEventListener('pointerdown', ({ target }) => {
      find('.held')?.classList.remove('held');
      target.closest('.note, .coverage')?.classList.add('held');
    });
    const watch = new ResizeObserver(place);
    for (const box of [find('main'), ...notes]) watch.observe(box);
    place();

    doc.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = event.target.closest('a'), mark = event.target.closest('.claim');
      if (link?.matches('.marker, .steps a')) {
        event.preventDefault();
        open(link.dataset.c ?? find(link.hash).dataset.c);
      } else if (link?.matches('.back')) {
        event.preventDefault();
        close();
      } else if (link) {
        return;
      } else if (mark && getSelection().isCollapsed && markerAt(mark.dataset.c).offsetWidth) {
        open(mark.dataset.c);
      } else if (sheet() && !event.target.closest('.note')) {
        close();
      }
    });
    doc.addEventListener('keydown', ({ key, target }) => {
      if (key !== 'Escape') return;
      const note = target.closest('.note');
      if (note) from = markerAt(note.dataset.c);
      if (note || sheet() || find('.note.lit')) close();
    });
    addEventListener('hashchange', follow);
    // The browser scrolls there once more when all is loaded.
    addEventListener('load', () => sheet() && setTimeout(follow));
  });
})();
