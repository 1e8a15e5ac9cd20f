// Documents that pandoc makes of random Markdown, with comments, footnotes and tracked changes, become articles that
// say the same words, and every comment stands on the words that pandoc gives it. `GAINSAY_DOCUMENTS` says how many.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { program } from './program.mjs';

const count = Number(process.env.GAINSAY_DOCUMENTS ?? 20);
const seed = Number(process.env.GAINSAY_SEED ?? 1);

const WORDS = 'the council voted nine to four on Monday to close footbridge mayor said inspector deck since 2021 U.S. 1,200 *not* report — “quoted words” it\'s café naïve 日本語 مرحبا a_b c*d <tag> & amp; [bracket] 5% $5 #hash 1. -dash +plus `tick` ~tilde~ |pipe| \\back under_score http://a.example/x_y (paren) e.g. !bang :colon: {brace} ^caret^ Ωmega İstanbul'.split(' ');

// A generator of numbers from 0 to 1, the same for the same seed (Mulberry32).
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function draft(next) {
  const one = (list) => list[Math.floor(next() * list.length)];
  const from = (low, high) => low + Math.floor(next() * (high - low + 1));
  const escaped = (word) => word.replace(/[\\`*_{}[\]()#+\-.!|<>~^$"'@:&=%]/g, '\\$&');
  const words = (n) => Array.from({ length: n }, () => escaped(one(WORDS))).join(' ');
  const notes = [];
  let comments = 0;
  const inline = (length, marked = true) => {
    const out = [];
    for (let i = 0; i < length;) {
      const n = from(1, 5);
      i += n;
      const some = words(n);
      const kind = next();
      if (kind < 0.08) out.push(`*${some}*`);
      else if (kind < 0.16) out.push(`**${some}**`);
      else if (kind < 0.2) out.push(`[${some}](https://link.example/p_${from(1, 99)}?a=b&c=(d))`);
      else if (kind < 0.24) out.push(`\`${one(['x=1', 'a|b', '--flag', 'fn(){}'])}\``);
      else if (kind < 0.3 && marked) {
        comments += 1;
        const said = `c${comments} https://source${from(1, 9)}.example/doc p. ${from(1, 99)}`;
        const attributes = `id="${comments}" author="Ada" date="2024-03-05T10:00:00Z"`;
        out.push(`[${said}]{.comment-start ${attributes}}${some}[]{.comment-end id="${comments}"}`);
      } else if (kind < 0.34 && marked) {
        notes.push(`[^n${notes.length}]: ${words(4)}`);
        out.push(`${some}[^n${notes.length - 1}]`);
      } else if (kind < 0.38) out.push(`[${some}]{.insertion author="B" date="2024-03-05T10:00:00Z"}`);
      else if (kind < 0.42) out.push(`[${some}]{.deletion author="B" date="2024-03-05T10:00:00Z"}`);
      else if (kind < 0.44) out.push(`~~${some}~~`);
      else if (kind < 0.46) out.push(`***${some}***`);
      else out.push(some);
    }
    return out.join(' ');
  };
  const cell = (n) => inline(n, false).replaceAll('\\|', '').replaceAll('|', '');
  const block = () => {
    const kind = next();
    if (kind < 0.2) return `${'#'.repeat(from(1, 4))} ${inline(4, next() < 0.2)}`;
    if (kind < 0.65) return inline(from(5, 60));
    if (kind < 0.75) return Array.from({ length: from(2, 5) }, () => (next() < 0.7 ? `- ${inline(from(3, 12))}` : `    - ${inline(4)}`)).join('\n');
    if (kind < 0.82) return Array.from({ length: from(2, 4) }, (_, i) => `${i + 1}. ${inline(6)}`).join('\n');
    if (kind < 0.88) return `> ${inline(15)}`;
    if (kind < 0.95) return [`| ${cell(3)} | ${cell(2)} |`, '|---|---|', `| ${cell(3)} | ${cell(2)} |`].join('\n');
    return '```\ncode line\n  * x | y\n```';
  };
  const blocks = Array.from({ length: from(3, 14) }, block);
  const title = next() < 0.6 ? ['---\ntitle: "A title of words"\n---'] : [];
  return [...title, ...blocks, ...notes].join('\n\n');
}

const pandoc = (...args) => execFileSync('pandoc', args, { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
const letters = (text) => text.replace(/\s+/gu, '').replaceAll('¶', '');

// The letters of what pandoc read, and where comments begin and end among them. What is struck out says nothing.
function read(document) {
  const found = { text: '', comments: new Map() };
  const pass = (value) => {
    if (Array.isArray(value)) return value.forEach(pass);
    const { t: kind, c: content } = value ?? {};
    if (kind === 'Str') found.text += letters(content);
    else if (['Code', 'CodeBlock', 'Math'].includes(kind)) found.text += letters(content[1]);
    else if (['Note', 'Strikeout', 'Image', 'RawInline', 'RawBlock'].includes(kind)) return;
    else if (kind === 'Span') {
      const [[, classes, attributes], inside] = content;
      const id = Object.fromEntries(attributes).id;
      if (classes.includes('deletion')) return;
      if (classes.includes('comment-start')) found.comments.set(id, { from: found.text.length, said: read({ blocks: inside, meta: {} }).text });
      else if (classes.includes('comment-end')) found.comments.get(id).to = found.text.length;
      else pass(inside);
    } else if (['Link', 'Div', 'Quoted', 'OrderedList'].includes(kind)) pass(content[1]);
    else if (kind === 'Header') pass(content[2]);
    else if (kind === 'Table') [content[3], ...content[4], content[5]].forEach(pass);
    else if (Array.isArray(content)) pass(content);
  };
  pass(document.meta.title);
  pass(document.blocks);
  return found;
}

// A line of YAML as it is meant.
const unquoted = (line) => (line.startsWith('"') ? JSON.parse(line) : line.startsWith("'") ? line.slice(1, -1).replaceAll("''", "'") : line);
const markdown = (source) => {
  const args = ['-f', 'commonmark+strikeout+pipe_tables+raw_html', '-t', 'json'];
  return read(JSON.parse(execFileSync('pandoc', args, { input: source, encoding: 'utf8' }))).text;
};

test('the words of documents of pandoc are those of the articles, and comments stand on their words', { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-import-'));
  let comments = 0;
  for (let i = 0; i < count; i += 1) {
    const at = (name) => join(folder, `draft-${i}${name}`);
    writeFileSync(at('.md'), draft(random(seed * 10_000 + i)));
    pandoc(at('.md'), '-o', at('.docx'));
    const told = JSON.parse(execFileSync(program, ['import', at('.docx'), at('-site'), '--format', 'json'], { encoding: 'utf8' }));
    const wanted = read(JSON.parse(pandoc(at('.docx'), '--track-changes=all', '-t', 'json')));
    const content = join(at('-site'), 'content');
    const title = unquoted(/^title: (.*)$/m.exec(readFileSync(join(content, 'article.yaml'), 'utf8'))[1]);
    let text = wanted.text.startsWith(letters(title)) ? letters(title) : '';
    for (const name of readdirSync(content).filter((name) => name.endsWith('.md')).sort()) {
      const [, head, body] = /^(?:---\n(.*?)\n---\n)?(.*)$/s.exec(readFileSync(join(content, name), 'utf8'));
      text += letters(head ? unquoted(head.slice('title: '.length)) : '') + markdown(body);
    }
    assert.equal(text, wanted.text, `document ${i} of seed ${seed}`);
    for (const [id, { from, to, said }] of wanted.comments) {
      const span = wanted.text.slice(from, to);
      const files = readdirSync(content).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(join(content, name), 'utf8'));
      const mark = said.split('https')[0];
      assert.match(mark, /^c\d+$/);
      const isSaid = (note) => letters(note).includes(`:${said}`) || letters(note).includes(said);
      const placed = files.some((text) => isSaid(text));
      const listed = told['not-placed'].some(({ text }) => isSaid(text));
      assert.ok(placed || listed, `comment ${id} of document ${i} is lost`);
      if (!placed) continue;
      comments += 1;
      const claim = files.flatMap((text) => text.split(/\n(?= {2}[a-z0-9-]+:\n)/)).find(isSaid);
      const words = told.claims.filter(({ id: of }) => claim.includes(`  ${of}:\n`)).map(({ words }) => letters(words));
      assert.ok(words.some((words) => words.includes(span)), `comment ${id} of document ${i}: ${span} is not in ${words}`);
    }
    execFileSync(program, ['build', at('-site')], { stdio: 'ignore' });
  }
  rmSync(folder, { recursive: true });
  assert.ok(comments > count / 2, `${comments} comments were compared`);
});
