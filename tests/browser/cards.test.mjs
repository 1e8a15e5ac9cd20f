// A look without leaving: the card of a link to a claim or a source, and what a status means, on
// pointing and focus.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { line, ofDocuments, phone, scriptless, settle, until, violations, visit, wide } from './browser.mjs';
import { desk, example, stress } from './site.mjs';

const card = (page) => page.locator('.look');
const gone = (page) => card(page).waitFor({ state: 'detached' });
const away = (page) => page.mouse.move(2, 2);

// Points at an element and says after how many milliseconds its card is there.
async function point(page, target) {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  const start = Date.now();
  await page.mouse.move(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
  await card(page).waitFor();
  return Date.now() - start;
}

const links = { claim: '.said > h3 > a, .map a[href$="kirby-no-conversations.html"]', source: '.said .evidence a[href*="sources/"]' };

line(51, 'a link to a claim shows words, speaker, status, finding and sources, from disk', (site) => visit(site, wide, async (page) => {
  const asked = [];
  page.on('request', (r) => asked.push(r.url()));
  await point(page, page.locator('.neighbours [rel=next]'));
  const words = await card(page).innerText();
  const next = await page.locator('.neighbours [rel=next]').getAttribute('href');
  const [there] = Object.values(await ofDocuments(site, [`claims/${next}`], (other) => ({
    finding: other.querySelector('.verdict .finding').textContent, status: other.querySelector('.verdict b[data-s]').textContent,
    who: other.querySelector('.point h2 a').textContent, words: other.querySelector('.words').textContent,
  })));
  for (const part of Object.values(there)) assert.ok(words.includes(part), `${part} in ${words}`);
  assert.ok(await card(page).locator('.evidence li').count() >= 1);
  assert.ok(await card(page).locator('a').count() > 0);
  assert.equal(await card(page).locator('a[href]').count(), 0);
  assert.deepEqual(asked.filter((url) => !/^file:.*\/(claims\/looks-\d+|static\/cards\.\w+)\.js$|\/icon\.svg$/.test(url)), []);
}, 'claims/kerry-asked-ecuador.html'), [example]);

line(51, 'a link to a source shows title, publisher, date, kind and how many claims rest on it', (site) => visit(site, wide, async (page) => {
  await point(page, page.locator(links.source).first());
  const words = await card(page).innerText();
  for (const part of [/Washington Examiner/, /\d{4}/, /News report/, /cited for \d+ claim/]) assert.match(words, part);
}, 'claims/kerry-asked-ecuador.html'), [example]);

line(51, 'in the article too, of a counter-claim and of a source', (site) => visit(site, wide, async (page) => {
  const note = page.locator('.note:has(.against a[href^="claims/"])').first();
  const times = [await point(page, note.locator('.against a[href^="claims/"]').first())];
  assert.ok(await card(page).locator('.finding').count());
  await away(page);
  await gone(page);
  times.push(await point(page, page.locator('.note a[href^="sources/"]:visible').first()));
  assert.match(await card(page).innerText(), /cited for/);
}), [example]);

line(51, 'the card stays while it is pointed at, goes when nothing is, and Esc closes it without moving the focus', (site) => visit(site, wide, async (page) => {
  const link = page.locator(links.source).first();
  await point(page, link);
  const box = await card(page).boundingBox();
  await page.mouse.move(box.x + 30, box.y + 10, { steps: 4 });
  await page.waitForTimeout(500);
  assert.equal(await card(page).count(), 1);
  await away(page);
  await gone(page);
  await point(page, link);
  await page.keyboard.press('Escape');
  assert.equal(await card(page).count(), 0);
  // By the keyboard.
  await page.locator('.neighbours [rel=next]').focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  // The card of the link before may still be there.
  await until(page, () => document.activeElement.hasAttribute('aria-describedby'));
  const described = () => page.evaluate(() => [document.activeElement.rel, document.activeElement.getAttribute('aria-describedby')]);
  assert.deepEqual(await described(), ['next', 'look']);
  await page.keyboard.press('Escape');
  assert.deepEqual(await described(), ['next', null]);
}, 'claims/kerry-asked-ecuador.html'), [example]);

line(51, 'none on touch, none without scripts, none where the words stand beside the link', async (site) => {
  await visit(site, phone, async (page) => {
    const link = page.locator(links.source).first();
    await link.evaluate((a) => a.addEventListener('click', (event) => event.preventDefault()));
    await link.tap();
    await page.waitForTimeout(400);
    assert.equal(await card(page).count(), 0);
  }, 'claims/kerry-asked-ecuador.html');
  await visit(site, { ...wide, ...scriptless }, async (page) => {
    await page.locator(links.source).first().hover();
    await new Promise((done) => setTimeout(done, 400));
    assert.equal(await card(page).count(), 0);
  }, 'claims/kerry-asked-ecuador.html');
  await visit(site, wide, async (page) => {
    await page.locator('.items p > a').first().hover();
    await page.waitForTimeout(400);
    assert.equal(await card(page).count(), 0);
  }, 'claims/index.html');
}, [example]);

test('every claim and every source has its card in the file in which the script looks for it', async () => {
  for (const site of [example(), stress(), desk()]) {
    const pages = site.pages.filter((p) => /(^|\/)(claims|sources)\/[a-z0-9-]+\.html$/.test(p) && !/index\.html$/.test(p));
    const moved = await ofDocuments(site, pages, (page) => !!page.querySelector('meta[http-equiv="refresh"]'));
    const lacking = pages.filter((name) => {
      if (moved[name]) return false;
      const [, folder, id] = /^(.*\/|)([a-z0-9-]+)\.html$/.exec(name);
      const file = (n) => readFileSync(join(site.site, `${folder}looks-${n}.js`), 'utf8');
      const of = +/,(\d+)\);\s*$/.exec(file(0))[1];
      const sum = [...id].reduce((all, sign) => (all * 31 + sign.charCodeAt()) % 2 ** 32, 0);
      return !file(sum % of).includes(`"${id}":"<p`);
    });
    assert.deepEqual(lacking, []);
  }
});

