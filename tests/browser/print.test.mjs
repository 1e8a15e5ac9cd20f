// Print: the article with its markers and legend, and its claims and sources in full at the end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { address, line, visit, wide } from './browser.mjs';

line(25, 'print keeps markers, legend and endnotes with addresses; notes and controls go', (site) => visit(site, wide, async (page) => {
  await page.emulateMedia({ media: 'print' });
  const { kept, gone, addresses, bare, numbers } = await page.evaluate(() => {
    const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height > 1;
    const links = [...document.querySelectorAll('.endnote a.address')];
    return {
      kept: ['.prose p', '.marker', '.filter .status', '.endnote', '.endnote .address', '.coverage p'].filter((s) => !seen(document.querySelector(s))),
      gone: ['.note', '.rail', '.actions', '.masthead nav', '.colours', '.skip', '.coverage summary', 'label:has(#show-none)', 'label:has(#show-all)']
        .filter((s) => [...document.querySelectorAll(s)].some(seen)),
      addresses: links.length,
      bare: links.filter((a) => !getComputedStyle(a, '::after').content.includes(a.getAttribute('href'))).map((a) => a.href),
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
      .filter((a) => !a.checkVisibility() || !getComputedStyle(a, '::after').content.includes(a.getAttribute('href'))).map((a) => a.href)), [], linked);
  }
}));
