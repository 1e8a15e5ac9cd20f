// Languages and directions beside each other: code and addresses run from left to right in every
// language, and numbers, names, titles and quotes keep their order and that of their neighbours.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { address, contextFor, ofDocuments, visit, wide } from './browser.mjs';
import { buildSite } from './site.mjs';

const files = {
  'gainsay.yaml': 'title: دفتر الميناء\nlanguage: ar\n',
  'content/article.yaml': 'title: رصيف قديم\nlanguage: ar\n',
  'content/01-quay.md': `أُغلق الرصيف في عام 2021 ثم فُتح في عام 2023.[^year] واستدعى الكاتب \`close(quay);\` مرتين.

وفي عام 1990[^year]، لم يكن هنا شيء.

\`\`\`
if (tide > 2) {
  close(quay);
}
\`\`\`

\`\`\`rust
let quay = open();
\`\`\`

- اكتب \`git push;\` ثم انتظر.

| الأمر | المعنى |
|---|---|
| \`quay --shut;\` | إغلاق |

[^year]: دفتر عام 2024.
`,
  'content/01-quay.yaml': `claims:
  first: {quote: في عام 2021}
  second: {quote: فُتح في عام 2023}
`,
};

function write(all) {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-directions-'));
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return buildSite(folder);
}

let built;
const arabic = () => (built ??= write(files));

// Where the characters of a text stand, from its left to its right.
const order = (page, selector) => page.$$eval(selector, (all) => all.map((element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const at = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.length; i++) {
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const { left, top, width } = range.getBoundingClientRect();
      if (width) at.push({ character: node.data[i], left, top });
    }
  }
  return at.sort((a, b) => a.top - b.top || a.left - b.left).map((one) => one.character).join('');
}));

test('code in an article in Arabic reads from left to right and stands at the left', () => visit(arabic(), wide, async (page) => {
  assert.deepEqual(await order(page, '.prose :not(pre) > code'), ['close(quay);', 'git push;', 'quay --shut;']);
  assert.deepEqual(await order(page, '.prose pre'), ['if (tide > 2) {  close(quay);}', 'let quay = open();']);
  const indents = await page.$$eval('.prose pre', (all) => all.map((pre) => {
    const range = document.createRange();
    range.selectNodeContents(pre);
    return Math.round(range.getBoundingClientRect().left - pre.getBoundingClientRect().left - parseFloat(getComputedStyle(pre).paddingLeft));
  }));
  assert.deepEqual(indents.map((px) => px <= 2), [true, true], `${indents}`);
}));

test('the number of a claim or of a footnote stands after the year before it', () => visit(arabic(), wide, async (page) => {
  const boxes = await page.evaluate(() => ['.marker', '.footnote-ref'].flatMap((selector) => [...document.querySelectorAll(`.prose p > ${selector}`)].map((number) => {
    // The digits that stand right before it in the text.
    const range = document.createRange();
    range.setStart(number.closest('p'), 0);
    range.setEndBefore(number);
    const before = range.toString().match(/\d{4}(?=\.?$)/);
    if (!before) return null;
    const walker = document.createTreeWalker(number.closest('p'), NodeFilter.SHOW_TEXT);
    let node = walker.nextNode(), year = null;
    for (; node; node = walker.nextNode()) {
      const at = node.data.indexOf(before[0]);
      if (at >= 0) { year = document.createRange(); year.setStart(node, at); year.setEnd(node, at + 4); }
    }
    return { what: selector + before[0], left: year.getBoundingClientRect().left, right: number.getBoundingClientRect().right };
  })));
  assert.deepEqual(boxes.map((b) => b?.what), ['.marker2021', '.marker2023', '.footnote-ref2023', '.footnote-ref1990']);
  for (const { what, left, right } of boxes) assert.ok(right <= left + 8, `${what}: ends at ${right}, the year begins at ${left}`);
}));

