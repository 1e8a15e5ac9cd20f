// Selections that are drawn at random in a site of sections: each is read as it was selected, saved as a claim, and
// marked to the letter where it was drawn, and of the files nothing else changes. What was drawn is repeated with
// GAINSAY_SEED.
// In: Markdown by name. Out: how many were saved and which were refused, or an assertion that fails.
import assert from 'node:assert/strict';
import { choose, inserted, marked, openDesk, serve, settled } from './annotate.mjs';

const seed = Number(process.env.GAINSAY_SEED ?? 19);
const language = { Arabic: 'ar', Hebrew: 'he', Chinese: 'zh', Japanese: 'ja', Hindi: 'hi', Thai: 'th', Korean: 'ko' };
const slug = (name) => name.toLowerCase();
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const QUIET = "severity: {claim-unsourced: 'off', lock-missing: 'off'}\n";
const stem = (name, at) => `content/${String(at + 1).padStart(3, '0')}-${slug(name)}`;
// What stands in a file of claims already, as somebody typed it.
const byHand = (name) => [`# By hand.\r\nclaims:\r\n    by-hand-${slug(name)}: # why\r\n        says: Nothing.\r\n`, '# The end'];
export const filesOf = (kinds, config = '') => ({
  'gainsay.yaml': `title: Words\n${config}${QUIET}`,
  'static/bridge.png': picture,
  'content/article.yaml': 'title: Words of many kinds\n',
  ...Object.fromEntries(Object.keys(kinds).flatMap((name, at) => [
    [`${stem(name, at)}.md`, `---\ntitle: Of ${name}\n${language[name] ? `language: ${language[name]}\n` : ''}---\n\n${kinds[name]}\n`],
    [`${stem(name, at)}.yaml`, byHand(name).join('')],
  ])),
});

// Stands in the page: the text of a section, ranges that are drawn in it, and where its marks are, in letters.
const inPage = () => {
  const NO_WORDS = '.notes, .marker, .footnote-ref, .footnote-back, .alert-title, figcaption, del';
  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const letters = (text) => text.replace(/\s+/g, '').length;
  const textsOf = (section, after) => {
    const heading = document.getElementById(section);
    const next = document.getElementById(after);
    const texts = [];
    const walk = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      const isOf = follows(heading, node) && !heading.contains(node) && !(next && (follows(next, node) || next.contains(node)));
      if (isOf && node.data.trim() && !node.parentElement.closest(NO_WORDS)) texts.push(node);
    }
    return texts;
  };
  const placeOf = (texts, node, offset) => texts.slice(0, texts.indexOf(node)).reduce((sum, one) => sum + letters(one.data), 0) + letters(node.data.slice(0, offset));
  window.draw = ({ section, after, each, from }) => {
    let state = from;
    const chance = (below) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const texts = textsOf(section, after);
    const noteOf = (node) => node.parentElement.closest('.footnotes li');
    window.drawn = [];
    for (let tries = 0; texts.length && window.drawn.length < each && tries < 2000; tries++) {
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
      for (const part of held.querySelectorAll(NO_WORDS)) part.remove();
      const place = [placeOf(texts, a, start), placeOf(texts, z, end)];
      if (/[\p{L}\p{N}]/u.test(held.textContent)) window.drawn.push({ range, words: held.textContent, place });
    }
    return window.drawn.map(({ words, place }) => ({ words, place }));
  };
  // The letters that the marks of each claim of a section cover, and where.
  window.marksIn = ({ section, after }) => {
    const texts = textsOf(section, after);
    const found = {};
    let at = 0;
    for (const node of texts) {
      for (let mark = node.parentElement.closest('mark.claim'); mark; mark = mark.parentElement.closest('mark.claim')) {
        const id = document.querySelector(`mark[id][data-c="${mark.dataset.c}"]`).id.slice(2);
        found[id] ??= { words: '', place: [at, at] };
        found[id].words += node.data.replace(/\s+/g, '');
        found[id].place[1] = at + letters(node.data);
      }
      at += letters(node.data);
    }
    return found;
  };
};
const bare = (text) => text.replace(/[\s\u00ad\u200b\u2060\ufeff]/g, '');

