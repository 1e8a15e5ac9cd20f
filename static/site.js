// Comfort for readers with script; every page works without it.
(() => {
  const doc = document, root = doc.documentElement;
  const find = (selector) => doc.querySelector(selector);
  const all = (selector) => doc.querySelectorAll(selector);

  // Whether a key is meant for what is typed, or for the browser.
  const elsewhere = ({ target, ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey
    || target.matches('textarea, select, input:not([type=radio], [type=checkbox])');

  // The choice of colours is kept, and set before the first paint.
  const stored = (value, key = 'theme') => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* storage may be off */ }
  };
  const colour = (value) => { root.dataset.theme = value; };
  const chosen = stored();
  if (chosen) colour(chosen);
  // What only serves readers without scripts goes by this.
  root.classList.add('js');

  doc.addEventListener('DOMContentLoaded', () => {
    const choice = find(`#theme-${chosen}`);
    if (choice) choice.checked = true;
    doc.addEventListener('change', ({ target }) => {
      const [, value] = target.id.split('theme-');
      if (value) { stored(value); colour(value); }
    });

    // What changed since the reader was last here is marked. The time of the visit stays on this machine.
    const key = `visit ${find('.sitename a')?.href}`, now = new Date().toISOString();
    const [last, before] = stored(undefined, key)?.split(' ') ?? [];
    const since = last && Date.parse(now) - Date.parse(last) > 18e5 ? last : before;
    stored(since ? `${now} ${since}` : now, key);
    const changes = find('#changes');
    if (changes && since) {
      const line = doc.createElement('li');
      line.className = 'visit';
      line.textContent = `${changes.dataset.visit} ${new Date(since).toLocaleDateString(root.lang, { dateStyle: 'long' })}`;
      const older = [...changes.children].find(({ dataset }) => (dataset.on ?? '') <= since.slice(0, 10));
      changes.insertBefore(line, older ?? null);
    }

    // Without a clipboard, as from disk, a selection is copied.
    const copy = async (text) => {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const field = doc.createElement('textarea');
        field.value = text;
        root.append(field);
        field.select();
        const copied = doc.execCommand('copy');
        field.remove();
        return copied;
      }
      return true;
    };
    for (const name of all('b[aria-describedby]:not(.note *)')) name.tabIndex = 0;

    // The words that tell what was done stand on a page once.
    for (const button of all('.copy')) {
      const status = button.parentNode.appendChild(doc.createElement('span'));
      status.role = 'status';
      status.className = 'copied';
      button.hidden = false;
      button.onclick = async () => {
        const { words, to } = button.dataset;
        if (await copy(words ? doc.getElementById(words).textContent : new URL(to, location).href)) status.textContent = find('[data-done]').dataset.done;
        button.focus({ preventScroll: true });
      };
    }

    // The key of the search page, unless somebody is typing, or has turned keys off.
    doc.addEventListener('keydown', (event) => {
      if (event.key !== '/' || elsewhere(event)) return;
      const way = [...all('[aria-keyshortcuts]')].at(-1);
      if (!way || find('.keys input:not(:checked)') || stored(undefined, 'slash') === 'off') return;
      event.preventDefault();
      if (way.href) location = `${way.href}#q=`;
      else way.focus();
    });
  });

  // The filter, the keys that walk what it shows, and the rail. Without it the style sheet filters and counts.
  doc.addEventListener('DOMContentLoaded', () => {
    // Keys of one letter can be turned off: somebody who speaks to the machine may hit them unawares.
    const keys = find('.keys input');
    if (keys) {
      keys.closest('.keys').hidden = false;
      keys.checked = stored(undefined, 'slash') !== 'off';
      keys.onchange = () => stored(keys.checked ? 'on' : 'off', 'slash');
    }
    const form = find('#show-filter');
    if (!form) return;
    const boxes = [...all(':is(.legend, .chips) input')], panel = find('.marks'), back = find('.shut'), next = find('.state [type="button"]');
    const key = (box) => box.id.slice(5);
    // What is walked: markers in an article, entries in a list.
    const claims = [...all('.marker, .claim-index .items > li')];
    const shown = () => {
      const hidden = root.dataset.hide?.split(' ') ?? [];
      return hidden.includes('all') ? [] : claims.filter((claim) => !hidden.includes(claim.dataset.s));
    };

    // The rail is one stop; arrows move in it.
    const rail = [...all('.rail a')];
    const stops = () => rail.filter((link) => link.offsetParent);
    const stop = (to) => { for (const link of rail) link.tabIndex = link === to ? 0 : -1; };
    rail[0]?.closest('.rail').addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const open = stops();
      const to = event.key === 'Home' ? open[0] : event.key === 'End' ? open.at(-1) : step && open[open.indexOf(event.target) + step];
      if (!to) return;
      event.preventDefault();
      stop(to);
      to.focus();
    });

    // The root names what is hidden.
    const tally = (told) => {
      const on = boxes.filter((box) => box.checked).map(key);
      const off = (one) => !(on.includes(one) || (on.includes('but') && one !== 'supported'));
      if (on.length) root.dataset.hide = on.includes('none') ? 'all' : boxes.map(key).filter(off).join(' ');
      else delete root.dataset.hide;
      find('.tally').textContent = shown().length;
      if (told) find('.told').textContent = find('.state p').textContent;
      stop(stops()[0]);
    };
    // The last choice counts: all but one, no marks, or some.
    form.addEventListener('change', ({ target }) => {
      const whole = (box) => /^(but|none)$/.test(key(box));
      if (target.checked) for (const box of boxes) if (box !== target && (whole(box) || whole(target))) box.checked = false;
      tally(true);
    });
    const place = (claim) => (claim.matches('.marker') ? claim : claim.querySelector('a'));
    const ahead = () => shown().findIndex((claim) => claim.getBoundingClientRect().top > 60);
    form.addEventListener('reset', () => setTimeout(() => {
      tally(true);
      // The button is gone: the reader stays where the text is.
      if (doc.activeElement === doc.body) place(shown().at(ahead()))?.focus({ preventScroll: true });
    }));
    addEventListener('pageshow', () => tally());

    let last = null;
    const walk = (step) => {
      const open = shown(), here = doc.activeElement;
      const note = here.closest('.note') ?? find('.note:target');
      const c = note ?? here.closest('.marker');
      let i = open.findIndex((claim) => (c ? claim.dataset.c === c.dataset.c : claim.contains(here) || (claim === last && here === next)));
      // From where the reader is.
      if (i < 0 && (i = ahead()) >= 0) i -= step > 0;
      last = open.at((i + step) % open.length);
      if (!last) return;
      const to = place(last), { top } = to.getBoundingClientRect();
      if (top < 60 || top > innerHeight * .6) scrollBy({ top: top - innerHeight / 3, behavior: 'instant' });
      to.focus({ preventScroll: true });
      // Beside the text its note opens, and so it does where one is open.
      if (to !== last || note?.dataset.c === last.dataset.c) return;
      if (note || matchMedia('(min-width: 62rem)').matches) to.click();
    };
    next.hidden = false;
    next.onclick = () => walk(1);

    // The panel closes as it opened, and the page stays where it is.
    let from = null;
    const shut = () => {
      location.replace(back.hash);
      from?.focus({ preventScroll: true });
    };
    doc.addEventListener('click', (event) => {
      const link = event.target.closest('a');
      if (link === back) { event.preventDefault(); shut(); }
      if (link?.hash === '#marks') from = link;
    });
    doc.addEventListener('keydown', (event) => {
      const { key: pressed } = event;
      if (pressed === 'Escape' && panel.matches(':target')) return shut();
      if (!/^[np]$/.test(pressed) || elsewhere(event) || !keys.checked) return;
      walk(pressed === 'n' ? 1 : -1);
    });
  });

  // The script of the cards comes when a reader points at something or goes through links with the keyboard, and never on touch.
  const { cards } = doc.currentScript.dataset;
  const begin = ({ pointerType, target }) => {
    if (pointerType === 'touch' || !target.matches(pointerType ? 'a *, a, b' : ':focus-visible')) return;
    for (const kind of ['pointerover', 'focusin']) doc.removeEventListener(kind, begin);
    doc.head.append(Object.assign(doc.createElement('script'), { src: cards }));
  };
  for (const kind of ['pointerover', 'focusin']) doc.addEventListener(kind, begin);
})();