// Articles in five languages under an index in English: the pages of one speak its language, and for
// the Hebrew, the Chinese and the French one there are no words, so that their pages speak English.
const mixed = {
  'gainsay.yaml': 'title: Harbour Desk\nlanguage: en\nseverity: {claim-unsourced: off, lock-missing: off}\n',
  'content/sources.yaml': `log: {title: "سجل المنارة (1931)", language: ar, url: 'https://log.example/1931', publisher: "مكتب الميناء.", date: 1931-04-02, kind: document}
survey: {title: "Survey of the quays (2019), vol. 2", url: 'https://county.example/survey', publisher: 'County Statistics, Ltd.', kind: report, date: 2019}
bare: {title: "Tide tables [draft]", url: 'https://county.example/tides/'}
`,
  'content/speakers.yaml': `mayor: {name: "أونا بتريل (1901)", role: "عمدة البلدة."}
board: {name: "The Harbour Board, Inc.", role: "a board (since 1880)"}
`,
  ...Object.fromEntries(Object.entries({
    ar: ['منارة لم يزرها أحد', 'قال المجلس إن المنارة بقيت مضاءة حتى الفجر في 1931.', 'المنارة بقيت مضاءة', 'يقول السجل ذلك بكلماته.', 'لم تنطفئ المنارة.'],
    he: ['מגדלור שאיש לא ביקר בו', 'המועצה אמרה כי המגדלור דלק עד השחר בשנת 1931.', 'המגדלור דלק עד השחר', 'כך כתוב ביומן המגדלור.', 'המגדלור לא כבה.'],
    zh: ['无人到访的灯塔', '理事会说灯塔在1931年一直亮到黎明。', '灯塔在1931年一直亮到黎明', '灯塔的日志就是这样写的。', '灯塔没有熄灭。'],
    fr: ['Un phare que nul ne visite', 'Le conseil a dit que le phare brûla jusqu’à l’aube en 1931.', 'le phare brûla jusqu’à l’aube', 'Le registre le dit avec ces mots.', 'Le phare ne s’éteignit pas.'],
    en: ['A light that nobody visits', 'The board said that the lamp was lit until dawn in 1931.', 'the lamp was lit until dawn', 'The log says so in these words.', 'The lamp did not go out.'],
  }).flatMap(([language, [title, text, quote, finding, states]]) => [
    [`content/${language}/article.yaml`, JSON.stringify({ title, language, byline: 'أونا بتريل', published: '2026-11-01', rights: finding, corrections: { date: '2026-11-02', text: finding } })],
    [`content/${language}/01-night.md`, `---\ntitle: "${title} II"\n---\n\n${text}\n`],
    [`content/${language}/01-night.yaml`, JSON.stringify({ claims: { lit: {
      quote, states, finding, speaker: ['board', 'mayor'], date: '1931-04-02', checked: '2026-11-20', was: `${quote} 1930`, note: finding, history: { date: '2026-11-20', note: finding },
      later: { date: '2026-11-21', text: states, sources: ['log', 'survey'] },
      citations: [{ source: 'log', relation: 'supports', passage: 'بقيت المنارة مضاءة.' }, { source: 'survey', relation: 'contradicts', passage: { text: 'the lamp was out by two.', locator: 'page 12 (b)' } }, { source: 'bare', relation: 'qualifies' }],
      counters: { id: 'dark', relation: 'denies', speaker: 'mayor', says: states, finding, checked: '2026-11-20' },
    } } })],
  ])),
};
let several;
const desk = () => (several ??= write(mixed));

// What each text is in, where its letters or its words tell.
const tongues = [
  ['ar', 'rtl', /سجل المنارة|يقول السجل|لم تنطفئ|منارة لم يزرها|بقيت المنارة|المنارة بقيت/],
  ['he', 'rtl', /\p{Script=Hebrew}/u],
  ['zh', 'ltr', /\p{Script=Han}/u],
  ['fr', 'ltr', /Le registre le dit|Le phare ne|Un phare que|le phare brûla/],
  ['en', 'ltr', /Survey of the quays|Tide tables|The log says so|The lamp did not|A light that|the lamp was/],
];

