// Print: the article with its markers and legend, and its claims and sources in full at the end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { address, line, visit, wide } from './browser.mjs';
import { printed } from './printed.mjs';
import { desk, example, kinds, stress } from './site.mjs';

line(25, 'print keeps markers, legend and endnotes with addresses; notes and controls go', (site) => visit(site, wide, async (page) => {
  await page.emulateMedia({ media: 'print' });
  const { kept, gone, addresses, bare, numbers } = await page.evaluate(() => {
    const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height > 1;
    const links = [...document.querySelectorAll('.endnote .address')];
    return {
      kept: ['.prose p', '.marker', '.legend b[data-s]', '.legend .means', '.endnote', '.endnote .address', '.coverage'].filter((s) => !seen(document.querySelector(s))),
      gone: ['.note', '.rail', '.actions', '.masthead nav', '.colours', '.skip', '.menu summary', '.chips', '.keys', '.state', '.legend input', '.says a']
        .filter((s) => [...document.querySelectorAll(s)].some(seen)),
      addresses: links.length,
      bare: links.filter((a) => !(a.href ? getComputedStyle(a, '::after').content.includes(a.getAttribute('href')) : seen(a) && a.innerText.includes('://'))).map((a) => a.outerHTML),
      numbers: [...document.querySelectorAll('.marker')].filter((m) => !getComputedStyle(m, '::before').content.includes(m.dataset.n)).length,
    };
  });
  assert.deepEqual({ kept, gone, bare, numbers }, { kept: [], gone: [], bare: [], numbers: 0 });
  assert.ok(addresses > 20);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.equal(width, 0);
}));

line(25, 'printed pages of claims and sources have the addresses of what they cite', (site) => visit(site, wide, async (page) => {
  await page.emulateMedia({ media: 'print' });
  for (const kind of ['claims', 'sources']) {
    const linked = site.pages.find((name) => name.startsWith(`${kind}/`) && readFileSync(join(site.site, name), 'utf8').includes('class="address"'));
    await page.goto(address(site, linked));
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('.address')]
      .filter((a) => !a.checkVisibility() || !(a.href ? getComputedStyle(a, '::after').content.includes(a.getAttribute('href')) : a.innerText.includes('://'))).map((a) => a.outerHTML)), [], linked);
  }
}));

// The outline says where a heading begins: one line is its own, and two follow.
line(46, 'no printed page but the last is more than a third empty, and headings keep with what follows', async (site) => {
  const wrong = [];
  await visit(site, wide, async (page) => {
    for (const name of kinds(site).filter((n) => n !== '404.html')) {
      await page.goto(address(site, name));
      const pages = printed(await page.pdf({ format: 'A4', tagged: true, outline: true }));
      const margin = (17 / 25.4) * 72;
      pages.forEach(({ height, lines, headings }, i) => {
        const empty = (height - margin - lines.at(-1)) / (height - 2 * margin);
        if (i < pages.length - 1 && empty > 1 / 3) wrong.push(`${name}: ${Math.round(empty * 100)} % of page ${i + 1} is empty`);
        for (const at of headings) {
          if (i < pages.length - 1 && lines.filter((y) => y > at).length < 3) wrong.push(`${name}: a heading at the foot of page ${i + 1}`);
        }
      });
    }
  });
  assert.deepEqual(wrong, []);
}, [example, stress, desk]);

line(46, 'addresses are printed without the words of their links', (site) => visit(site, wide, async (page) => {
  await page.emulateMedia({ media: 'print' });
  for (const name of ['index.html', ...['claims', 'sources'].map((kind) => site.pages.find((one) => one.startsWith(`${kind}/`) && readFileSync(join(site.site, one), 'utf8').includes('class="address"')))]) {
    await page.goto(address(site, name));
    const words = await page.$$eval('a.address', (all) => [...new Set(all.map((a) => a.innerText.trim()))].filter((text) => !/^$|^Archived/.test(text)));
    assert.deepEqual(words, [], name);
  }
}));
