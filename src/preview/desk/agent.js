// What the desk sees of a page that it frames: which words are selected, where the page stands, which claim is
// looked at. It lights words that the desk names, and lets words be selected by keys. It holds no secret and writes
// nothing, so that it does not matter what else runs in the page.
(() => {
  const { desk } = document.currentScript.dataset;
  if (!desk || parent === window) return;
  const tell = (kind, more) => parent.postMessage({ gainsay: 1, kind, ...more }, desk);

  // What stands in the text and is none of its words.
  const APART = '.notes, .marker, .footnote-ref, .footnote-back, .alert-title, .draft, .unseen, img + figcaption, del, s, strike, script, style, button, [hidden]';
  const BLOCKS = 'address, blockquote, caption, center, dd, details, div, dl, dt, figcaption, figure, h1, h2, h3, h4, h5, h6, li, ol, p, pre, section, summary, table, td, th, tr, ul, article';
  // The words in one row. Each letter knows its text node and its place there; a space between blocks has none.
  let letters = '', texts = [], owner = [], place = [], blocks = [];
  // The addresses of sections, once the desk has told them; until then each heading of their level may begin one.
  let sections = null;

  function read() {
    const row = [];
    letters = '', texts = [], owner = [], place = [], blocks = [];
    const put = (letter, of, at) => { row.push(letter); owner.push(of); place.push(at); };
    const endBlock = () => {
      const block = blocks.at(-1);
      if (!block) return;
      if (row.at(-1) === ' ' && row.length > block.start) { row.pop(); owner.pop(); place.pop(); }
      block.end = row.length;
    };
    for (const root of document.querySelectorAll('.head h1, .head .standfirst, article.prose')) {
      // What no quote leaves: a title, the standfirst, the text of a section.
      let section = '';
      const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
        if (node.nodeType === Node.TEXT_NODE || node.tagName === 'BR') return NodeFilter.FILTER_ACCEPT;
        return node.matches(APART) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      });
      while (walk.nextNode()) {
        const node = walk.currentNode, el = node.parentElement.closest(BLOCKS);
        if (blocks.at(-1)?.el !== el) {
          if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
          endBlock();
          if (row.length) put(' ', -1, 0);
          const heading = el.matches('article.prose > h2[id], article.prose > .part > h2[id]') && (sections?.includes(el.id) ?? true);
          if (heading) section = el.id;
          blocks.push({ el, section, heading, whole: heading ? el : root, start: row.length, end: row.length, note: el.closest('.footnotes li') });
        }
        const { start } = blocks.at(-1), of = texts.push(node) - 1;
        (node.data ?? ' ').split('').forEach((letter, at) => {
          if (/[\u00ad\u200b\u2060\ufeff]/.test(letter)) return;
          if (!/\s/.test(letter)) put(letter, of, at);
          else if (row.length > start && row.at(-1) !== ' ') put(' ', node.data ? of : -1, at);
        });
      }
    }
    endBlock();
    letters = row.join('');
  }

  const blockOf = (at) => blocks.findLast((block) => block.start <= at) ?? blocks[0];
  const languageOf = ({ el }) => el.closest('[lang]')?.lang || 'en';
  function pieces(block, granularity) {
    const known = `${granularity}s`;
    if (block[known]) return block[known];
    let cutter;
    try { cutter = new Intl.Segmenter(languageOf(block), { granularity }); } catch { cutter = new Intl.Segmenter('en', { granularity }); }
    const found = [...cutter.segment(letters.slice(block.start, block.end))]
      .filter(({ segment, isWordLike }) => isWordLike ?? segment.trim())
      .map(({ segment, index }) => ({ start: block.start + index, end: block.start + index + segment.trimEnd().length }));
    return (block[known] = found);
  }
  const everywhere = (granularity) => blocks.flatMap((block) => pieces(block, granularity));

  // The first letter that begins at a place of the document, or after it.
  function letterAt(node, offset) {
    const spot = document.createRange();
    spot.setStart(node, offset);
    let low = 0, high = letters.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      let owned = middle;
      while (owned < letters.length && owner[owned] < 0) owned++;
      if (owned === letters.length || spot.comparePoint(texts[owner[owned]], place[owned]) >= 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  function rangeOf({ start, end }) {
    const range = document.createRange();
    range.setStart(texts[owner[start]], place[start]);
    range.setEnd(texts[owner[end - 1]], place[end - 1] + 1);
    return range;
  }

  // Pairs of what stands before and after a place at which no quote may begin or end: within a word, a number, an
  // amount, initials, a row of hyphens. The program decides; this spares its answer. It reads all of `'’‘‚‛′‹›´`, and
  // the backtick, as an apostrophe, and two or three hyphens as one dash.
  const SPLITS = [
    [/[\p{Alphabetic}\p{M}\p{N}]$/u, /^[\p{Alphabetic}\p{M}\p{N}]/u],
    [/-$/, /^-/],
    [/\p{L}$/u, /^['’‘‚‛′‹›´`](?![sS](?![\p{L}\p{N}]))\p{L}/u],
    [/\p{L}['’‘‚‛′‹›´`]$/u, /^(?![sS](?![\p{L}\p{N}]))\p{L}/u],
    [/\p{N}[.,:/'’‘‚‛′‹›´`\u066b\u066c\uff0c\uff0e]$/u, /^\p{N}/u],
    [/\p{N}$/u, /^[.,:/'’‘‚‛′‹›´`\u066b\u066c\uff0c\uff0e]\p{N}/u],
    [/(?:^|[^\p{L}\p{N}\p{Pd}\u2212+±])[\p{Pd}\u2212+±]$/u, /^[.,]?\p{Sc}?\p{N}/u],
    [/[<>≤≥]$/u, /^\p{Sc}?\p{N}/u],
    [/\p{Sc}$/u, /^[\p{Pd}\u2212+±.,]?\p{N}/u],
    [/\p{L}$/u, /^\p{Sc}\p{N}/u],
    [/\p{N}$/u, /^[%‰°\p{Sc}]/u],
    [/(?:^|[^\p{L}\p{N}])\p{L}\.$/u, /^\p{L}(?![\p{L}\p{N}])/u],
    [/(?:^|[^\p{L}\p{N}])\p{L}$/u, /^\.\p{L}(?![\p{L}\p{N}])/u],
  ];
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}]/u;
  const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  function splits(at) {
    const before = letters.slice(Math.max(0, at - 32), at), after = letters.slice(at, at + 32);
    if (!before.trim() || !after.trim()) return false;
    if (signs.segment(before + after).containing(before.length).index !== before.length) return true;
    const ends = [...before].at(-1) + String.fromCodePoint(after.codePointAt(0));
    if (UNSPACED.test(ends) || (/[\uac00-\ud7a3]/.test(ends) && !/\p{N}/u.test(ends))) return false;
    return SPLITS.some(([left, right]) => left.test(before) && right.test(after));
  }
  // The words of a range: without blanks at their ends, and none in part.
  function whole(range) {
    let start = letterAt(range.startContainer, range.startOffset);
    let end = letterAt(range.endContainer, range.endOffset);
    while (start < end && letters[start] === ' ') start++;
    while (end > start && letters[end - 1] === ' ') end--;
    if (start === end) return null;
    while (start > 0 && splits(start)) start--;
    while (end < letters.length && splits(end)) end++;
    return { start, end };
  }

  // Some words beside a place, as far as they are of the same part of the text.
  function beside(from, to, way) {
    const most = 90;
    if (way < 0) return letters.slice(Math.max(from, to - most), to).replace(to - from > most ? /^\S*\s*/ : '', '').trim();
    return letters.slice(from, Math.min(to, from + most)).replace(to - from > most ? /\s*\S*$/ : '', '').trim();
  }
  function rectOf(words) {
    const range = rangeOf(words);
    const { left, right, top, bottom } = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
    return { left, right, top, bottom };
  }
  function describe({ start, end }) {
    const first = blockOf(start), last = blockOf(end - 1);
    const part = blocks.filter((block) => block.section === first.section && block.note === first.note && !block.heading);
    const bounds = first.heading ? first : { start: part[0].start, end: part.at(-1).end };
    const range = rangeOf({ start, end });
    const held = blocks.filter((block) => block.start < end && start < block.end);
    const touched = [...document.querySelectorAll('mark.claim[data-c]')].filter((mark) => range.intersectsNode(mark));
    const ids = touched.map((mark) => document.querySelector(`mark[id][data-c="${mark.dataset.c}"]`)?.id.replace(/^c-/, ''));
    return {
      exact: letters.slice(start, end), prefix: beside(bounds.start, Math.max(start, bounds.start), -1), suffix: beside(Math.min(end, bounds.end), bounds.end, 1),
      section: first.section, sections: blocks.filter((block) => block.heading).map((block) => block.section), across: first.section !== last.section || first.whole !== last.whole || first.note !== last.note, into: first.note !== last.note,
      words: held.flatMap((block) => pieces(block, 'word')).filter((word) => word.start >= start && word.start < end).length,
      lang: languageOf(first), dir: getComputedStyle(first.el).direction, claims: [...new Set(ids)].filter(Boolean), rect: rectOf({ start, end }),
    };
  }

  let now = null;     // the words that are selected
  let keys = null;    // by keys: which end moves, and the letters that were typed
  const report = () => {
    const selection = getSelection(), had = now;
    now = selection.rangeCount && !selection.isCollapsed ? whole(selection.getRangeAt(0)) : null;
    if (now) tell('selection', describe(now));
    else if (had) tell('nothing');
    if (now) keep();
  };
  let timer = 0;
  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    if (!keys) timer = setTimeout(() => { if (!keys) report(); }, 120);
  });

  function choose(words) {
    now = words;
    const range = rangeOf(words), selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 60 || bottom > innerHeight - 60) scrollBy({ top: top - innerHeight / 3, behavior: 'instant' });
    tell('selection', { ...describe(words), ...(keys && { mode: keys.end ? 'end' : 'start' }) });
  }
  function begin() {
    const inSight = (block) => block.el.getBoundingClientRect().bottom > innerHeight / 8;
    const text = blocks.filter((block) => !block.heading && block.el.closest('article.prose'));
    const block = text.find(inSight) ?? text[0];
    if (!block) return tell('wordless');
    keys = { end: false, typed: '' };
    choose(now ?? pieces(block, 'sentence')[0]);
  }
  function leave() {
    keys = now = null;
    getSelection().removeAllRanges();
    tell('nothing');
  }
  function sentence(way) {
    const all = everywhere('sentence'), { start } = now;
    const next = way === 0 ? all.findLast((one) => one.start <= start) : way > 0 ? all.find((one) => one.start > start) : all.findLast((one) => one.start < start);
    if (keys) keys.end = false;
    if (next) choose(next);
  }
  function step(way) {
    const { start, end } = now, all = everywhere('word');
    if (keys.end) {
      const word = way > 0 ? all.find((one) => one.end > end) : all.findLast((one) => one.end < end && one.end > start);
      if (word) choose({ start, end: word.end });
    } else {
      const word = way > 0 ? all.find((one) => one.start > start && one.start < end) : all.findLast((one) => one.start < start);
      if (word) choose({ start: word.start, end });
    }
  }
  // Letters lead to the next word that begins with them.
  function jump(letter) {
    const { start, end } = now, all = everywhere('word');
    const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const begins = (typed) => ({ start: from, end: to }) => plain(letters.slice(from, to)).startsWith(typed);
    const here = keys.end ? all.findLast((one) => one.end <= end)?.start ?? end : start;
    const typed = keys.typed + plain(letter);
    // More letters may still mean the word that the first ones found.
    const word = (keys.typed && all.find((one) => one.start >= here && begins(typed)(one))) || all.find((one) => one.start > here && begins(plain(letter))(one));
    clearTimeout(keys.timer);
    keys.typed = typed;
    const mine = keys;
    keys.timer = setTimeout(() => { mine.typed = ''; }, 900);
    if (!word) return;
    if (keys.end) choose({ start, end: word.end });
    else choose({ start: word.start, end: word.start < end ? end : word.end });
  }

  const ended = () => { keys = null; tell('annotate'); };
  addEventListener('keydown', (event) => {
    const { key, code, altKey, ctrlKey, metaKey } = event;
    const held = (act) => { event.preventDefault(); event.stopImmediatePropagation(); act(); };
    if (altKey && !ctrlKey && !metaKey) {
      if (code === 'KeyA') held(() => (now ? ended() : begin()));
      if (code === 'KeyL') held(() => tell('desk'));
      if (code === 'KeyC') held(() => tell('claim', { id: watched, ask: true }));
      return;
    }
    if (!keys || ctrlKey || metaKey) return;
    const forth = getComputedStyle(blockOf(now.start).el).direction === 'rtl' ? -1 : 1;
    const act = {
      ArrowRight: () => step(forth), ArrowLeft: () => step(-forth), ArrowDown: () => sentence(1), ArrowUp: () => sentence(-1), Home: () => sentence(0),
      ' ': () => { keys.end = !keys.end; keys.typed = ''; choose(now); }, Enter: ended, Escape: leave,
    }[key];
    if (act) held(act);
    else if (/^[\p{L}\p{N}]$/u.test(key)) held(() => jump(key));
  }, true);
  addEventListener('pointerdown', () => { keys = null; }, true);

  // The claim whose mark or note is looked at, so that the desk can offer to edit it.
  let watched = null;
  const watch = ({ target }) => {
    const part = target.closest?.('.note, .marker, mark.claim, .endnote, .claim-row, [id^="c-"], [id^="n-"]');
    const named = part && (part.id || document.querySelector(`mark[id][data-c="${part.dataset.c}"], .note[data-c="${part.dataset.c}"]`)?.id);
    const id = named?.match(/^[crn]-(.+)$/)?.[1];
    if (id && id !== watched) tell('claim', { id: watched = id });
  };
  addEventListener('click', watch, true);
  addEventListener('focusin', watch, true);
  // What leads out of the site does not take the place of the page.
  addEventListener('click', ({ target }) => {
    const link = target.closest?.('a[href]');
    if (!link || link.origin === location.origin) return;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }, true);

  // Where the desk opens beside the page, its lines break anew: what was looked at stays in its place.
  let held = null;
  function keep() {
    const at = now?.start ?? blocks.find(({ el }) => el.getBoundingClientRect().bottom > 0)?.start;
    if (at !== undefined) held = { at, top: rangeOf({ start: at, end: at + 1 }).getBoundingClientRect().top, width: innerWidth, height: innerHeight };
  }
  const where = () => tell('at', { y: scrollY, ...(now && { rect: rectOf(now) }) });
  addEventListener('resize', () => {
    if (held && (held.width !== innerWidth || held.height !== innerHeight)) {
      const { top } = rangeOf({ start: held.at, end: held.at + 1 }).getBoundingClientRect();
      scrollBy({ top: top - Math.min(held.top, Math.max(innerHeight - 80, 0)), behavior: 'instant' });
    }
    requestAnimationFrame(() => { keep(); where(); });
  });
  let scrolled = 0;
  addEventListener('scroll', () => {
    clearTimeout(scrolled);
    scrolled = setTimeout(() => { keep(); where(); }, 60);
  }, { passive: true });

  // Words that are lit get no element: what is copied, measured and marked stays as it is.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    ::highlight(gainsay-new) { background-color: light-dark(#f3e3bd, #54461f); text-decoration: underline 2px solid; }
    ::highlight(gainsay-look) { text-decoration: underline 2px dashed; }
    /* The desk lists the faults; folded, they only cover the text. */
    #gainsay-faults:not(:has([open])) { display: none; }
    ::highlight(gainsay-kept) { background-color: color-mix(in srgb, Highlight 40%, transparent); }
  `);
  document.adoptedStyleSheets.push(sheet);
  function find({ exact, prefix = '', suffix = '', section = '' }) {
    for (let start = letters.indexOf(exact); exact && start >= 0; start = letters.indexOf(exact, start + 1)) {
      const end = start + exact.length;
      const fits = letters.slice(0, start).trimEnd().endsWith(prefix) && letters.slice(end).trimStart().startsWith(suffix);
      if (fits && (!section || blockOf(start).section === section)) return { start, end };
    }
    return null;
  }
  function light({ name, places, reveal }) {
    if (!CSS.highlights) return;
    const found = places.filter(({ id }) => !id || !document.getElementById(`c-${id}`)).map(find).filter(Boolean).map(rangeOf);
    CSS.highlights.set(`gainsay-${name}`, new Highlight(...found));
    const box = found[0]?.getBoundingClientRect();
    if (reveal && box && (box.top < 0 || box.bottom > innerHeight)) scrollBy({ top: box.top - innerHeight / 3, behavior: 'instant' });
  }

  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || origin !== desk || data?.gainsay !== 1) return;
    const act = {
      light: () => light(data),
      sections: () => { sections = data.ids; read(); },
      scroll: () => scrollTo({ top: data.y, behavior: 'instant' }),
      select: () => { window.focus(); begin(); },
      sentence: () => now && sentence(0),
      clear: leave,
      back: () => window.focus(),
    }[data.kind];
    act?.();
  });

  const here = () => tell('here', { path: location.pathname, search: location.search, hash: location.hash, title: document.title });
  addEventListener('hashchange', here);
  // A page that comes back from the browser's store is the one in sight again.
  addEventListener('pageshow', ({ persisted }) => { if (persisted) here(); });
  const ready = () => { read(); here(); keep(); };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', ready);
  else ready();
})();
