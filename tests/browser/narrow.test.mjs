// Narrow screens: a marker opens one sheet at the foot of the screen, which goes as it came.
import assert from 'node:assert/strict';
import { line, phone, scriptless, until, visit } from './browser.mjs';

// Markers in different kinds of blocks, early and late.
const some = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll('.marker')].map((m) => m.id.slice(2));
  const odd = ['in-table', 'in-alt', 'in-footnote', 'arabic-2', 'japanese-3', 'long'].filter((id) => all.includes(id));
  return [...new Set([all[1], all[5], ...odd, all.at(-2)])];
});

const state = (page) => page.evaluate(() => {
  const seen = [...document.querySelectorAll('.note')].filter((n) => n.checkVisibility());
  const box = seen[0]?.getBoundingClientRect();
  return {
    notes: seen.map((n) => n.id), scrolled: scrollY, focus: document.activeElement.id, entries: history.length,
    foot: box && Math.round(innerHeight - box.bottom), height: box?.height, top: box?.top, hash: location.hash,
    width: box && document.documentElement.clientWidth - box.width,
  };
});

const opened = (page, id) => until(page, (i) => document.activeElement.id === `n-${i}`, id);
const closed = (page, id) => until(page, (i) => !document.querySelector('.note:target') && document.activeElement.id === `r-${i}`, id);

line(11, 'a tap opens exactly one sheet at the foot of the screen', async (site) => {
  for (const options of [phone, { ...phone, ...scriptless }]) {
    await visit(site, options, async (page) => {
      for (const id of await some(page)) {
        const marker = page.locator(`#r-${id}`);
        // In the upper half, where no sheet covers it.
        await marker.evaluate((m) => scrollBy({ top: m.getBoundingClientRect().top - 120, behavior: 'instant' }));
        const before = await state(page);
        await marker.tap();
        await page.locator(`#n-${id}`).waitFor();
        const after = await state(page);
        assert.deepEqual(after.notes, [`n-${id}`]);
        assert.equal(after.foot, 0);
        assert.equal(after.width, 0);
        assert.ok(after.height <= 844 * 0.7 + 1);
        assert.equal(after.scrolled, before.scrolled, `${id}: the page scrolled`);
        await page.locator(`#n-${id} .back`).tap();
        await until(page, () => !document.querySelector('.note:target'));
      }
    });
  }
});

line(12, 'the marker stays in sight, the note has the focus, and Esc gives it back', (site) => visit(site, phone, async (page) => {
  for (const id of await some(page)) {
    const marker = page.locator(`#r-${id}`);
    await marker.evaluate((m) => scrollBy({ top: m.getBoundingClientRect().top - 700, behavior: 'instant' }));
    await marker.tap();
    await opened(page, id);
    const { top } = await state(page);
    const box = await marker.boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= top, `${id} lies at ${box.y} and the sheet at ${top}`);
    await page.keyboard.press('Escape');
    await closed(page, id);
  }
}));

line(12, 'next and previous walk the claims with one history entry, and Back closes', (site) => visit(site, phone, async (page) => {
  const ids = await page.$$eval('.note', (all) => all.map((n) => n.id.slice(2)));
  const before = await state(page);
  await page.locator(`#r-${ids[1]}`).tap();
  await opened(page, ids[1]);
  for (const [way, to] of [['on', 2], ['on', 3], ['back', 2]]) {
    await page.locator(`.note:target .step-${way}`).tap();
    await opened(page, ids[to]);
    const marker = await page.locator(`#r-${ids[to]}`).boundingBox();
    assert.ok(marker.y >= 0 && marker.y + marker.height <= (await state(page)).top, 'the marker of each is in sight');
  }
  assert.equal((await state(page)).entries, before.entries + 1);
  await page.goBack();
  await closed(page, ids[2]);
  assert.equal((await state(page)).hash, '');
}));

line(12, 'a sheet that came with the address closes too', async (site) => {
  const id = await visit(site, phone, (page) => page.$eval('.note ~ .note, .note', (n) => n.id.slice(2)));
  await visit(site, phone, async (page) => {
    await opened(page, id);
    await page.keyboard.press('Escape');
    await closed(page, id);
  }, `index.html#n-${id}`);
});

line(12, 'Close is 44 by 44 at least', async (site) => {
  for (const options of [phone, { ...phone, ...scriptless }]) {
    await visit(site, options, async (page) => {
      const marker = page.locator('.prose .marker').first();
      await marker.scrollIntoViewIfNeeded();
      await marker.tap();
      const { width, height } = await page.locator('.note:target .back').boundingBox();
      assert.ok(width >= 44 && height >= 44, `${width} by ${height}`);
    });
  }
});

line(13, 'on a low screen the note opens in the flow', async (site) => {
  for (const options of [{}, scriptless]) {
    await visit(site, { ...phone, ...options, viewport: { width: 320, height: 256 } }, async (page) => {
      for (const id of (await some(page)).slice(0, 4)) {
        const marker = page.locator(`#r-${id}`);
        await marker.scrollIntoViewIfNeeded();
        await marker.tap();
        await page.locator(`#n-${id}`).waitFor();
        const { position, covers, notes } = await page.evaluate((i) => {
          const note = document.getElementById(`n-${i}`), box = note.getBoundingClientRect();
          const prose = [...document.querySelectorAll('.prose :is(p, li, h2, h3, td)')].filter((e) => !e.closest('.note') && !e.contains(note));
          return {
            position: getComputedStyle(note).position,
            notes: [...document.querySelectorAll('.note')].filter((n) => n.offsetHeight).length,
            covers: prose.filter((e) => {
              const other = e.getBoundingClientRect();
              return other.height && other.top < box.bottom - 1 && other.bottom > box.top + 1;
            }).length,
          };
        }, id);
        assert.ok(['static', 'relative'].includes(position));
        assert.equal(covers, 0, `${id} covers text`);
        assert.equal(notes, 1);
      }
    });
  }
});

line(14, 'the address of a claim shows it highlighted with no sheet over it', async (site) => {
  const ids = await visit(site, phone, some);
  for (const options of [phone, { ...phone, ...scriptless }]) {
    for (const id of ids) {
      await visit(site, options, async (page) => {
        const seen = await page.evaluate((i) => {
          const mark = document.getElementById(`c-${i}`), [box] = mark.getClientRects();
          const paint = (e) => getComputedStyle(e).backgroundColor;
          const others = [...document.querySelectorAll(`.claim[data-s="${mark.dataset.s}"]`)].filter((m) => m !== mark);
          return {
            sheets: document.querySelectorAll('.note:target').length,
            notes: [...document.querySelectorAll('.note')].filter((n) => n.offsetHeight).length,
            top: box.top, stands: others.length === 0 || paint(mark) !== paint(others.at(-1)),
          };
        }, id);
        assert.equal(seen.sheets + seen.notes, 0);
        assert.ok(seen.top > 0 && seen.top < 800, `${id} is at ${seen.top}`);
        assert.ok(seen.stands, `${id} is highlighted`);
      }, `index.html#c-${id}`);
    }
  }
});

line(15, 'the first sentence starts on the first screen of a phone', (site) => visit(site, phone, async (page) => {
  const top = await page.evaluate(() => [...document.querySelectorAll('.prose p')][0].getBoundingClientRect().top);
  assert.ok(top < 844, `it starts at ${top}`);
}));
