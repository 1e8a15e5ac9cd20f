// Languages and directions beside each other: code and addresses run from left to right in every
// language, and numbers, names, titles and quotes keep their order and that of their neighbours.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { visit, wide } from './browser.mjs';
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
