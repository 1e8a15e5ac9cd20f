// Search. The index is cut into files; each hands its data to `gainsaySearch`, so that it loads as a
// script, from disk too. src/publish/search/ writes it, and folds and cuts words in the same way: the tables
// LONGEST, SILENT, PAIRED and PLAIN are made from src/publish/search/terms.rs.
(() => {
  const doc = document, at = (id) => doc.getElementById(id);
  const index = doc.currentScript.dataset.index;
  const folder = index.slice(0, index.lastIndexOf('/') + 1);
  const PAGE = 20;      // results shown at once
  const SPREAD = 6;     // files of terms read for one beginning of a word
  const LONGEST = 40;
  const SILENT = /[\u{ad}\u{300}-\u{36f}\u{591}-\u{5c7}\u{610}-\u{61a}\u{640}\u{64b}-\u{65f}\u{670}\u{6d6}-\u{6ed}\u{1ab0}-\u{1aff}\u{1dc0}-\u{1dff}]/gu;
  const PAIRED = '[\u{e00}-\u{eff}\u{1000}-\u{109f}\u{1100}-\u{11ff}\u{1780}-\u{17ff}\u{2e80}-\u{2fdf}\u{3005}-\u{3007}\u{3021}-\u{312f}\u{31a0}-\u{31ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{ac00}-\u{d7ff}\u{f900}-\u{faff}\u{20000}-\u{3ffff}]';
  const LETTER = '[\\p{Alphabetic}\\p{N}\\p{M}]';
  const RUN = RegExp(`((?:(?=${PAIRED})${LETTER})+)|((?:(?!${PAIRED})${LETTER})+)`, 'gu');
  const PLAIN = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ', ى: 'ي', ة: 'ه' };
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

  // The terms that a text asks for: `open` where a term may go on.
  const terms = (text) => {
    const plain = text.normalize('NFKD').toLowerCase().replace(SILENT, '')
      .replace(/[^\x00-\x7f]/gu, (c) => PLAIN[c] ?? c).normalize('NFC');
    const found = [];
    for (const { 0: run, 1: paired, index } of plain.matchAll(RUN)) {
      const chars = [...run];
      if (!paired) found.push({ term: chars.slice(0, LONGEST).join(''), open: index + run.length === plain.length });
      else if (!chars[1]) found.push({ term: run, open: true });
      else for (let i = 1; i < chars.length; i++) found.push({ term: chars[i - 1] + chars[i] });
    }
    return found;
  };

  // Each file is loaded once; one that failed may be asked for again.
  window.gainsaySearch = (data) => { doc.currentScript.data = data; };
  const loads = new Map();
  const load = (address) => {
    if (!loads.has(address)) {
      loads.set(address, new Promise((done, fail) => {
        const script = Object.assign(doc.createElement('script'), { src: address });
        script.onload = () => { script.remove(); script.data ? done(script.data) : script.onerror(); };
        script.onerror = () => { loads.delete(address); fail(Error(address)); };
        doc.head.append(script);
      }));
    }
    return loads.get(address);
  };
  const shard = (kind, i, hash) => load(`${folder}${kind}${i}.${hash}.js`);

  // Which lines hold a term: a number, and how well it fits. A line's own words count for more than
  // the rest of its page, and a whole word for more than a beginning.
  const lookUp = async ({ term, open }, directory) => {
    const last = open ? `${term}\uffff` : term;
    const all = directory.terms.map(([first, hash], i) => ({ first, hash, i }));
    const near = all.filter(({ first, i }) => first <= last && !(all[i + 1]?.first < term));
    const hits = new Map();
    const texts = await Promise.all(near.slice(0, SPREAD).map(({ i, hash }) => shard('t', i, hash)));
    for (const entry of texts.join(',').split(',')) {
      const space = entry.indexOf(' '), word = entry.slice(0, space);
      if (word < term || word > last) continue;
      const exact = word === term ? 1 : 0;
      let line = 0, value = 0, shift = 0;
      for (let i = space + 1; i < entry.length; i++) {
        const digit = DIGITS.indexOf(entry[i]);
        value += (digit & 31) << shift;
        shift += 5;
        if (digit & 32) continue;
        line += value >> 1;
        hits.set(line, Math.max(hits.get(line) ?? 0, 1 + exact + (value & 1) * 2));
        value = shift = 0;
      }
    }
    return { hits, part: near.length > SPREAD };
  };

  // The numbers of the lines that hold all terms of a text, the best first.
  const search = async (text) => {
    const directory = await load(index);
    const found = await Promise.all(terms(text).map((term) => lookUp(term, directory)));
    if (!found.length) return null;
    const [first, ...rest] = found.map(({ hits }) => hits).sort((a, b) => a.size - b.size);
    const all = [...first].filter(([line]) => rest.every((hits) => hits.has(line)));
    const fit = new Map(all.map(([line, points]) => [line, rest.reduce((sum, hits) => sum + hits.get(line), points)]));
    const lines = [...fit.keys()].sort((a, b) => fit.get(b) - fit.get(a) || a - b);
    return { lines, part: found.some(({ part }) => part) };
  };

  const line = async (number) => {
    const { lines } = await load(index);
    const i = lines.findLastIndex(([first]) => first <= number);
    return (await shard('l', i, lines[i][1]))[number - lines[i][0]];
  };

  const say = (key) => at('say').content.querySelector(`[data-say="${key}"]`).textContent;

  const root = new URL(index, location.href);
  const draw = (one) => {
    const item = at('hit').content.cloneNode(true);
    const [key, label] = one.status ?? [];
    const parts = { ...one, name: one.name ?? say(one.kind), status: label };
    for (const part of item.querySelectorAll('[data-part]')) {
      const value = parts[part.dataset.part];
      if (!value) part.remove();
      else if (value !== true) part.append(value);
    }
    const words = item.querySelector('a');
    words.href = new URL(`../${one.href}`, root).href;
    if (one.quoted) {
      const quote = doc.createElement('q');
      quote.append(...words.childNodes);
      words.append(quote);
    }
    // The words are in a language that is known; names are in any, and what is said of an article or a section is in its own.
    const about = item.querySelector('[data-part="about"]');
    if (one.lang) Object.assign(words, { lang: one.lang, dir: one.dir });
    else if (one.kind === 'speaker') words.dir = 'auto';
    if (one.lang && /article|section/.test(one.kind)) Object.assign(about ?? {}, { lang: one.lang, dir: one.dir });
    if (!about) item.querySelector('.who').remove();
    if (key) {
      const sign = item.querySelector('[data-part="status"]');
      sign.dataset.s = key;
      sign.setAttribute('aria-describedby', `means-${key}`);
    }
    return item;
  };

  doc.querySelector('.finder').hidden = false;
  const field = at('q'), hits = at('hits'), list = at('found'), more = at('more');
  let asked = null;     // the text whose results are shown or on their way
  let running;          // until they are shown
  let lines = [];

  const show = async (text, from) => {
    const next = lines.slice(from, from + PAGE);
    const items = (await Promise.all(next.map(line))).map(draw);
    if (asked !== text) return;
    // Who walked the results of the letters before goes on from the field.
    if (!from && list.contains(doc.activeElement)) field.focus();
    if (!from) list.textContent = '';
    list.append(...items);
    more.hidden = lines.length <= from + PAGE;
  };

  const answer = async (text) => {
    history.replaceState(history.state, '', text ? `#q=${encodeURIComponent(text)}` : '#');
    try {
      const result = await search(text);
      if (asked !== text) return;
      lines = result?.lines ?? [];
      await show(text, 0);
      if (asked !== text) return;
      hits.value = !result ? '' : [lines.length ? say('count') + lines.length : say('none'), result.part ? say('part') : ''].join(' ');
    } catch {
      if (asked === text) { asked = null; hits.value = say('broken'); }
    }
  };
  const run = () => {
    const text = field.value.trimStart();
    if (text !== asked) {
      asked = text;
      running = answer(text);
    }
    return running;
  };

  let timer;
  const soon = () => { clearTimeout(timer); timer = setTimeout(run, 120); };
  field.addEventListener('input', soon);
  more.addEventListener('click', async () => {
    const { length } = list.children;
    await show(asked, length);
    list.children[length]?.querySelector('a').focus();
  });

  doc.querySelector('.finder').addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const links = [...list.querySelectorAll('a')], here = links.indexOf(target);
    const walks = target === field || here >= 0;
    if (key === 'ArrowDown' && walks) (links[here + 1] ?? (more.hidden ? target : more)).focus();
    else if (key === 'ArrowUp' && here >= 0) (links[here - 1] ?? field).focus();
    else if (key === 'ArrowUp' && target === more) links.at(-1).focus();
    else if (key === 'Enter' && target === field) { clearTimeout(timer); run().then(() => list.querySelector('a')?.click()); }
    else if (key === 'Escape' && field.value) { field.value = ''; field.focus(); soon(); }
    else if (key === 'Escape') target.blur();
    else return;
    event.preventDefault();
  });

  // The question stands in the address, so that it can be passed on, and is there after Back.
  const read = () => {
    const text = new URLSearchParams(location.hash.slice(1)).get('q') ?? new URLSearchParams(location.search).get('q');
    if (text === null) return;
    field.focus();
    if (text === asked) return;
    field.value = text;
    run();
  };
  addEventListener('hashchange', read);
  addEventListener('pageshow', read);
  load(index).catch(() => { hits.value = say('broken'); });
})();
