// Argument maps in Chromium: nested lists as wide as their column, whose words are whole, whose
// links the keyboard reaches, and which say the same without styles.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { line, phone, scriptless, visit, wide } from './browser.mjs';
import { desk, example, stress } from './site.mjs';

const maps = (site) => site.pages.filter((p) => /(^|\/)map(\.html|\/)/.test(p));
const drawn = (site, p) => readFileSync(join(site.site, p), 'utf8').includes('class="map"');
const pages = (site) => [...maps(site), ...site.pages.filter((p) => /(^|\/)claims\/(kerry-asked|kirby-no-conv|outer|lit)/.test(p) && drawn(site, p))];

line(45, 'a map is as wide as its column, cuts no word, and no box covers another', async (site) => {
  for (const name of pages(site)) {
    for (const width of [320, 390, 1024, 1440]) {
      const found = await visit(site, { ...wide, viewport: { width, height: 900 } }, (page) => page.evaluate(() => {
        const wrong = [];
        const maps = [...document.querySelectorAll('.map')];
        for (const map of maps) {
          const column = map.parentElement.getBoundingClientRect(), own = map.getBoundingClientRect();
          if (own.width < .9 * column.width) wrong.push(`${own.width} of ${column.width} px`);
          const boxes = [...map.querySelectorAll('p')].map((p) => ({ p, ...p.getBoundingClientRect().toJSON() }));
          for (const { p, left, right } of boxes) {
            if (p.scrollWidth > p.clientWidth || p.scrollHeight > p.clientHeight || /…$/.test(p.textContent.trim())) wrong.push(`cut: ${p.textContent}`);
            if (left < own.left - 1 || right > own.right + 1) wrong.push(`outside: ${p.textContent}`);
            if (parseFloat(getComputedStyle(p).fontSize) < 12) wrong.push(`small: ${p.textContent}`);
          }
          boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
            if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) wrong.push(`${a.p.textContent} over ${b.p.textContent}`);
          }));
        }
        return { wrong, maps: maps.length, sideways: document.documentElement.scrollWidth - innerWidth };
      }), name);
      assert.deepEqual(found.wrong, [], `${name} at ${width}`);
      assert.ok(found.maps, name);
      assert.ok(found.sideways <= 0, `${name} scrolls sideways at ${width}`);
    }
  }
}, [example, stress, desk]);

line(45, 'a page of several maps begins with its contents, which lead to each, by its words', async (site) => {
  for (const name of maps(site)) {
    await visit(site, { ...phone, ...scriptless }, async (page) => {
      const sections = await page.$$eval('.argument', (all) => all.map((s) => `#${s.id}`));
      if (sections.length < 2) return;
      assert.deepEqual(await page.$$eval('.toc a', (all) => all.map((a) => a.getAttribute('href'))), sections);
      const bare = await page.$$eval('.toc a, .argument > h2', (all) => all.map((e) => e.textContent.trim()).filter((t) => /^Claim \d+$/.test(t)));
      assert.deepEqual(bare, []);
      assert.ok(await page.evaluate(() => !(document.querySelector('.toc').compareDocumentPosition(document.querySelector('.argument')) & 2)));
    }, name);
  }
}, [example, stress, desk]);

line(20, 'the boxes of a map name their relation first, and the keyboard reaches where they lead', (site) => visit(site, { ...wide, ...scriptless }, async (page) => {
  const box = page.locator('.map p', { hasText: 'Washington Examiner' }).first();
  assert.match(await box.innerText(), /^Supports\b/);
  await box.locator('a').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/sources\/examiner-2016\.html$/);
}, 'claims/kirby-no-conversations.html'), [example]);

line(20, 'each relation has its own sign, and its own line by pattern or thickness', (site) => visit(site, wide, async (page) => {
  const looks = await page.evaluate(() => {
    const looks = {};
    for (const li of document.querySelectorAll('.map li[data-r]')) {
      const way = getComputedStyle(li, '::before');
      looks[li.dataset.r] = [`${way.borderBlockStartStyle} ${way.borderBlockStartWidth}`, getComputedStyle(li.querySelector('p'), '::before').content];
    }
    return looks;
  });
  const kinds = Object.keys(looks).length;
  assert.ok(kinds >= 5, JSON.stringify(looks));
  for (const cue of [0, 1]) assert.equal(new Set(Object.values(looks).map((l) => l[cue])).size, kinds, JSON.stringify(looks));
}, 'map.html'), [example]);

line(45, 'a map keeps its boxes and lines in forced colours and in print', async (site) => {
  for (const media of [{ forcedColors: 'active' }, { media: 'print' }]) {
    await visit(site, { ...wide, colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia(media);
      const [box, way] = await page.evaluate(() => [getComputedStyle(document.querySelector('.map p')), getComputedStyle(document.querySelector('.map li'), '::before')]
        .map((s) => [s.borderBlockStartWidth, s.borderBlockStartStyle, s.borderBlockStartColor, s.backgroundColor]));
      for (const [width, style, colour, ground] of [box, way]) assert.ok(parseFloat(width) > 0 && style !== 'none' && colour !== ground, JSON.stringify(media));
    }, 'claims/kirby-no-conversations.html');
  }
}, [example]);

test('a line stands below the words of an entry of contents, and not below the blank before them', async () => {
  await visit(example(), wide, async (page) => {
    const found = await page.evaluate(() => [...document.querySelectorAll('.toc a > .number')].map((number) => {
      // What an inline block has is its own: the line of the link stops before it.
      const [own, words] = [number, number.nextElementSibling].map((e) => e.getClientRects()[0]);
      return getComputedStyle(number).display === 'inline-block' && number.textContent.endsWith(' ') && number.nextSibling === number.nextElementSibling && words.left > own.right;
    }));
    assert.ok(found.length > 10 && found.every(Boolean), found.join());
  }, 'map.html');
});