line(51, 'the first file of a folder says in which the card is', (site) => visit(site, wide, async (page) => {
  const asked = [];
  page.on('request', (r) => asked.push(/looks-\d+/.exec(r.url())?.[0]));
  for (const way of ['prev', 'next']) {
    await point(page, page.locator(`.neighbours [rel=${way}]`));
    await away(page);
    await gone(page);
  }
  const files = asked.filter(Boolean);
  assert.equal(files[0], 'looks-0');
  assert.ok(files.length > 1 && new Set(files).size === files.length, files.join());
}, 'claims/outer.html'), [stress]);

line(42, 'each status name is described by a text on the page', async (site) => {
  // A card for another site's page has no room for more than the finding.
  const found = await ofDocuments(site, site.pages.filter((p) => !/(^|\/)(card|embed)\.html$/.test(p)), (page) => [...page.querySelectorAll('b[data-s]')].filter((name) => {
    if (name.closest('.filter, .terms, .meanings')) return false;
    return !(page.getElementById(name.getAttribute('aria-describedby'))?.textContent.length > 20);
  }).map((name) => name.outerHTML));
  assert.deepEqual(Object.entries(found).filter(([, all]) => all.length), []);
}, [example, stress, desk]);

line(42, 'pointing at a status or its focus shows what it means; a touch does not', async (site) => {
  await visit(site, wide, async (page) => {
    const name = page.locator('.said b[data-s]').first();
    await point(page, name);
    assert.match(await card(page).innerText(), /evidence|support|checked/);
    await away(page);
    await gone(page);
    await page.locator('.said h3 a').first().focus();
    for (let i = 0; i < 3 && !(await page.evaluate(() => document.activeElement.matches('b[data-s]'))); i++) await page.keyboard.press('Tab');
    await card(page).waitFor();
    assert.match(await card(page).innerText(), /evidence|support|checked/);
  }, 'claims/kerry-asked-ecuador.html');
  await visit(site, phone, async (page) => {
    await page.locator('.said b[data-s]').first().tap();
    await page.waitForTimeout(400);
    assert.equal(await card(page).count(), 0);
  }, 'claims/kerry-asked-ecuador.html');
}, [example]);

line(18, 'axe finds nothing while a card is shown', async (site) => {
  for (const colorScheme of ['light', 'dark']) {
    await visit(site, { ...wide, colorScheme, bypassCSP: true }, async (page) => {
      for (const target of ['.neighbours [rel=next]', '.said b[data-s]']) {
        await point(page, page.locator(target).first());
        await settle(page);
        assert.deepEqual(await violations(page), [], target);
        await away(page);
        await gone(page);
      }
    }, 'claims/kerry-asked-ecuador.html');
  }
}, [example]);
