// German and French: an article with all that pages say about claims, in each of the two languages.
// On a phone nothing scrolls sideways and no word of the pages is cut in two.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, contextFor, phone } from './browser.mjs';
import { tongue } from './site.mjs';

// Words of which a part stands on the next line, without a hyphen or slash of their own; addresses are
// no words.
const cut = (page) => page.evaluate(() => {
  const out = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.checkVisibility() || node.parentElement.closest('.unseen, script, style, svg, .address, pre')) continue;
    for (const { 0: word, index } of node.data.matchAll(/[^\s\-–/]+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top / 4)));
      if (lines.size > 1 && !word.endsWith('.html')) out.push(word);
    }
  }
  return out;
});

for (const language of ['de', 'fr']) {
  test(`pages in ${language} fit a phone, word by word`, { timeout: 120_000 }, async () => {
    const site = tongue(language);
    assert.ok(site.pages.length > 20);
    const context = await contextFor(site, phone);
    const page = await context.newPage();
    const wrong = [];
    for (const name of [...site.pages, '404.html']) {
      await page.goto(address(site, name));
      assert.equal(await page.evaluate(() => document.documentElement.lang), language, name);
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wrong.push(`${name}: ${over} px`);
      wrong.push(...(await cut(page)).map((word) => `${name}: ${word}`));
    }
    await page.goto(address(site, 'claims/winter.html'));
    const marks = await page.evaluate(() => getComputedStyle(document.querySelector('h1')).quotes);
    assert.match(marks, language === 'de' ? /^"„" "“"/ : /^"«\u00a0" "\u00a0»"/);
    await context.close();
    assert.deepEqual(wrong, []);
  });
}
