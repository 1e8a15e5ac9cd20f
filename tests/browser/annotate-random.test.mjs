// Words that are selected at random in Markdown of many kinds and scripts are read exactly, saved as claims, and marked
// to the letter; of the files nothing else changes. What was drawn is repeated with GAINSAY_SEED.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { inserted, openDesk, serve, stopAll } from './annotate.mjs';

after(stopAll);
const seed = Number(process.env.GAINSAY_SEED ?? 19);
const EACH = 10;

const kinds = {
  paragraphs: 'The ferry left at dawn, and nobody waved.\n\nIt came back late. The harbour was dark by then; the lamp had failed.\n\nIt came back late again the next day.',
  emphasis: 'The *old* lamp was **bright and _warm_ at once**, said the ***keeper***; half*way* up it `flickers`.',
  links: 'She read [the *whole* report](https://county.example/a) and <https://county.example/b>, then [a note][n].\n\n[n]: https://county.example/c "A title"',
  list: '- bread from the mill\n- salt, and oil\n\n  kept in a jar\n- wine\n  1. red wine\n  2. white wine',
  tight: '1. first came the mayor\n2. then the clerk\n   - with a hat\n   - without gloves\n3. last the band',
  tasks: '- [x] paint the door\n- [ ] mend the roof of the shed',
  quotation: '> The board met twice.\n>\n> > It decided nothing, said one.\n>\n> Then it rose.\n\nSo it was.',
  alert: '> [!WARNING]\n> The stairs are wet in winter.\n>\n> Hold the rail with both hands.',
  table: '| ship | crew | weight |\n|---|:-:|--:|\n| Aurora | 12 men | 1,200 t |\n| Borealis | 9 women | 3.5 t |\n| Celeste | nobody | -5 t |',
  code: 'Before `let mut x = -1;` runs:\n\n```rust\nfn main() {\n    println!("the lamp is {}", 5);\n}\n```\n\n    indented code, four spaces\n\nAfter it.',
  footnotes: 'The deck was laid in 1931.[^a] It was mended later[^b] by the guild.\n\n[^a]: So says the *plate* on the pillar.\n[^b]: In two summers,\n    with oak.\n\n    And with iron.',
  breaks: 'one line of it  \nand a second line\\\nand a third,\nthen the last',
  headings: '### A smaller heading\n\nWords below it.\n\n#### One smaller *still*\n\nMore words below that.',
  struck: 'The vote was ~~nine~~ eight to four, ~~and late~~ on a Monday.',
  picture: 'Above the picture.\n\n![the bridge in fog](../static/bridge.png "The bridge")\n\nA small one ![of a gull](../static/bridge.png) in a line.',
  entities: 'Salt &amp; pepper cost &lt; 5&nbsp;&euro;, &copy; nobody; \\*not emphasis\\* and a \\[bracket\\].',
  numbers: 'It cost $1,200.50 at 10:30, up 5% from €3; the U.S. share fell to -0.5 in 2021/22, at 21°.',
  punctuation: '“I won’t,” said O’Hara — “not now… not ever!” (He didn’t.) It’s well-known, isn’t it?',
  rule: 'Above the line.\n\n---\n\nBelow the line.\n\n***\n\nAnd at the end.',
  Arabic: 'قال المجلس إنّ *المنارة* بقيت مضاءة حتى الفجر، وإن الحارس لم يغادر غرفته.\n\n- وصلت سفينة واحدة\n- وغادرت 12 سفينة مع `ls -l` الصباح',
  Hebrew: 'המועצה הצביעה *ביום שני* לסגור את הגשר, אמר ראש העיר ב-12 במרץ.\n\n> איש לא ראה את הקרש מאז 2021.',
  Chinese: '市议会在星期一以**九比四**通过关闭人行桥的决议。市长说，自2021年以来没有检查员看过桥面。\n\n这座桥建于1931年。',
  Japanese: '灯台の*明かり*は夜明けまで消えなかった。番人は部屋を出なかったと、港の記録にある。',
  Hindi: 'परिषद ने सोमवार को *नौ के मुक़ाबले चार* मतों से पुल बंद करने का निर्णय लिया। क्षेत्र के मंत्री ने विरोध किया।',
  Thai: 'สภาลงมติเมื่อวันจันทร์ให้ปิดสะพานคนเดิน และ*นายกเทศมนตรี*ไม่เห็นด้วย',
  Korean: '의회는 월요일에 *다리를* 닫기로 결정했다. 시장은 반대했다고 말했다.',
  emoji: 'The vote 🗳️ was close 👩‍👩‍👧‍👦, the flag 🇨🇭 was up, and 👍🏽 from the crowd; naïve cafés, e\u0301lan.',
};
const language = { Arabic: 'ar', Hebrew: 'he', Chinese: 'zh', Japanese: 'ja', Hindi: 'hi', Thai: 'th', Korean: 'ko' };
const names = Object.keys(kinds);
const slug = (name) => name.toLowerCase();
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const files = (chosen) => ({
  'gainsay.yaml': "title: Words\nseverity: {claim-unsourced: 'off', lock-missing: 'off'}\n",
  'static/bridge.png': picture,
  'content/article.yaml': 'title: Words of many kinds\n',
  ...Object.fromEntries(chosen.map((name) => {
    const at = String(names.indexOf(name) + 1).padStart(2, '0');
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

describe('selections at random', { concurrency: 2 }, () => {
  for (const half of [0, 1]) {
    const chosen = names.filter((_, at) => at % 2 === half);
    test(`${EACH} random selections of each kind are saved and marked: ${chosen.join(', ')}`, { timeout: 118_000 }, async () => {
      const { address, texts } = await serve(files(chosen));
      const { page, frame } = await openDesk(address);
      const before = texts();
      await page.evaluate(() => addEventListener('message', ({ data }) => { if (data.kind === 'selection') window.told = data; }));
      const all = [];
      for (const name of chosen) {
        const drawn = await frame.evaluate(draw, { section: slug(name), each: EACH, from: seed * 1000 + names.indexOf(name) });
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
    });
  }
});
