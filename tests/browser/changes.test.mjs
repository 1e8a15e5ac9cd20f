// What was corrected, what changed and what is new: at the head of the article, in a feed that every
// page links, and on a page of its own, where the last visit is marked.
import assert from 'node:assert/strict';
import { line, ofDocuments, phone, scriptless, visit, wide } from './browser.mjs';
import { desk, example, stress } from './site.mjs';

line(38, 'a correction is in sight without scrolling, with its date and words, and named on phones', async (site) => {
  for (const screen of [wide, phone]) {
    const seen = await visit(site, { ...screen, ...scriptless }, (page) => page.evaluate(() => {
      const note = document.querySelector('.amended'), { top, bottom } = note.getBoundingClientRect();
      return { top, bottom, high: innerHeight, words: note.innerText, whole: note.scrollHeight <= note.clientHeight + 1 };
    }));
    assert.ok(seen.top >= 0 && seen.bottom <= seen.high, JSON.stringify(seen));
    assert.match(seen.words, /Correction, 10 November 2026: A street was given the wrong number\./);
    assert.ok(seen.whole);
  }
}, [stress]);

line(38, 'every page links the feed visibly where there is one', async (site) => {
  const found = await ofDocuments(site, site.pages.filter((p) => p !== '404.html'), (page) => {
    const feed = page.querySelector('link[type="application/atom+xml"]')?.getAttribute('href');
    return !feed || page.querySelector('meta[http-equiv="refresh"]') ? 'none' : !!page.querySelector(`.colophon a[href="${feed}"]`);
  });
  assert.deepEqual(Object.entries(found).filter(([, links]) => links === false).map(([name]) => name), []);
  assert.ok(Object.values(found).includes(true));
}, [example, stress, desk]);

line(38, 'every page of an article leads to what changed in it', async (site) => {
  const articles = site.pages.filter((p) => /(^|\/)corrections\.html$/.test(p));
  const found = await ofDocuments(site, site.pages, (page, changes, name) => {
    if (!page.querySelector('.reading')) return null;
    const to = [...page.querySelectorAll('a[href$="corrections.html"]')].map((a) => new URL(a.getAttribute('href'), `https://x.test/${name}`).pathname.slice(1));
    return to.some((path) => changes.includes(path));
  }, articles);
  const leads = Object.values(found).filter((leads) => leads !== null);
  assert.ok(leads.length && leads.every(Boolean), JSON.stringify(found));
}, [example, stress, desk]);

line(38, 'what changed has corrections, histories, former words and later events, the newest first', async (site) => {
  const names = site.pages.filter((p) => /(^|\/)corrections\.html$/.test(p));
  const all = Object.values(await ofDocuments(site, names, (page) => ({
    later: [...page.querySelectorAll('#changes > li .kind')].length, days: [...page.querySelectorAll('#changes > li')].map((li) => li.dataset.on ?? ''),
  })));
  assert.ok(all.some((page) => page.later > 0));
  for (const { days } of all) assert.deepEqual(days, [...days].sort().reverse());
}, [example, stress]);

line(38, 'the last visit is marked between what is newer and what is not, and nowhere without scripts', async (site) => {
  await visit(site, wide, async (page) => {
    assert.equal(await page.locator('.visit').count(), 0);
    const days = await page.$$eval('#changes > li', (all) => all.map((li) => li.dataset.on ?? ''));
    const day = [...new Set(days)].filter(Boolean)[1];
    await page.evaluate((at) => {
      const key = Object.keys(localStorage).find((k) => k.startsWith('visit '));
      localStorage.setItem(key, new Date(`${at}T12:00:00Z`).toISOString());
    }, day);
    for (const again of [false, true]) {
      await page.reload();
      assert.equal(await page.locator('.visit').count(), 1, `reloaded: ${again}`);
      const [newer, older] = await page.$$eval('#changes > li', (all) => {
        const at = all.findIndex((li) => li.matches('.visit'));
        return [all.slice(0, at), all.slice(at + 1)].map((part) => part.map((li) => li.dataset.on ?? ''));
      });
      assert.ok(newer.length && older.length && newer.every((d) => d > day) && older.every((d) => d <= day));
      assert.match(await page.locator('.visit').innerText(), /^Your last visit: /);
    }
  }, 'corrections.html');
  await visit(site, { ...wide, ...scriptless }, async (page) => assert.equal(await page.locator('.visit').count(), 0), 'corrections.html');
}, [stress]);
