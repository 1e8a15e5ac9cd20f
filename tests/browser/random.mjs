// Writes a site of articles in which claims lie at random over blocks at random: paragraphs, lists,
// lists in lists, quotations, tables, code, footnotes, headings and images. A claim may begin in one
// block and end in another, and lie in, over or across others. The same seed gives the same site.
// In: a folder, how many articles, a seed. Out: its Markdown and YAML.
import { writer } from './write.mjs';

// Mulberry32, after Tommy Ettinger.
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, pick: (list) => list[below(list.length)] };
}

const stems = ['quay', 'tar', 'lamp', 'net', 'rope', 'toll', 'barrel', 'gale', 'bar', 'mast', 'pilot', 'ledger', 'o', 'breakwater'];

// The text of an article under way. Every word is the only one of its kind, so that all words in a
// row, across blocks too, are a quote that stands there once.
function scribe({ below, pick }) {
  const said = [];      // the words in the order of the page
  const notes = [];     // those of each footnote, which no claim runs into
  const images = [];
  let made = 0;
  const word = (into) => {
    const one = `${pick(stems)}${(made += 1)}`;
    into.push(one);
    return one;
  };
  const run = (least, most, into = said) => Array.from({ length: least + below(most - least) }, () => word(into)).join(' ');
  const inline = (text) => {
    const words = text.split(' ');
    const at = below(words.length);
    const dress = pick([(w) => w, (w) => w, (w) => `*${w}*`, (w) => `\`${w}\``, (w) => `[${w}](https://quay.example/)`, (w) => `**${w}**`]);
    words[at] = dress(words[at]);
    return words.join(' ');
  };
  const line = (least, most) => inline(run(least, most));
  const blocks = {
    paragraph: () => line(8, 60),
    short: () => line(1, 4),
    heading: () => `### ${run(2, 6)}`,
    list: () => Array.from({ length: 1 + below(5) }, () => `- ${line(2, 14)}`).join('\n'),
    loose: () => Array.from({ length: 1 + below(3) }, () => `1. ${line(2, 14)}\n\n   ${line(2, 14)}`).join('\n'),
    nested: () => `- ${line(2, 9)}\n  - ${line(2, 9)}\n    1. ${line(2, 9)}\n  - ${line(2, 9)}\n- ${line(2, 9)}`,
    quotation: () => `> ${line(4, 20)}\n>\n> ${line(2, 12)}\n>\n> > ${line(2, 8)}`,
    alert: () => `> [!${pick(['NOTE', 'WARNING'])}]\n> ${line(4, 20)}`,
    table: () => {
      const columns = 2 + below(2);
      const row = (cell) => `|${Array.from({ length: columns }, cell).join('|')}|`;
      return [row(() => run(1, 3)), row(() => '---'), ...Array.from({ length: 1 + below(4) }, () => row(() => line(1, 5)))].join('\n');
    },
    code: () => `\`\`\`${pick(['', 'rust'])}\n${run(1, 5)}\n    ${run(1, 5)}\n\`\`\``,
    footnote: () => {
      notes.push([]);
      const name = `n${notes.length}`;
      const text = line(3, 20);
      return `${text}[^${name}] ${line(3, 20)}\n\n[^${name}]: ${run(3, 20, notes.at(-1))}`;
    },
    image: () => {
      const alt = run(2, 5, []);
      images.push(alt);
      return `![${alt}](../../static/${images.length}.svg)${below(2) ? ` ${line(2, 9)}` : ''}`;
    },
    rule: () => '* * *',
  };
  return { said, notes, images, blocks, run };
}

const statuses = [
  {},
  { checked: '2026-11-20', finding: 'Nobody who was asked could say who had counted them, or when.' },
  { checked: '2026-11-20', finding: 'The ledger has it.', citations: { source: 'ledger', relation: 'supports', passage: 'entered on the left and cast up on the right' } },
  { kind: 'opinion' },
];

// Long notes in some articles, so that they have to give way to each other. No claim has the words
// of another.
function claims(rolls, { said, notes, images }, count, letter) {
  const all = {};
  const seen = new Set();
  const add = (quote) => {
    const key = JSON.stringify(quote);
    if (seen.has(key)) return;
    seen.add(key);
    // Their order in the file is not that in the text.
    all[`${letter}${String(rolls.below(9000))}-${seen.size}`] = { ...rolls.pick(statuses), quote };
  };
  const within = (words, longest) => {
    const from = rolls.below(words.length);
    return words.slice(from, from + 1 + rolls.below(longest)).join(' ');
  };
  for (let i = 0; i < count; i++) {
    const longest = rolls.pick([3, 8, 8, 30, 90, 300]);
    const where = rolls.next();
    if (where < .08 && images.length) {
      const at = rolls.below(images.length);
      add({ exact: images[at], image: `${at + 1}.svg` });
    } else if (where < .16 && notes.length) add(within(rolls.pick(notes), longest));
    else add(within(said, longest));
  }
  return all;
}

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120" viewBox="0 0 320 120"><rect width="320" height="120" fill="#dde3ea"/></svg>\n';
const pictures = 12;

export function writeRandom(folder, articles, seed) {
  const put = writer(folder);
  put('gainsay.yaml', 'title: Quays at random\n');
  put('content/sources.yaml', 'ledger: {title: Ledger of the works, url: "https://ledger.example/works", kind: document, date: 1931}\n');
  for (let i = 1; i <= pictures; i++) put(`static/${i}.svg`, picture);
  for (let i = 0; i < articles; i++) {
    const rolls = dice(seed + i);
    const text = scribe(rolls);
    const kinds = Object.keys(text.blocks);
    // Claims in titles overlap too.
    const heads = { title: [], standfirst: [], section: [] };
    for (const words of Object.values(heads)) text.run(4, 12, words);
    const written = [];
    // Two images in a row, a list in a list, and so on: some articles know few kinds of blocks.
    const known = rolls.below(2) ? kinds : [rolls.pick(kinds), rolls.pick(kinds), 'paragraph'];
    for (let n = 2 + rolls.below(14); n > 0; n--) {
      const kind = rolls.pick(known);
      if (kind === 'image' && text.images.length === pictures) continue;
      written.push(text.blocks[kind]());
    }
    if (!text.said.length) written.push(text.blocks.paragraph());
    const crowd = i % 25 === 24 ? 90 : 2 + rolls.below(16);
    const none = { notes: [], images: [] };
    const inHead = { ...claims(rolls, { ...none, said: heads.title }, rolls.below(4), 't'), ...claims(rolls, { ...none, said: heads.standfirst }, rolls.below(4), 's') };
    const inText = { ...claims(rolls, { ...none, said: heads.section }, rolls.below(4), 'h'), ...claims(rolls, text, crowd, 'c') };
    put(`content/a${i}/article.yaml`, `${JSON.stringify({ title: heads.title.join(' '), standfirst: heads.standfirst.join(' '), claims: inHead })}\n`);
    put(`content/a${i}/01-text.md`, `---\ntitle: ${heads.section.join(' ')}\n---\n\n${written.join('\n\n')}\n`);
    put(`content/a${i}/01-text.yaml`, `${JSON.stringify({ claims: inText })}\n`);
  }
}
