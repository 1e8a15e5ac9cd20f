// The panel beside the page: what stands in it, and when it came up. A press counts only a moment after that.
import { $ } from './dom.js';

let since = 0;
let shown = 0;
let closed = () => {};
// Changes with what the panel shows: an answer that comes late does not take the place of something else.
export const turn = () => shown;
export const isOpen = () => !$('panel').hidden;
addEventListener('focus', () => { since = performance.now(); });

// A press by a script is none, nor one that was meant for what stood there before, such as a window that went away.
export const isMeant = (event) => event.isTrusted && performance.now() - since > 350 && document.hasFocus();

// `focus` is what takes the focus, the heading by default. `onclose` hears when something else takes the place.
export function show(title, children, { focus, onclose = () => {} } = {}) {
  closed();
  closed = onclose;
  since = performance.now();
  shown += 1;
  $('heading').textContent = title;
  $('body').replaceChildren(...[children].flat(9).filter(Boolean));
  $('panel').hidden = false;
  $('panel').scrollTop = 0;
  $('beside').hidden = true;
  const to = focus && $('body').querySelector(focus);
  (to || $('heading')).focus();
}
export function hide() {
  closed();
  closed = () => {};
  shown += 1;
  $('panel').hidden = true;
  $('body').replaceChildren();
}
