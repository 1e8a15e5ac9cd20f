// A field in which one types to find one of a list, or to begin something new.
import { el, folded, fresh } from './dom.js';

const MOST = 40;
// True where every word that was typed stands in the option.
const matches = (typed) => {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return ({ id, name, sub }) => words.every((word) => folded(`${name} ${id} ${sub ?? ''}`).includes(word));
};

// `options` gives `{id, name, sub}`, and `n` of what has a number; `more(typed)` gives what begins something new. `change(id)` hears what
// was chosen, or what was typed and is nothing of the list; `pasted(text)` may take a paste. With `begins`, what is like
// nothing of the list begins something new where the field is left.
export function combo({ value, options, more = () => null, change, pasted, label, placeholder, begins = false }) {
  const list = el('ul', { role: 'listbox', id: fresh('list'), 'aria-label': label, hidden: true });
  const input = el('input', {
    type: 'text', id: fresh('combo'), role: 'combobox', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', placeholder,
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  });
  let shown = [];
  let active = -1;
  let open = false;
  let chosen = value;
  const write = (id) => { chosen = id; input.value = options().find((option) => option.id === id)?.name ?? id ?? ''; };
  write(value);

  const shut = () => {
    open = false;
    active = -1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  // `quiet` where the keys are elsewhere by now.
  const choose = (option, quiet = false) => {
    input.value = option.name;
    chosen = option.id;
    shut();
    change(option.id, option, quiet);
  };
  const mark = (to) => {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = to;
    list.children[to].setAttribute('aria-selected', 'true');
    list.children[to].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', list.children[to].id);
  };
  const unfold = (typed) => {
    // A claim that is called by its number comes first.
    const found = options().filter(matches(typed)).toSorted((a, b) => (String(b.n) === typed.trim()) - (String(a.n) === typed.trim()));
    shown = [...found.slice(0, MOST), ...[more(input.value.trim()) || []].flat()];
    list.replaceChildren(...shown.map((option) => el('li', {
      role: 'option', id: fresh('option'), 'aria-selected': 'false',
      // The focus stays in the field.
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => choose(option),
    }, option.mark && [el('b', { class: 'mark' }, option.mark), ' '], option.name, option.sub && el('small', {}, option.sub))));
    open = shown.length > 0;
    active = -1;
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    input.removeAttribute('aria-activedescendant');
    if (open && typed.trim()) mark(0);
  };

  input.addEventListener('input', (event) => {
    const text = input.value.trim();
    if (event.inputType === 'insertFromPaste' && pasted?.(text)) return shut();
    chosen = text || undefined;
    change(chosen);
    unfold(text);
  });
  // Who comes back finds what is like the words that stand there; where something was chosen, everything.
  const again = () => (options().some(({ id }) => id === chosen) ? '' : input.value.trim());
  input.addEventListener('click', () => (open ? shut() : unfold(again())));
  let tabbed = false;
  input.addEventListener('blur', () => {
    // The field is only out of sight with its window.
    if (document.activeElement === input) return shut();
    // A name that was typed whole is as good as one that was chosen.
    const text = folded(input.value.trim());
    const whole = text ? options().filter(({ id, name }) => id === text || folded(name) === text) : [];
    if (whole.length === 1 && whole[0].id !== chosen) choose(whole[0]);
    else if (begins && text && !whole.length && !options().some((option) => option.id === chosen || matches(text)(option))) choose(more(input.value.trim()), !tabbed);
    else shut();
  });
  input.addEventListener('keydown', (event) => {
    const { key } = event;
    tabbed = key === 'Tab';
    const take = (act) => { event.preventDefault(); event.stopPropagation(); act(); };
    if (key === 'ArrowDown') take(() => (open ? mark((active + 1) % shown.length) : unfold(again())));
    else if (key === 'ArrowUp' && open) take(() => mark((active - 1 + shown.length) % shown.length));
    else if (key === 'Enter' && open && active >= 0 && !event.ctrlKey && !event.metaKey) take(() => choose(shown[active]));
    else if (key === 'Escape' && open) take(shut);
  });
  return { box: el('div', { class: 'combo' }, input, list), input, write, unfold: () => unfold('') };
}