// `each` selections of each kind. Of `hand`, as many again in all are made by a mouse and by keys, through the panel.
export async function checkSelections(kinds, { each = 10, config = '', from = 0, hand = 0 } = {}) {
  const files = filesOf(kinds, config);
  const { address, texts } = await serve(files);
  const { page, frame } = await openDesk(address);
  const names = Object.keys(kinds);
  const part = (at) => ({ section: slug(names[at]), after: names[at + 1] && slug(names[at + 1]) });
  const before = texts();
  await page.evaluate(() => addEventListener('message', ({ data }) => { if (data.kind === 'selection') window.told = data; }));
  const refused = [];
  const byHands = hand ? await selectByHand(page, frame, { names, part, hand, from }) : { saved: [], refused: [] };
  refused.push(...byHands.refused);
  const all = [];
  await frame.evaluate(inPage);
  for (const [number, name] of names.entries()) {
    const drawn = await frame.evaluate((wanted) => window.draw(wanted), { ...part(number), each, from: seed * 1000 + from + number });
    assert.ok(drawn.length === each || !/[\p{L}\p{N}]/u.test(await wordsOf(frame, part(number))), `${name} has words`);
    for (const [at, { words, place }] of drawn.entries()) {
      await page.evaluate(() => { window.told = null; });
      await frame.evaluate((n) => {
        getSelection().removeAllRanges();
        getSelection().addRange(window.drawn[n].range);
      }, at);
      await page.waitForFunction(() => window.told, null, { polling: 20 });
      const told = await page.evaluate(() => window.told);
      assert.ok(bare(told.exact).includes(bare(words)), `${name}: “${words}” is in “${told.exact}”`);
      assert.ok(bare(told.exact).length - bare(words).length < 60, `${name}: “${words}” is no more than widened in “${told.exact}”`);
      all.push({ number, name, id: `${slug(name)}-${at}`, told, place });
    }
  }
  const refusals = await page.evaluate(async (wanted) => {
    const headers = { 'Content-Type': 'application/json', 'X-Gainsay-Token': JSON.parse(sessionStorage.token) };
    const state = await (await fetch('/_desk/state?page=', { headers })).json();
    const refusedOnes = {};
    let { seen } = state;
    for (const { id, told: { exact, prefix, suffix, section } } of wanted) {
      const body = JSON.stringify({ kind: 'claim', article: state.article, id, seen, words: { exact, prefix, suffix, section }, claim: {}, sources: {}, speakers: {}, draft: false });
      const answer = await fetch('/_desk/save', { method: 'POST', headers, body });
      const answered = await answer.json();
      if (answer.status === 200) seen = { ...seen, ...answered.seen };
      else refusedOnes[id] = `“${exact}”: ${JSON.stringify(answered)}`;
    }
    return refusedOnes;
  }, all);
  for (const [id, why] of Object.entries(refusals)) refused.push(`${id}: ${why}`);
  const saved = [...byHands.saved, ...all.filter(({ id }) => !(id in refusals))];
  await frame.waitForFunction((count) => new Set([...document.querySelectorAll('mark.claim')].map((mark) => mark.dataset.c)).size === count, saved.length, { timeout: 60_000 });
  await frame.evaluate(inPage);
  for (const number of names.keys()) {
    const marks = await frame.evaluate((wanted) => window.marksIn(wanted), part(number));
    for (const { id, told, place } of saved.filter((one) => one.number === number)) {
      assert.equal(marks[id]?.words, told.exact.replace(/\s+/g, ''), `${id} in\n${kinds[names[number]]}`);
      // The same words may stand there twice: what was drawn is within the mark.
      assert.ok(marks[id].place[0] <= place[0] && place[1] <= marks[id].place[1], `${id}: ${place} is within ${marks[id].place} in\n${kinds[names[number]]}`);
    }
  }
  // Those may be in a heading too.
  for (const { id, told } of byHands.saved) assert.equal((await marked(frame, id)).replace(/\s+/g, ''), told.exact.replace(/\s+/g, ''), id);
  const now = texts();
  for (const [name, text] of Object.entries(now)) {
    const at = names.findIndex((one, number) => name === `${stem(one, number)}.yaml`);
    if (at < 0) assert.equal(text, before[name], name);
    else assert.ok(byHand(names[at]).join('') === text || inserted(before[name], text), name);
  }
  await page.context().browser().close();
  return { saved: saved.length, refused };
}
const wordsOf = (frame, { section, after }) => frame.evaluate(([one, other]) => {
  const range = document.createRange();
  range.setStartAfter(document.getElementById(one));
  if (document.getElementById(other)) range.setEndBefore(document.getElementById(other));
  else range.setEndAfter(document.querySelector('.prose').lastChild);
  const held = range.cloneContents();
  for (const element of held.querySelectorAll('.notes, .marker, figcaption, del, .alert-title')) element.remove();
  return held.textContent;
}, [section, after]);

