// Argument maps in Chromium: boxes are links that the keyboard reaches, their
// words are named in full and stand inside them, type is never below 12 px, and no page scrolls
// sideways because of them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from './browser.mjs';
import { buildExample, onDisk } from './site.mjs';

let browser;
let example;
before(async () => {
  example = buildExample();
  browser = await launch();
});
after(() => browser?.close());

async function open(name, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(onDisk(example.site) + name);
  return page;
}

describe('20: the argument map', () => {
  const pages = ['claims/kirby-no-conversations.html', 'claims/us-did-not-ask.html', 'map.html'];

  for (const width of [320, 390, 1024, 1440]) {
    test(`is legible at ${width} px: type of 12 px and more, words inside their boxes`, async () => {
      for (const name of pages.filter((p) => example.pages.includes(p))) {
        const page = await open(name, { viewport: { width, height: 900 } });
        const found = await page.evaluate(() => {
          const wrong = [];
          const boxes = [...document.querySelectorAll('.map .node')];
          for (const svg of document.querySelectorAll('.map svg')) {
            const size = 16 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            if (size < 12) wrong.push(`${svg.getAttribute('aria-label')}: ${size} px`);
          }
          for (const node of boxes) {
            const outer = node.querySelector('rect').getBoundingClientRect();
            for (const text of node.querySelectorAll('tspan')) {
              const inner = text.getBoundingClientRect();
              if (inner.left < outer.left || inner.right > outer.right + 1) wrong.push(text.textContent);
            }
          }
          return { wrong, boxes: boxes.length, sideways: document.documentElement.scrollWidth - innerWidth };
        });
        assert.deepEqual(found.wrong, [], name);
        assert.ok(found.boxes > 2, name);
        assert.ok(found.sideways <= 0, `${name} scrolls sideways`);
        await page.context().close();
      }
    });
  }

  test('has boxes that the keyboard reaches, with names of whole words, and lead on', async () => {
    const page = await open(pages[0], { viewport: { width: 1024, height: 900 }, javaScriptEnabled: false });
    const box = page.locator('.map a').filter({ hasText: 'Washington' });
    await box.focus();
    assert.equal(await box.evaluate((a) => a === document.activeElement), true);
    const named = page.getByRole('link', { name: /^Supports State Department denial of a role .* Washington Examiner$/ });
    assert.equal(await named.count(), 1, await page.locator('.map').ariaSnapshot());
    await page.keyboard.press('Enter');
    await page.waitForURL(/sources\/examiner-2016\.html$/);
    await page.context().close();
  });

  test('tells each relation by its own pattern, thickness and head', async () => {
    const page = await open('map.html', { viewport: { width: 1440, height: 900 } });
    const looks = await page.evaluate(() => {
      const looks = {};
      for (const line of document.querySelectorAll('.map [data-r]')) {
        if (!line.dataset.r) continue;
        const way = getComputedStyle(line.querySelector('.way'));
        const shape = line.querySelector('.tip').getAttribute('d').replaceAll(/[\d\s-]/g, '');
        looks[line.dataset.r] = `${way.strokeDasharray} ${way.strokeWidth} ${shape}`;
      }
      return looks;
    });
    assert.ok(Object.keys(looks).length >= 5, JSON.stringify(looks));
    assert.equal(new Set(Object.values(looks)).size, Object.keys(looks).length, JSON.stringify(looks));
    await page.context().close();
  });

  test('keeps its lines and words in forced colours and in print', async () => {
    for (const media of [{ forcedColors: 'active' }, { media: 'print' }]) {
      const page = await open(pages[0], { viewport: { width: 1024, height: 900 }, colorScheme: 'dark' });
      await page.emulateMedia(media);
      const seen = await page.evaluate(() => {
        const paint = (css, what) => getComputedStyle(document.querySelector(css))[what];
        return { card: paint('.map rect', 'fill'), text: paint('.map text', 'fill'), way: paint('.map .way', 'stroke') };
      });
      assert.notEqual(seen.card, seen.text, JSON.stringify(media));
      assert.notEqual(seen.card, seen.way, JSON.stringify(media));
      await page.context().close();
    }
  });
});
