// Keyboard and screen readers: the order of the focus, the names and roles of marks and notes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { address, contextFor, line, phone, until, visit, wide } from './browser.mjs';
import { example } from './site.mjs';

line(16, 'the focus goes through the markers of a paragraph, then its notes', (site) => visit(site, wide, async (page) => {
  const wrong = await page.evaluate(() => [...document.querySelectorAll('.prose .notes')].flatMap((notes) => {
    const block = notes.previousElementSibling;
    const ids = [...notes.children].map((n) => n.dataset.c);
    const markers = [...block.querySelectorAll('.marker')].map((m) => m.dataset.c);
    return ids.filter((c) => !markers.includes(c)).map((c) => `the marker of ${c} is not right before its note`);
  }));
  assert.deepEqual(wrong, []);
  await page.locator('.prose .marker').first().focus();
  const walk = [];
  for (let i = 0; i < 12; i++) {
    walk.push(await page.evaluate(() => {
      const now = document.activeElement, last = window.last;
      window.last = now;
      return !last || (last.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING) ? now.className || now.closest('.note')?.id : 'astray';
    }));
    await page.keyboard.press('Tab');
  }
  assert.ok(!walk.includes('astray') && walk[0] === 'marker' && walk.some((w) => w?.startsWith('n-')), walk.join());
}));

line(16, 'Enter moves to the note, Tab enters it, Esc returns', (site) => visit(site, wide, async (page) => {
  const id = await page.$eval('.prose .marker', (m) => m.id.slice(2));
  await page.locator(`#r-${id}`).focus();
  await page.keyboard.press('Enter');
  await until(page, (i) => document.activeElement.id === `n-${i}`, id);
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate((i) => document.activeElement.matches(`#n-${i} a`), id));
  // The first takes away the look at what the link leads to, if there is one.
  if (await page.locator('.look').waitFor({ timeout: 1000 }).then(() => true, () => false)) await page.keyboard.press('Escape');
  assert.ok(await page.evaluate((i) => document.activeElement.matches(`#n-${i} a`), id));
  await page.keyboard.press('Escape');
  await until(page, (i) => document.activeElement.id === `r-${i}`, id);
}));

line(17, 'marks, markers, notes and endnotes have their roles, names and places', (site) => visit(site, wide, async (page) => {
  const wrong = await page.evaluate(() => {
    const out = [];
    const expect = (holds, what) => holds || out.push(what);
    for (const mark of document.querySelectorAll('mark.claim')) {
      expect(!!mark.id === mark.hasAttribute('aria-details'), `${mark.outerHTML.slice(0, 80)} has an id without details`);
    }
    for (const note of document.querySelectorAll('.note')) {
      const id = note.id.slice(2), c = note.dataset.c;
      const segments = [...document.querySelectorAll(`mark[data-c="${c}"]`)];
      const marker = document.getElementById(`r-${id}`), status = document.querySelector(`#h-${CSS.escape(id)} b[data-s]`).textContent;
      expect(segments[0]?.id === `c-${id}` && segments.filter((s) => s.id).length === 1, `${id}: only the first segment has the id`);
      expect(segments[0]?.getAttribute('aria-details') === note.id, `${id}: details`);
      expect(marker.matches('a[role=doc-noteref]') && marker.hash === `#${note.id}`, `${id}: marker`);
      expect(marker.getAttribute('aria-label') === `Note ${c}: ${status.toLowerCase()}`, `${id}: ${marker.getAttribute('aria-label')}`);
      expect(note.matches('aside[role=doc-footnote][tabindex="-1"]') && document.getElementById(note.getAttribute('aria-labelledby')), `${id}: note`);
      expect(note.querySelector('[role=doc-backlink]')?.hash === `#c-${id}`, `${id}: backlink`);
      // Right after the outermost block: only other notes stand between.
      const block = note.parentElement.previousElementSibling;
      expect((note.closest('.head') ?? block)?.contains(marker), `${id}: does not follow its block`);
    }
    expect(document.querySelector('section[role=doc-endnotes] > details > ol'), 'endnotes');
    expect(!document.querySelector('[role=complementary], aside:not([role])'), 'a landmark for each note');
    return out;
  });
  assert.deepEqual(wrong, []);
}));

