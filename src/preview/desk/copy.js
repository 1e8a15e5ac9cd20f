// The saved copy of a source as words, from which a passage is taken: whole sentences by pressing them, or any words
// that are selected. Two stretches are joined by `[...]`.
import { ask } from './api.js';
import { button, el, folded, fresh, say, worded } from './dom.js';

const GAP = ' [...] ';

// The passage that stretches of the copy make, each `{block, start, end}`.
function joined(blocks, taken) {
  const order = taken.toSorted((a, b) => a.block - b.block || a.start - b.start);
  let passage = '';
  let last = null;
  for (const { block, start, end } of order) {
    if (last?.block === block && start <= last.end) {
      passage += blocks[block].slice(Math.max(start, last.end), end);
      last.end = Math.max(end, last.end);
      continue;
    }
    const next = last && (last.block === block ? !blocks[block].slice(last.end, start).trim()
      : block === last.block + 1 && !blocks[last.block].slice(last.end).trim() && !blocks[block].slice(0, start).trim());
    passage += (last ? (next ? ' ' : GAP) : '') + blocks[block].slice(start, end);
    last = { block, start, end };
  }
  return passage.replace(/\s+/g, ' ').trim();
}

// `now` is the passage as it stands: what was typed in it stays, before what is taken.
// `again` offers it once more where there is no copy yet.
export async function openCopy({ source, article, into, put, now, again }) {
  const { status, blocks: typed, text } = await ask(`copy/${source}?article=${article ?? ''}`);
  if (status !== 200) {
    again();
    const why = text || 'There is no saved copy to show.';
    into.append(el('p', { class: 'hint' }, worded(why)));
    into.querySelector('button')?.focus();
    return say(why);
  }
  // The end of a line is that of no sentence.
  const blocks = typed.map((words) => words.replace(/\s+/g, ' ').trim());
  let taken = [];
  let before = now();
  let given = before;
  const unpress = () => {
    taken = [];
    for (const span of view.querySelectorAll('[aria-pressed=true]')) span.setAttribute('aria-pressed', 'false');
  };
  const heed = () => {
    if (now() === given) return;
    before = now();
    unpress();
  };
  const give = () => {
    given = [before, joined(blocks, taken)].filter(Boolean).join(GAP);
    put(given);
  };

  const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
  const paragraphs = blocks.map((words, block) => {
    const paragraph = el('p', { 'data-block': block });
    for (const { segment, index } of sentences.segment(words)) {
      const own = segment.trim();
      const start = index + segment.indexOf(own);
      const stretch = { block, start, end: start + own.length };
      if (!own || /^\[(\.\.\.|…)\]$/.test(own)) {
        paragraph.append(segment);
        continue;
      }
      const press = (event) => {
        // Who selects words ends on a sentence too.
        if (event.type === 'click' && !getSelection().isCollapsed) return;
        if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        heed();
        const on = !taken.includes(stretch);
        taken = on ? [...taken, stretch] : taken.filter((other) => other !== stretch);
        span.setAttribute('aria-pressed', String(on));
        give();
      };
      const span = el('span', { role: 'button', tabindex: '0', 'aria-pressed': 'false', onclick: press, onkeydown: press }, own);
      paragraph.append(segment.slice(0, start - index), span, segment.slice(start - index + own.length));
    }
    return paragraph;
  });
  const view = el('div', { class: 'copy', role: 'group', 'aria-label': 'Saved copy' }, paragraphs);
  const search = el('input', { type: 'text', id: fresh('search'), autocomplete: 'off' });
  search.addEventListener('input', () => {
    const words = folded(search.value.trim());
    for (const paragraph of paragraphs) paragraph.hidden = !folded(paragraph.textContent).includes(words);
  });

  // Any words: from where the selection begins in its paragraph to where it ends.
  const takeSelected = button('Take the selected words', () => {
    const selection = getSelection();
    const stretches = selection.rangeCount ? selected(selection.getRangeAt(0), paragraphs, blocks) : [];
    if (!stretches.length) return say('Select words of the copy first.');
    heed();
    taken.push(...stretches);
    give();
    selection.removeAllRanges();
    say('Taken.');
  });
  takeSelected.addEventListener('pointerdown', (event) => event.preventDefault());
  into.replaceChildren(
    el('p', { class: 'hint' }, 'Press sentences to take them, or select words and take these.'),
    el('div', { class: 'field' }, el('label', { for: search.id }, 'Find in the copy'), search),
    view,
    el('p', { class: 'row' }, takeSelected, button('Begin again', () => {
      heed();
      unpress();
      give();
    })),
  );
  view.querySelector('[role=button]')?.focus();
}

function selected(range, paragraphs, blocks) {
  const isPart = /[\p{L}\p{N}]/u;
  return paragraphs.flatMap((paragraph, block) => {
    if (paragraph.hidden || !range.intersectsNode(paragraph)) return [];
    const words = blocks[block];
    const before = (node, offset) => {
      const head = document.createRange();
      head.selectNodeContents(paragraph);
      if (!paragraph.contains(node)) return null;
      head.setEnd(node, offset);
      return head.toString().length;
    };
    let start = before(range.startContainer, range.startOffset) ?? 0;
    let end = before(range.endContainer, range.endOffset) ?? words.length;
    while (start < end && /\s/.test(words[start])) start++;
    while (end > start && /\s/.test(words[end - 1])) end--;
    // A word is taken whole.
    while (start > 0 && start < end && isPart.test(words[start - 1]) && isPart.test(words[start])) start--;
    while (end < words.length && end > start && isPart.test(words[end]) && isPart.test(words[end - 1])) end++;
    return end > start ? [{ block, start, end }] : [];
  });
}
