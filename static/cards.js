// The card of a link to a claim or a source, and what a status means, on pointing or focus.
(() => {
  const doc = document, root = doc.documentElement, site = new URL('..', doc.currentScript.src);
  const known = {}, asked = {}, count = {}, what = 'a[href], b[aria-describedby]';
  let card, owner, wanted, timer;

  // The files in which the cards are call this. Each says how many of them its folder has.
  window.gainsayLooks = (all, lang, dir, of) => {
    const { src } = doc.currentScript;
    count[new URL('.', src)] = of;
    for (const id in all) known[new URL(`${id}.html`, src)] = { innerHTML: all[id], lang, dir };
  };
  const load = (file) => asked[file] ??= new Promise((done) => {
    const script = doc.createElement('script');
    script.onload = script.onerror = done;
    script.src = file;
    doc.head.append(script);
  });
  // Nothing where it stands beside the link.
  const behind = async (to) => {
    if (!to.href) return { innerHTML: doc.getElementById(to.getAttribute('aria-describedby')).innerHTML, lang: to.closest('[lang]').lang };
    const [url] = to.href.split('#'), [, folder, id] = /^(.*\/(?:claims|sources)\/)([a-z0-9-]+)\.html$/.exec(url) ?? [];
    if (!id || id === 'index' || !url.startsWith(site) || url === location.href.split('#')[0] || to.closest('.item-head, .items p > a, .table, .full, .endnote > .actions')) return;
    let sum = 0;
    for (const sign of id) sum = (sum * 31 + sign.charCodeAt()) % 2 ** 32;
    await load(`${folder}looks-0.js`);
    await load(`${folder}looks-${sum % (count[folder] ?? 1)}.js`);
    return known[url];
  };
  const drop = () => {
    card?.remove();
    if (owner?.href) owner.removeAttribute('aria-describedby');
    card = owner = wanted = null;
  };
  const later = (then, ms) => { clearTimeout(timer); timer = setTimeout(then, ms); };
  const want = (to, ms) => {
    wanted = to;
    if (to === owner) return clearTimeout(timer);
    const ready = behind(to);
    later(async () => {
      const found = await ready;
      if (wanted !== to) return;
      drop();
      if (!found) return;
      card = Object.assign(doc.createElement('div'), { className: 'look', id: 'look', ...found });
      card.setAttribute('role', 'tooltip');
      // It may not hold the focus.
      for (const link of card.querySelectorAll('a')) link.removeAttribute('href');
      owner = wanted = to;
      if (to.href) to.setAttribute('aria-describedby', 'look');
      root.append(card);
      const [box] = to.getClientRects(), { offsetHeight: tall, offsetWidth: broad, style } = card;
      const below = box.bottom + tall + 8 < innerHeight || box.top < tall + 8;
      style.top = `${scrollY + (below ? box.bottom + 3 : box.top - tall - 3)}px`;
      style.left = `${scrollX + Math.max(8, Math.min(box.left, root.clientWidth - broad - 8))}px`;
    }, ms);
  };
  const leave = (ms) => { wanted = null; later(drop, ms); };
  doc.addEventListener('pointerover', ({ pointerType, target }) => {
    const to = card?.contains(target) ? owner : target.closest(what);
    if (pointerType !== 'touch') to ? want(to, 120) : leave(250);
  });
  doc.addEventListener('focusin', ({ target }) => target.matches(`:is(${what}):focus-visible`) && want(target, 0));
  doc.addEventListener('focusout', () => leave(120));
  // The focus stays where it is.
  doc.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !card) return;
    event.stopImmediatePropagation();
    drop();
  }, true);
  // What the reader was at before this script was here.
  const focused = doc.activeElement.matches(`:is(${what}):focus-visible`) && doc.activeElement, [over] = [...doc.querySelectorAll(':hover')].reverse();
  const first = over?.closest(what) ?? focused;
  if (first) want(first, 60);
})();
