// Comfort for readers with script; every page works without it.
(() => {
  const doc = document, root = doc.documentElement;
  const find = (selector) => doc.querySelector(selector);
  const all = (selector) => doc.querySelectorAll(selector);

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
    const choice = chosen && find(`#theme-${chosen}`);
    if (choice) choice.checked = true;
    doc.addEventListener('change', ({ target }) => {
      if (target.name === 'theme') { stored(target.value); colour(target.value); }
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
    for (const button of all('.copy')) {
      button.hidden = false;
      button.onclick = async () => {
        const { words, to } = button.dataset;
        if (await copy(words ? doc.getElementById(words).textContent : new URL(to, location).href)) button.nextElementSibling.textContent = button.dataset.done;
        button.focus({ preventScroll: true });
      };
    }

    // The key of the search page, unless somebody is typing, or has turned it off there.
    doc.addEventListener('keydown', (event) => {
      const { key, target } = event;
      const typing = target.matches('textarea, select, input:not([type=radio], [type=checkbox])');
      if (key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const way = find('main [aria-keyshortcuts="/"]') ?? find('[aria-keyshortcuts="/"]');
      if (!way || stored(undefined, 'slash') === 'off') return;
      event.preventDefault();
      if (way.href) location = `${way.href}#q=`;
      else way.focus();
    });
  });
})();

// The script of the cards comes when a reader points at something or goes through links with the keyboard, and never on touch.
(() => {
  const { dataset: { cards, looks } } = document.currentScript;
  const begin = ({ pointerType, target }) => {
    if (pointerType === 'touch' || !target.matches(pointerType ? 'a *, a, .status' : ':focus-visible')) return;
    for (const kind of ['pointerover', 'focusin']) document.removeEventListener(kind, begin);
    const script = Object.assign(document.createElement('script'), { src: cards });
    script.dataset.looks = looks;
    document.head.append(script);
  };
  for (const kind of ['pointerover', 'focusin']) document.addEventListener(kind, begin);
  document.addEventListener('DOMContentLoaded', () => {
    for (const name of document.querySelectorAll('.status[aria-describedby]:not(.note *)')) name.tabIndex = 0;
  });
})();
