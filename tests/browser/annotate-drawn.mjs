// Selections that are drawn at random in a site of sections: each is read as it was selected, saved as a claim, and
// marked to the letter, and of the files nothing else changes. What was drawn is repeated with GAINSAY_SEED.
// In: Markdown by name. Out: nothing, or an assertion that fails.
import assert from 'node:assert/strict';
import { inserted, openDesk, serve } from './annotate.mjs';

const seed = Number(process.env.GAINSAY_SEED ?? 19);
const EACH = 10;
const language = { Arabic: 'ar', Hebrew: 'he', Chinese: 'zh', Japanese: 'ja', Hindi: 'hi', Thai: 'th', Korean: 'ko' };
const slug = (name) => name.toLowerCase();
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const files = (kinds) => ({
  'gainsay.yaml': "title: Words\nseverity: {claim-unsourced: 'off', lock-missing: 'off'}\n",
  'static/bridge.png': picture,
  'content/article.yaml': 'title: Words of many kinds\n',
  ...Object.fromEntries(Object.keys(kinds).map((name, i) => {
    const at = String(i + 1).padStart(2, '0');
    return [`content/${at}-${slug(name)}.md`, `---\ntitle: Of ${name}\n${language[name] ? `language: ${language[name]}\n` : ''}---\n\n${kinds[name]}\n`];
  })),
});

// Draws in the page: ranges between any two places of the text of a section, and selects each as it is asked for.
const draw = ({ section, each, from }) => {
  let state = from;
  const chance = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const heading = document.getElementById(section);
  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = [...document.querySelectorAll('.prose h2')].find((other) => follows(heading, other));
  const texts = [];
  const walk = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const isOf = follows(heading, node) && !heading.contains(node) && !(next && (follows(next, node) || next.contains(node)));
    if (isOf && node.data.trim() && !node.parentElement.closest('.notes, .footnote-ref, .footnote-back, .alert-title, figcaption, del')) texts.push(node);
  }
  const noteOf = (node) => node.parentElement.closest('.footnotes li');
  window.drawn = [];
  for (let tries = 0; window.drawn.length < each && tries < 2000; tries++) {
    const first = chance(texts.length);
    const last = Math.min(texts.length - 1, first + chance(3) * chance(3));
    if (noteOf(texts[first]) !== noteOf(texts[last])) continue;
    const [a, z] = [texts[first], texts[last]];
    const start = chance(a.data.length);
    const end = a === z ? start + 1 + chance(Math.min(60, a.data.length - start)) : 1 + chance(z.data.length);
    const range = document.createRange();
    range.setStart(a, start);
    range.setEnd(z, end);
    const held = range.cloneContents();
    for (const part of held.querySelectorAll('.notes, .footnote-ref, .footnote-back, .alert-title, figcaption, del')) part.remove();
    if (/[\p{L}\p{N}]/u.test(held.textContent)) window.drawn.push({ range, words: held.textContent });
  }
  return window.drawn.map(({ words }) => words);
};

export async function checkSelections(kinds) {
  const { address, texts } = await serve(files(kinds));
  const { page, frame } = await openDesk(address);
  const before = texts();
  await page.evaluate(() => addEventListener('message', ({ data }) => { if (data.kind === 'selection') window.told = data; }));
  const all = [];
  for (const [number, name] of Object.keys(kinds).entries()) {
    const drawn = await frame.evaluate(draw, { section: slug(name), each: EACH, from: seed * 1000 + number });
    assert.equal(drawn.length, EACH, `${name} has words`);
    for (const [at, words] of drawn.entries()) {
      await page.evaluate(() => { window.told = null; });
      await frame.evaluate((n) => {
        getSelection().removeAllRanges();
        getSelection().addRange(window.drawn[n].range);
      }, at);
      await page.waitForFunction(() => window.told, null, { polling: 20 });
      const told = await page.evaluate(() => window.told);
      const bare = (text) => text.replace(/[\s\u00ad\u200b\u2060\ufeff]/g, '');
      assert.ok(bare(told.exact).includes(bare(words)), `${name}: “${words}” is in “${told.exact}”`);
      assert.ok(told.exact.length - words.trim().length < 60, `${name}: “${words}” is no more than widened in “${told.exact}”`);
      all.push({ name, id: `${slug(name)}-${at}`, told });
    }
  }
  const refusals = await page.evaluate(async (wanted) => {
    const headers = { 'Content-Type': 'application/json', 'X-Gainsay-Token': JSON.parse(sessionStorage.token) };
    const state = await (await fetch('/_desk/state?page=', { headers })).json();
    const refused = [];
    let { seen } = state;
    for (const { id, told: { exact, prefix, suffix, section } } of wanted) {
      const body = JSON.stringify({ kind: 'claim', article: state.article, id, seen, words: { exact, prefix, suffix, section }, claim: {}, sources: {}, speakers: {}, draft: false });
      const answer = await fetch('/_desk/save', { method: 'POST', headers, body });
      const told = await answer.json();
      if (answer.status === 200) seen = { ...seen, ...told.seen };
      else refused.push(`${id}: “${exact}”: ${JSON.stringify(told)}`);
    }
    return refused;
  }, all);
  assert.deepEqual(refusals, []);
  await frame.waitForFunction((count) => new Set([...document.querySelectorAll('mark.claim')].map((mark) => mark.dataset.c)).size === count, all.length, { timeout: 30_000 });
  const marks = await frame.evaluate(() => Object.fromEntries([...document.querySelectorAll('mark.claim[id]')].map((mark) => {
    // Of marks within others, each letter counts for all of them.
    const own = [...document.querySelectorAll(`mark[data-c="${mark.dataset.c}"]`)].map((segment) => {
      const words = segment.cloneNode(true);
      for (const other of words.querySelectorAll('.notes, .footnote-ref, del')) other.remove();
      return words.textContent;
    });
    return [mark.id.slice(2), own.join('').replace(/\s+/g, '')];
  })));
  for (const { id, told } of all) assert.equal(marks[id], told.exact.replace(/\s+/g, ''), id);
  const now = texts();
  for (const [name, text] of Object.entries(now)) {
    if (/\d-\w+\.yaml$/.test(name)) assert.equal(inserted(before[name] ?? '', text), text, name);
    else assert.equal(text, before[name], name);
  }
}