// Words that are selected as a hand does, in turn with the mouse and with keys, and saved through the panel.
async function selectByHand(page, frame, { names, part, hand, from }) {
  let state = seed * 7919 + from;
  const chance = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const saved = [];
  const refused = [];
  for (let at = 0; at < hand; at++) {
    await frame.evaluate(inPage);
    await page.evaluate(() => { window.told = null; });
    const wanted = { ...part(chance(names.length)), each: 1, from: state };
    const drawn = await frame.evaluate((one) => {
      const [found] = window.draw(one);
      window.drawn[0]?.range.startContainer.parentElement.scrollIntoView({ block: 'center' });
      return found;
    }, wanted);
    if (!drawn) continue;
    const byMouse = at % 2 === 0;
    if (byMouse) await dragOver(page, frame);
    else await walkTo(page, frame, chance);
    if (!(await page.waitForFunction(() => window.told, null, { polling: 20, timeout: 1500 }).catch(() => null))) continue;
    await page.waitForTimeout(200);
    const told = await page.evaluate(() => window.told);
    // A link is dragged, not its words.
    if (told.across || (byMouse && !(await page.locator('#take').isVisible())) || !/[\p{L}\p{N}]/u.test(told.exact)) {
      await frame.evaluate(() => getSelection().removeAllRanges());
      await page.keyboard.press('Escape');
      continue;
    }
    if (byMouse) await page.locator('#take').click();
    else await page.keyboard.press('Enter');
    await page.locator('.choices button').first().waitFor();
    await choose(page, 'New claim');
    const id = `hand-${from}-${at}`;
    await page.getByLabel('Id', { exact: true }).fill(id);
    await settled(page);
    await page.keyboard.press('Control+Enter');
    await page.locator('#undo, #body .problem:not(.lesser):visible').first().waitFor();
    if (await page.locator('#undo').count()) {
      saved.push({ id, told });
      await frame.locator(`mark#c-${id}`).waitFor();
      await settled(page);
      await page.keyboard.press('Escape');
    } else {
      refused.push(`${id}: “${told.exact}”: ${await page.locator('#body .problem:visible').allInnerTexts()}`);
      await page.locator('#discard').click();
    }
  }
  return { saved, refused };
}
async function dragOver(page, frame) {
  const [from, to] = await frame.evaluate(() => {
    const boxes = [...window.drawn[0].range.getClientRects()].filter(({ width }) => width > 2);
    const [first, last] = [boxes[0], boxes.at(-1)];
    return first ? [{ x: first.left + 1, y: (first.top + first.bottom) / 2 }, { x: last.right - 1, y: (last.top + last.bottom) / 2 }] : [];
  });
  if (!from) return;
  const box = await page.locator('#page').boundingBox();
  await page.mouse.move(box.x + from.x, box.y + from.y);
  await page.mouse.down();
  await page.mouse.move(box.x + to.x, box.y + to.y, { steps: 5 });
  await page.mouse.up();
}
async function walkTo(page, frame, chance) {
  await frame.locator('article.prose').focus();
  await page.keyboard.press('Alt+a');
  const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowRight', ' ', 'a', 'e', 'o'];
  for (let n = chance(8); n >= 0; n--) await page.keyboard.press(keys[chance(keys.length)]);
}