line(17, 'glyphs are silent to speech', (site) => visit(site, phone, async (page) => {
  await page.locator('.head a[href="#marks"]').tap();
  assert.doesNotMatch(await page.locator('.legend').ariaSnapshot(), /[±−†…“*+]/);
  await page.locator('.shut').tap();
  await page.locator('.prose .marker').first().tap();
  assert.doesNotMatch(await page.locator('.note:target .note-head').ariaSnapshot(), /[±−†…“*+]/);
}));

line(17, 'each page has one h1 and skips no level', (site) => {
  const wrong = [];
  for (const name of site.pages) {
    const levels = [...readFileSync(join(site.site, name), 'utf8').matchAll(/<h([1-6])[ >]/g)].map((m) => Number(m[1]));
    if (levels.filter((l) => l === 1).length !== 1) wrong.push(`${name}: not one h1`);
    if (levels.some((l, i) => i > 0 && l > levels[i - 1] + 1)) wrong.push(`${name}: ${levels}`);
  }
  assert.deepEqual(wrong, []);
});

// Presses Tab until what has the focus matches.
async function tabTo(page, selector) {
  for (let i = 0; i < 400; i++) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} is not reached`);
}

test('with the keyboard alone one reads, opens a claim, follows to its counter-claim\'s source and back, filters, searches and copies a link', { timeout: 60_000 }, async () => {
  const site = example();
  const context = await contextFor(site, { ...wide, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  await page.goto(address(site, 'index.html'));
  const follow = async (selector, where) => {
    await tabTo(page, selector);
    await page.keyboard.press('Enter');
    await page.waitForURL(where);
  };
  // Past the head of the page, to the text, and down it.
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await until(page, () => scrollY > 300);
  // A claim: its note, then its page.
  await tabTo(page, '#r-kerry-asked-ecuador');
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement.id === 'n-kerry-asked-ecuador');
  // A link to it.
  await tabTo(page, '#n-kerry-asked-ecuador .copy');
  await page.keyboard.press('Enter');
  await page.locator('#n-kerry-asked-ecuador').getByRole('status').filter({ hasText: 'Copied' }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /index\.html#c-kerry-asked-ecuador$/);
  // Back past the next claim and how to cite this one.
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+Tab');
  await follow('.full', /claims\/kerry-asked-ecuador\.html$/);
  // Its counter-claim, that one's source, and back the same way by links.
  const counter = await page.$eval('.side > section > h3 > a', (a) => a.getAttribute('href'));
  await follow(`.side a[href="${counter}"]`, new RegExp(`claims/${counter}$`));
  const source = await page.$eval('.side .card h3 a', (a) => a.getAttribute('href'));
  await follow(`.card a[href="${source}"]`, new RegExp(source.replace('../', '')));
  await follow(`main a[href="../claims/${counter}"]`, new RegExp(`claims/${counter}$`));
  await follow('main a[href="kerry-asked-ecuador.html"]', /claims\/kerry-asked-ecuador\.html$/);
  await follow('main a[href="../index.html#c-kerry-asked-ecuador"]', /index\.html#c-kerry-asked-ecuador$/);
  // The filter: the link in the head leads to its boxes.
  await page.keyboard.press('Tab');
  await page.goto(address(site, 'index.html'));
  await tabTo(page, '[href="#marks"]');
  await page.keyboard.press('Enter');
  await tabTo(page, '.legend input');
  await page.keyboard.press('Space');
  const chosen = await page.evaluate(() => document.activeElement.id.replace('show-', ''));
  const kept = await page.$$eval('.note', (all) => [...new Set(all.filter((n) => n.checkVisibility({ visibilityProperty: true })).map((n) => n.dataset.s))]);
  assert.deepEqual(kept, [chosen]);
  // Search, from anywhere.
  await page.keyboard.press('/');
  await page.waitForURL(/search\.html/);
  await until(page, () => document.activeElement.id === 'q');
  await page.keyboard.type('embassy');
  await page.locator('#found li').first().waitFor();
  await page.keyboard.press('ArrowDown');
  const first = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press('Enter');
  await page.waitForURL(first);
  await context.close();
});
