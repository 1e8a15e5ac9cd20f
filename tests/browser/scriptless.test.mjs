// Without scripts: the filter, the choice of colours, and every link that scripts otherwise help.
import assert from 'node:assert/strict';
import { line, phone, scriptless, visit, wide } from './browser.mjs';

line(19, 'colours and filter are chosen without scripts', (site) => visit(site, { ...wide, ...scriptless }, async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator('label:has(#theme-dark)').click();
  assert.notEqual(await paper(), light);
  await page.locator('label:has(#theme-light)').click();
  assert.equal(await paper(), light);
  await page.goto(new URL('claims/index.html', page.url()).href);
  await page.locator('.legend label', { hasText: 'Disputed' }).click();
  const kept = await page.$$eval('.items > li', (all) => all.filter((e) => e.checkVisibility()).map((e) => e.dataset.s));
  assert.deepEqual([...new Set(kept)], ['disputed']);
}));

line(19, 'from note to note, to the evidence and back without scripts', (site) => visit(site, { ...phone, ...scriptless }, async (page) => {
  const ids = await page.$$eval('.note', (all) => all.map((n) => n.id));
  await page.locator('.prose .marker').first().tap();
  const first = await page.evaluate(() => document.querySelector('.note:target').id);
  await page.locator('.note:target .step-on').tap();
  assert.equal(await page.evaluate(() => document.querySelector('.note:target').id), ids[ids.indexOf(first) + 1]);
  await page.locator('.note:target .full').tap();
  await page.waitForURL(/claims\/[\w-]+\.html$/);
  await page.locator('main a[href*="index.html#c-"]').first().tap();
  await page.waitForURL(/index\.html#c-/);
}));
