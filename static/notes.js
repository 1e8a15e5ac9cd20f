// The notes of an article: where they stand, and how they open and close. Without it they float beside
// their paragraphs, and open by their address.
(() => {
  const doc = document, root = doc.documentElement;
  const find = (selector) => doc.querySelector(selector);
  const all = (selector) => [...doc.querySelectorAll(selector)];

  // Notes that this script places are not seen before they stand.
  root.classList.add('placing');

  const wide = matchMedia('screen and (min-width: 62rem)');
  const noteAt = (c) => find(`.note[data-c="${c}"]`);
  const markerAt = (c) => find(`.marker[data-c="${c}"]`);
  const sheet = () => (wide.matches ? null : find('.note:target'));
  let notes = [];       // by the line of their marks: { el, mark, top (of its mark), tall, y (where it stands), slim }
  let floor = 0;        // how high notes may stand
  let head = 0;         // the height of a note of which its head is left
  let opened = null;    // which of them is open in the margin
  let from = null;      // the marker to return to
  let pushed = false;   // whether opening the sheet added a history entry
  let hold = null;      // scroll position to keep while the sheet closes

  // Each note stands level with its mark or, where that place is taken, below the note before it. The open one is level:
  // those before it rise, those after it go down. Only translations are written, so that nothing is laid out for it.
  const place = () => {
    const shown = notes.filter((note) => note.tall);
    const high = shown.map((note) => note.tall);
    const k = shown.indexOf(opened);
    // Where there is no room for all that must rise, the first ones are cut to their heads.
    let lack = k < 0 ? 0 : floor - opened.top;
    for (let i = 0; i < k; i++) lack += high[i];
    for (let i = 0; i < k && lack > 0; i++) {
      lack -= high[i] - head;
      high[i] = head;
    }
    let end = floor;
    const tops = shown.map((note, i) => {
      const top = i === k ? note.top + Math.max(lack, 0) : Math.max(note.top, end);
      end = top + high[i];
      return top;
    });
    for (let i = k - 1; i >= 0; i--) tops[i] = Math.min(tops[i], tops[i + 1] - high[i]);
    shown.forEach((note, i) => {
      if (note.y !== tops[i]) note.el.style.setProperty('--y', `${note.y = tops[i]}px`);
      const slim = high[i] !== note.tall;
      if (note.slim !== slim) note.el.classList.toggle('slim', note.slim = slim);
    });
  };

  // All marks and heights are read at once, and then written.
  const measure = () => {
    root.classList.toggle('placed', wide.matches);
    if (!wide.matches) return;
    const start = find('main').getBoundingClientRect().top, panel = find('.marks');
    // While it is open over the page, its place beside the head stays free.
    const position = panel && getComputedStyle(panel).position;
    if (position !== 'fixed') floor = position === 'absolute' ? panel.getBoundingClientRect().bottom - start + 12 : 0;
    head = 1.8 * parseFloat(getComputedStyle(root).fontSize);
    for (const note of notes) {
      note.top = (note.mark.getClientRects()[0] ?? note.mark.getBoundingClientRect()).top - start - 3;
      const tall = note.el.offsetHeight;
      if (!tall) note.el.classList.toggle('slim', note.slim = false);
      if (!note.slim) note.tall = tall;
    }
    notes.sort((a, b) => a.top - b.top || a.el.dataset.c - b.el.dataset.c);
    place();
  };

  const light = (c) => {
    for (const lit of all('.lit')) lit.classList.remove('lit');
    if (c) for (const part of all(`[data-c="${c}"]:not(.note), .rail [data-n="${c}"]`)) part.classList.add('lit');
  };

  const shut = () => {
    if (!opened) return;
    opened.el.classList.remove('open');
    opened.tall = opened.el.offsetHeight;
    opened = null;
    place();
  };

  // Opens a note in the margin: it alone is laid out, and the one that closes for it.
  const unfold = (el) => {
    if (!el || opened?.el === el) return;
    const before = opened;
    before?.el.classList.remove('open');
    opened = notes.find((note) => note.el === el);
    opened.slim = false;
    el.classList.remove('slim');
    el.classList.add('open');
    for (const note of [opened, before]) if (note) note.tall = note.el.offsetHeight;
    light(el.dataset.c);
    place();
  };

  const open = (c) => {
    const note = noteAt(c);
    if (!note) return;
    from = markerAt(c);
    if (wide.matches) {
      history.replaceState(null, '', `#c-${note.id.slice(2)}`);
      unfold(note);
      note.focus({ preventScroll: true });
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
    if (!note) {
      shut();
      return from?.focus({ preventScroll: true });
    }
    hold = scrollY;
    if (pushed) history.back();
    else location.replace(`#c-${note.id.slice(2)}`);
  };

  // A sheet takes the focus and leaves its marker in sight; when it goes, the focus returns.
  const follow = () => {
    const note = find('.note:target');
    if (wide.matches) return unfold(note);
    if (note) {
      from = markerAt(note.dataset.c);
      light(note.dataset.c);
      note.scrollTop = 0;
      note.focus({ preventScroll: true });
      if (getComputedStyle(note).position !== 'fixed') return;
      const { top, bottom } = from.getBoundingClientRect();
      const room = innerHeight - note.offsetHeight;
      if (top < 8 || bottom > room - 8) scrollBy({ top: bottom - room + 24, behavior: 'instant' });
    } else if (from) {
      light();
      if (hold !== null) scrollTo({ top: hold, behavior: 'instant' });
      from.focus({ preventScroll: true });
      from = hold = null;
      pushed = false;
    }
  };

  doc.addEventListener('DOMContentLoaded', () => {
    notes = all('.note').map((el) => ({ el, mark: find(`mark[id][data-c="${el.dataset.c}"]`), slim: false }));
    root.classList.remove('placing');
    if (!notes.length) return;
    measure();
    const watch = new ResizeObserver(measure);
    for (const box of [find('main'), ...all('.head, .prose, .marks, .note')]) watch.observe(box);
    wide.onchange = () => {
      shut();
      measure();
      if (wide.matches) follow();
    };

    // Words of a note or of the summary are selected by who begins there.
    doc.addEventListener('pointerdown', ({ target }) => {
      find('.held')?.classList.remove('held');
      target.closest('.note, .marks')?.classList.add('held');
    });
    doc.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const { target } = event;
      const link = target.closest('a, button'), mark = target.closest('.claim'), note = target.closest('.note');
      if (link?.matches('.marker, .note :is(.step-back, .step-on)')) {
        event.preventDefault();
        const c = link.dataset.c ?? find(link.hash).dataset.c;
        if (opened?.el.dataset.c === c) close();
        else open(c);
      } else if (link?.matches('.note .back')) {
        event.preventDefault();
        close();
      } else if (link || !getSelection().isCollapsed) {
        return;
      } else if (note) {
        if (wide.matches) open(note.dataset.c);
      } else if (mark && markerAt(mark.dataset.c).offsetWidth) {
        open(mark.dataset.c);
      } else if (sheet()) {
        close();
      }
    });
    // By keyboard only: a note that grew on pressing a button would move its own link from under the pointer.
    doc.addEventListener('focusin', ({ target }) => {
      if (wide.matches && target.matches('.note :focus-visible')) unfold(target.closest('.note'));
    });
    doc.addEventListener('keydown', ({ key, target }) => {
      if (key !== 'Escape') return;
      const note = target.closest('.note');
      if (note) from = markerAt(note.dataset.c);
      if (note || sheet() || opened) close();
    });

    let folded = [];
    addEventListener('beforeprint', () => { for (const one of folded = all('.endnotes details:not([open])')) one.open = true; });
    addEventListener('afterprint', () => { for (const one of folded) one.open = false; });
    addEventListener('hashchange', follow);
    // The browser scrolls there once more when all is loaded.
    addEventListener('load', () => find('.note:target') && setTimeout(follow));
  });
})();
