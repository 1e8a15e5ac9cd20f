// Makes elements, says things to screen readers, and keeps what outlives a reload.
export const $ = (id) => document.getElementById(id);

// An element with attributes, properties (where a value is no text) and listeners (`onclick`).
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.toggleAttribute(name, true);
    else made.setAttribute(name, value);
  }
  made.append(...children.flat(9).filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}
export const button = (text, onclick, attributes = {}) => el('button', { type: 'button', onclick, ...attributes }, text);
export const key = (...words) => el('kbd', {}, words);
// Names that a message sets between backticks are set as code.
export const worded = (text) => text.split('`').map((part, at) => (at % 2 ? el('code', {}, part) : part));
// What is told with others in a row begins and ends as a sentence does.
export const sentence = (text) => `${/^[a-z]/.test(text) ? text[0].toUpperCase() + text.slice(1) : text}${/[.?!]$/.test(text) ? '' : '.'}`;
// What is wrong, and how it is mended.
export const problemText = ({ text, hint }) => [text, hint].filter(Boolean).join('; ');
// For speech only.
export const unseen = (text) => el('span', { class: 'unseen' }, text);
export const opener = (href, what) => href && el('a', { class: 'opener', href }, 'Open in the editor', what && unseen(`: ${what}`));

// The same words twice are said twice.
export function say(text) {
  $('said').textContent = '';
  setTimeout(() => { $('said').textContent = text; }, 40);
}

// Storage may be off; then nothing outlives a reload.
export const kept = {
  get(name) {
    try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; }
  },
  set(name, value) {
    try {
      if (value === null || value === undefined) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, JSON.stringify(value));
    } catch { /* as said above */ }
  },
};

export const folded = (text) => String(text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
export const shortened = (text, most = 90) => (text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, '')} …` : text);
export const one = (count, single, several) => `${count} ${count === 1 ? single : several}`;
export const listed = (value) => (value === undefined || value === null ? [] : [value].flat());
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

let made = 0;
export const fresh = (name) => `${name}-${++made}`;

// Asks for another thing in the panel; `desk.js` hears it.
export const go = (what, id) => document.dispatchEvent(new CustomEvent('go', { detail: { what, id } }));