test('every text whose language is known says so, and its direction, wherever it stands', { timeout: 120_000 }, async () => {
  const site = desk();
  const found = await ofDocuments(site, site.pages, (doc, given) => {
    const out = [], seen = [];
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // A sentence to copy is one text, in which the words of others are isolated.
      if (node.parentElement.closest('template, #cited')) continue;
      for (const [lang, dir, source, flags] of given) {
        if (!new RegExp(source, flags).test(node.data)) continue;
        const said = node.parentElement.closest('[lang]').lang;
        const way = node.parentElement.closest('[dir]').dir;
        seen.push(lang);
        if (said !== lang || (way !== dir && way !== 'auto')) out.push(`${said} ${way}, not ${lang} ${dir}: ${node.data.slice(0, 60)} in ${node.parentElement.outerHTML.slice(0, 90)}`);
      }
    }
    return { out, seen };
  }, tongues.map(([lang, dir, words]) => [lang, dir, words.source, words.flags]));
  const wrong = Object.entries(found).flatMap(([name, { out }]) => out.map((one) => `${name}: ${one}`));
  assert.deepEqual(wrong, []);
  const seen = new Set(Object.values(found).flatMap((one) => one.seen));
  assert.deepEqual([...seen].sort(), ['ar', 'en', 'fr', 'he', 'zh']);
});

// Names are in any language. Each is set apart, by its element or by marks where there is no markup,
// so that signs at its ends stay with it and those around it do not move.
test('names beside words of the other direction keep their signs', { timeout: 60_000 }, async () => {
  for (const [name, dir, foreign] of [
    ['ar/claims/lit.html', 'rtl', ['The Harbour Board, Inc.', 'County Statistics, Ltd.', 'a board (since 1880)', 'Survey of the quays (2019), vol. 2', 'Tide tables [draft]', 'page 12 (b)']],
    ['ar/index.html', 'rtl', ['County Statistics, Ltd.', 'Survey of the quays (2019), vol. 2', 'Tide tables [draft]', 'The Harbour Board, Inc.', 'page 12 (b)']],
    ['speakers/board.html', 'ltr', ['أونا بتريل (1901)']],
    ['en/claims/lit.html', 'ltr', ['أونا بتريل (1901)', 'مكتب الميناء.', 'سجل المنارة (1931)', 'عمدة البلدة.']],
  ]) {
    await visit(desk(), wide, async (page) => {
      const wrong = await page.evaluate(([all, way]) => {
        const out = [];
        if (document.documentElement.dir !== way) out.push(`the page runs ${document.documentElement.dir}`);
        for (const words of all) {
          const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          let times = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            times += 1;
            const places = [...words].map((_, i) => {
              const range = document.createRange();
              range.setStart(node, at + i);
              range.setEnd(node, at + i + 1);
              return range.getClientRects()[0];
            }).filter((box) => box?.width);
            // On one line, the first letter and the last stand at the ends of the whole, each at its own.
            if (!places.length || places.some((box) => Math.abs(box.top - places[0].top) > 4)) continue;
            const own = /\p{Script=Arabic}/u.test(words) ? -1 : 1;
            const first = places[0], last = places.at(-1);
            const low = Math.min(...places.map((b) => b.left)), high = Math.max(...places.map((b) => b.right));
            const right = own === 1 ? first.left <= low + .5 && last.right >= high - .5 : first.right >= high - .5 && last.left <= low + .5;
            if (!right) out.push(`${words} in ${node.parentElement.outerHTML.slice(0, 120)}`);
          }
          if (!times) out.push(`${words} is not there`);
        }
        return out;
      }, [foreign, dir]);
      assert.deepEqual(wrong, [], name);
    }, name);
  }
});

