// Pages in Arabic, whole: notes, rail, sheet, point and counterpoint and maps stand the other way
// round, and so does the way on from page to page.
import assert from 'node:assert/strict';
import { line, phone, scriptless, settle, visit, wide } from './browser.mjs';
import { desk } from './site.mjs';

const article = 'lighthouse/index.html';
const only = [desk];

line(7, 'notes of an article in Arabic stand at its left, one below the other', async (site) => {
  for (const width of [992, 1024, 1312, 1440, 2560]) {
    for (const options of [{}, scriptless]) {
      await visit(site, { ...wide, ...options, viewport: { width, height: 900 } }, async (page) => {
        if (options !== scriptless) await settle(page);
        const wrong = await page.evaluate((placed) => {
          const text = document.querySelector('.prose').getBoundingClientRect();
          // Notes stand below the panel of the marks, where that is in the margin too.
          const panel = document.querySelector('.marks');
          let end = getComputedStyle(panel).position === 'absolute' ? panel.getBoundingClientRect().bottom : -Infinity;
          return [...document.querySelectorAll('.note')].flatMap((note) => {
            const box = note.getBoundingClientRect(), mark = document.querySelector(`mark[id][data-c="${note.dataset.c}"]`).getClientRects()[0];
            const out = [];
            if (box.right > text.left) out.push(`${note.id} stands on the text`);
            if (box.left < 0) out.push(`${note.id} leaves the screen`);
            if (box.top < Math.max(end - 1, mark.top - 6)) out.push(`${note.id} starts too early`);
            if (placed && mark.top - 6 > end && Math.abs(box.top - mark.top) > 6) out.push(`${note.id} is not level with its mark`);
            end = box.bottom;
            return out;
          });
        }, options !== scriptless);
        assert.deepEqual(wrong, [], `at ${width} px`);
      }, article);
    }
  }
}, only);

line(7, 'the rail and the parts of a note are at the other side too', (site) => visit(site, wide, async (page) => {
  const { rail, text, when, note, dir } = await page.evaluate(() => {
    const box = (s) => document.querySelector(s).getBoundingClientRect().toJSON();
    return { rail: box('.rail a'), text: box('.prose'), when: box('.note .when'), note: box('.note'), dir: document.documentElement.dir };
  });
  assert.equal(dir, 'rtl');
  assert.ok(rail.left >= text.right, 'the rail stands at the right');
  assert.ok(when.left - note.left < 20, 'the date stands at the end of the note');
}, article), only);

line(12, 'the sheet of an article in Arabic is whole, and is closed at its left', (site) => visit(site, phone, async (page) => {
  await page.locator('.prose .marker').first().tap();
  await page.locator('.note:target').waitFor();
  const { sheet, close, width } = await page.evaluate(() => {
    const box = (s) => document.querySelector(s).getBoundingClientRect().toJSON();
    return { sheet: box('.note:target'), close: box('.note:target .back'), width: innerWidth };
  });
  assert.ok(sheet.left === 0 && sheet.right === width);
  assert.ok(close.right < width / 4, `closed at ${close.right}`);
}, article), only);

line(20, 'the claim stands at the right of what is against it, and maps grow from the right', (site) => visit(site, wide, async (page) => {
  const [point, counter] = await page.$$eval('.sides > .side', (all) => all.map((e) => e.getBoundingClientRect().toJSON()));
  assert.ok(point.left >= counter.right && point.top === counter.top);
  const indents = await page.$$eval('.map li > p', (all) => all.map((p) => {
    const list = p.parentElement.getBoundingClientRect(), box = p.getBoundingClientRect();
    return box.left === list.left && box.right < list.right;
  }));
  assert.ok(indents.length > 1 && indents.every(Boolean), 'boxes are indented from the right');
}, 'lighthouse/claims/lit.html'), only);
