// Notes never stand on one another: 200 articles with claims at random over blocks at random, at
// widths of phones and of screens, with scripts and without. The pages stand in frames of one page,
// so that a width is set once for all of them.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { contextFor, scriptless, settle, wide } from './browser.mjs';
import { base, buildSite } from './site.mjs';
import { writeRandom } from './random.mjs';

const articles = Number(process.env.ARTICLES ?? 200);
const widths = [390, 992, 1024, 1312, 1920];
const atOnce = 40;
// Another seed makes other pages: SEED=7 node --test tests/browser/overlap.test.mjs
const seed = Number(process.env.SEED ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'gainsay-random-'));
writeRandom(folder, articles, seed);
const site = buildSite(folder);

const resize = (width) => {
  for (const frame of document.querySelectorAll('iframe')) frame.style.width = `${width}px`;
};

// What is wrong with the notes of the pages that are open, at one width.
const wrong = ([width, placed, open]) => {
  const out = [];
  for (const frame of document.querySelectorAll('iframe')) {
    const doc = frame.contentDocument;
    const name = frame.src.match(/a\d+(?=\/index)/)[0];
    const notes = [...doc.querySelectorAll('.note')];
    const boxes = notes.map((note) => {
      const { top, bottom, left, right } = note.getBoundingClientRect();
      return { c: Number(note.dataset.c), top, bottom, left, right };
    }).filter((box) => box.bottom - box.top > 1);
    if (notes.some((note, i) => Number(note.dataset.c) !== i + 1)) out.push(`${name}: notes are not in the order of their marks`);
    if (width >= 992 && boxes.length !== notes.length) out.push(`${name}: ${notes.length - boxes.length} notes are not seen`);
    if (width < 992 && boxes.length > 1) out.push(`${name}: ${boxes.length} notes are open`);
    const text = doc.querySelector('.prose').getBoundingClientRect();
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((box, i) => {
      for (const other of boxes.slice(i + 1)) {
        if (other.top >= box.bottom - 1) break;
        if (other.left < box.right - 1 && box.left < other.right - 1) out.push(`${name}: notes ${box.c} and ${other.c} share a place`);
      }
      if (width < 992) return;
      const mark = doc.querySelector(`mark[id][data-c="${box.c}"]`).getClientRects()[0];
      // Those before an open one may have risen for it.
      if (!(placed && open) && box.top < mark.top - 6) out.push(`${name}: note ${box.c} starts ${Math.round(mark.top - box.top)} px above its mark`);
      if (box.left < text.right) out.push(`${name}: note ${box.c} stands on the text`);
    });
    if (doc.documentElement.scrollWidth > width) out.push(`${name}: scrolls sideways`);
  }
  return out;
};

for (const [what, options] of [['with scripts', {}], ['without scripts', scriptless]]) {
  test(`no two notes of ${articles} articles share a place, ${what}`, { timeout: 600_000 }, async () => {
    const context = await contextFor(site, { ...wide, ...options });
    let notes = 0;
    try {
      for (let from = 0; from < articles; from += atOnce) {
        const page = await context.newPage();
        // Of the same origin, so that its frames can be looked into.
        await page.goto(`${base}robots.txt`);
        await page.evaluate((names) => {
          document.body.replaceChildren(...names.map((src) => Object.assign(document.createElement('iframe'), { src, height: 900 })));
        }, Array.from({ length: Math.min(atOnce, articles - from) }, (_, i) => `${base}a${from + i}/index.html`));
        const loaded = () => [...document.querySelectorAll('iframe')].every((f) => f.contentDocument?.readyState === 'complete' && f.contentDocument.querySelector('.prose'));
        while (!(await page.evaluate(loaded))) await new Promise((done) => setTimeout(done, 100));
        for (const width of widths) {
          await page.evaluate(resize, width);
          if (options !== scriptless) await settle(page);
          assert.deepEqual(await page.evaluate(wrong, [width, options !== scriptless, false]), [], `at ${width} px`);
        }
        // A note of each page is opened.
        for (const width of [390, 1440]) {
          await page.evaluate(() => [...document.querySelectorAll('iframe')].forEach((frame, i) => {
            const all = frame.contentDocument.querySelectorAll('.note');
            frame.contentWindow.location.hash = all[i % all.length].id;
          }));
          await page.evaluate(resize, width);
          if (options !== scriptless) await settle(page);
          assert.deepEqual(await page.evaluate(wrong, [width, options !== scriptless, true]), [], `with a note open, at ${width} px`);
        }
        notes += await page.evaluate(() => [...document.querySelectorAll('iframe')].reduce((sum, f) => sum + f.contentDocument.querySelectorAll('.note').length, 0));
        await page.close();
      }
    } finally {
      await context.close();
    }
    assert.ok(notes > articles * 7, `${notes} notes`);
  });
}