// The pages of articles in Arabic, Hebrew and Chinese, with sources in other languages and directions: what is read of each
// line, from its left to its right, is what it is with every part isolated, in the direction of its own words.
test('every reference in Arabic, Hebrew and Chinese pages stands as it does with isolates', { timeout: 240_000 }, async () => {
  const site = desk();
  const names = site.pages.filter((name) => /^(ar|he|zh)\//.test(name) || /^(sources|speakers|search)/.test(name));
  const context = await contextFor(site, wide);
  const page = await context.newPage();
  const wrong = [];
  let references = 0;
  for (const name of names) {
    await page.goto(address(site, name));
    const { out, count } = await page.evaluate(() => {
      document.querySelectorAll('details').forEach((one) => { one.open = true; });
      const strong = /[\p{L}]/u, rtl = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
      const order = (block) => {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), at = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement.closest('.unseen')) continue;
          for (let i = 0; i < node.length; i += 1) {
            if (/\s/.test(node.data[i])) continue;
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const { left, top, width } = range.getBoundingClientRect();
            if (width) at.push({ character: node.data[i], left, top });
          }
        }
        return at.sort((a, b) => (Math.abs(a.top - b.top) > 6 ? a.top - b.top : a.left - b.left)).map((one) => one.character).join('');
      };
      const own = (element) => {
        let text = '';
        for (const node of element.childNodes) {
          if (node.nodeType === 3) text += node.data;
          else if (node.nodeType === 1 && !node.matches('bdi, [dir]')) text += own(node);
        }
        return text;
      };
      const blocks = [...document.querySelectorAll('main :is(p, li, dd, dt, h1, h2, h3, h4, figcaption, summary, legend)')]
        .filter((b) => !b.matches('#cited') && !b.querySelector('p, li, dd, h1, h2, h3, h4, div, details') && b.checkVisibility());
      const inline = 'a, bdi, cite, q, time, [lang], b[data-s], b[data-r], .number, .kind, .states';
      const out = [];
      let count = 0;
      for (const block of blocks) {
        const parts = [...block.querySelectorAll(inline)].filter((one) => !one.matches('.unseen, .unseen *'));
        if (!parts.length) continue;
        count += parts.length;
        for (const one of [block, ...block.querySelectorAll('*')]) one.style.whiteSpace = 'nowrap';
        const is = order(block);
        for (const one of parts) {
          one.style.unicodeBidi = 'isolate';
          const first = [...own(one)].find((c) => strong.test(c));
          if (!one.dir && first) one.style.direction = rtl.test(first) ? 'rtl' : 'ltr';
        }
        const should = order(block);
        if (is !== should) out.push(`${is} is ${should} in ${block.outerHTML.replace(/ style="[^"]*"/g, '').slice(0, 400)}`);
      }
      return { out, count };
    });
    references += count;
    wrong.push(...out.map((one) => `${name}: ${one}`));
  }
  await context.close();
  assert.ok(references > 500, `${references}`);
  assert.deepEqual(wrong, []);
});

test('no marker and no number of a footnote begins a line of a text without blanks', { timeout: 60_000 }, async () => {
  const site = write({
    'gainsay.yaml': 'title: 港口\nlanguage: zh\nseverity: {claim-unsourced: off, lock-missing: off}\n',
    'content/article.yaml': 'title: 无人到访的灯塔\n',
    'content/01-night.md': `${['一', '二', '三', '四', '五', '六'].map((n) => `第${n}夜灯塔一直亮到黎明[^${n}]港口的人都看见了第${n}艘船在雾里来了又走`).join('')}。\n\n${['一', '二', '三', '四', '五', '六'].map((n) => `[^${n}]: 注。`).join('\n')}\n`,
    'content/01-night.yaml': JSON.stringify({ claims: Object.fromEntries(['一', '二', '三', '四', '五', '六'].map((n, i) => [`ship-${i}`, { quote: `第${n}艘船` }])) }),
  });
  await visit(site, wide, async (page) => {
    const text = await page.locator('.prose p').first().innerText();
    for (let width = 320; width <= 420; width += 4) {
      await page.setViewportSize({ width, height: 800 });
      const first = await page.evaluate(() => [...document.querySelectorAll('.prose p > .marker, .prose p > .footnote-ref')].filter((number) => {
        const walker = document.createTreeWalker(number.closest('p'), NodeFilter.SHOW_TEXT);
        let last = null;
        for (let node = walker.nextNode(); node && !number.contains(node) && number.compareDocumentPosition(node) & 2; node = walker.nextNode()) last = node;
        const range = document.createRange();
        range.setStart(last, last.length - 1);
        range.setEnd(last, last.length);
        const before = range.getBoundingClientRect(), own = number.getClientRects()[0];
        return own.left < before.right - 2;
      }).map((number) => number.outerHTML.slice(0, 60)));
      assert.deepEqual(first, [], `at ${width} px`);
    }
    await page.locator('.prose p').first().evaluate((p) => getSelection().selectAllChildren(p));
    const copied = await page.evaluate(() => getSelection().toString());
    assert.equal(copied, text.replace(/\d/g, ''));
  });
});
