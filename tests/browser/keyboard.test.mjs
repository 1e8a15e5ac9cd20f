// Keyboard and screen readers: the order of the focus, the names and roles of marks and notes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { line, phone, until, visit, wide } from './browser.mjs';

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
      const marker = document.getElementById(`r-${id}`), status = document.querySelector(`#h-${CSS.escape(id)} .status`).textContent;
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
    expect(document.querySelector('section[role=doc-endnotes] > ol'), 'endnotes');
    expect(!document.querySelector('[role=complementary], aside:not([role])'), 'a landmark for each note');
    return out;
  });
  assert.deepEqual(wrong, []);
}));

line(17, 'glyphs are silent to speech', (site) => visit(site, phone, async (page) => {
  await page.locator('summary').click();
  assert.doesNotMatch(await page.locator('.filter').ariaSnapshot(), /[±−†…“*+]/);
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
