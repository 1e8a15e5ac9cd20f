// The head of an article, its legend, which is the filter too, and what is left to the text: any set of statuses, its state in
// sight wherever one is, counts that agree, and few stops on the way to the first claim.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, phone, scriptless, settle, until, visit, wide } from './browser.mjs';
import { buildSite, copyOf, desk, example, root, stress, tongue } from './site.mjs';

const low = { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' };
const middle = { viewport: { width: 1024, height: 900 }, reducedMotion: 'reduce' };
const article = (site) => (site.name === 'desk' ? 'lighthouse/index.html' : 'index.html');

// What there is of the statuses on a page, and what is seen of them.
const counts = (page) => page.evaluate(() => {
  const seen = (e) => e.checkVisibility({ visibilityProperty: true });
  const claims = [...document.querySelectorAll('.marker, .claim-index .items > li')];
  const state = document.querySelector('.state');
  const tally = state.querySelector('.tally');
  return {
    all: claims.length, statuses: [...new Set(claims.map((e) => e.dataset.s))],
    shown: claims.filter(seen).map((e) => e.dataset.s),
    others: [...document.querySelectorAll('.rail li, .note')].filter(seen).map((e) => e.dataset.s),
    lines: [...document.querySelectorAll('.claim')].filter((e) => getComputedStyle(e).textDecorationLine !== 'none').map((e) => e.dataset.s),
    told: seen(state) ? state.querySelector('p').textContent.trim() : '',
    counted: tally.textContent || getComputedStyle(tally, '::before').content,
    sight: seen(state) && (({ top, bottom }) => top > 0 && bottom < innerHeight)(state.getBoundingClientRect()),
  };
});

const panel = (page) => page.evaluate(() => { location.hash = 'marks'; });
const tick = (page, ...keys) => page.evaluate((all) => { for (const key of all) document.getElementById(`show-${key}`).click(); }, keys);

line(37, 'the filter takes any set of statuses, with and without scripts', async (site) => {
  for (const name of [article(site), 'claims/index.html']) {
    for (const options of [wide, phone, { ...wide, ...scriptless }, { ...phone, ...scriptless }]) {
      await visit(site, options, async (page) => {
        if (options.javaScriptEnabled !== false) await settle(page);
        const { all, statuses } = await counts(page);
        for (const set of [statuses.slice(0, 1), statuses.slice(1, 3), statuses.slice(0, -1), statuses]) {
          await panel(page);
          await tick(page, ...set);
          const found = await counts(page);
          const only = (keys) => keys.every((key) => set.includes(key));
          assert.ok(only(found.shown) && only(found.others) && only(found.lines), `${name}: ${set}`);
          assert.deepEqual([...new Set(found.shown)].sort(), [...set].sort());
          if (options.javaScriptEnabled !== false) assert.equal(found.counted, `${found.shown.length}`);
          assert.match(found.told, new RegExp(`of ${all} claims shown`));
          await page.evaluate(() => { location.hash = ''; });
          // Nothing ticked shows all.
          await page.locator('.state button[type=reset]').click();
          await until(page, () => !document.querySelector('.state').checkVisibility());
          assert.equal((await counts(page)).shown.length, all);
        }
      }, name);
    }
  }
}, [example]);

line(37, 'all but supported is one step, and so is all', async (site) => {
  for (const options of [wide, phone, { ...wide, ...scriptless }, { ...phone, ...scriptless }]) {
    await visit(site, options, async (page) => {
      if (options.viewport.width < 1000) await page.locator('.head a[href="#marks"]').click();
      await page.locator('label', { hasText: 'All but' }).click();
      const { shown, all } = await counts(page);
      assert.ok(!shown.includes('supported') && shown.length > 1 && shown.length < all, `${shown}`);
      await page.locator('.chips button').click();
      await until(page, () => !document.querySelector('.state').checkVisibility());
      assert.equal((await counts(page)).shown.length, all);
    });
  }
}, [example]);

line(37, 'what is shown stays in sight at every scroll position', async (site) => {
  for (const options of [wide, middle, phone, low, { ...wide, ...scriptless }, { ...phone, ...scriptless }]) {
    for (const name of [article(site), 'claims/index.html']) {
      await visit(site, options, async (page) => {
        await tick(page, 'disputed');
        for (const part of [0, .33, .66, 1]) {
          await page.evaluate((p) => scrollTo({ top: p * document.documentElement.scrollHeight, behavior: 'instant' }), part);
          const { sight, told } = await counts(page);
          assert.ok(sight, `${name} at ${options.viewport.width}, ${part}: ${told}`);
        }
      }, name);
    }
  }
}, [example]);

line(37, 'without scripts a counter of the style sheet counts, and the panel opens and closes where the reader is', async (site) => {
  for (const options of [wide, phone]) {
    await visit(site, { ...options, ...scriptless }, async (page) => {
      await tick(page, 'disputed', 'outdated');
      const { shown, counted } = await counts(page);
      assert.equal(counted, 'counter(shown)');
      // What the counter says is not told to scripts: the order of what it counts is.
      assert.equal(await page.evaluate(() => [...document.querySelectorAll('.marker')].every((m) => m.compareDocumentPosition(document.querySelector('.tally')) & Node.DOCUMENT_POSITION_FOLLOWING)), true);
      assert.ok(shown.length > 1);
      await page.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
      await page.locator('.state a').click();
      assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.marks')).position), 'fixed');
      assert.equal(await page.evaluate(() => scrollY), 1500);
      await page.locator('.shut').click();
      await until(page, () => !document.querySelector('.marks:target'));
      assert.equal(await page.evaluate(() => scrollY), 1500);
    });
  }
}, [example]);

line(37, 'what is shown and the ways on stand whole on the smallest phone', async (site) => {
  for (const width of [320, 390]) {
    await visit(site, { ...phone, viewport: { width, height: 700 } }, async (page) => {
      await tick(page, 'disputed');
      const [across, ...lines] = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('.state > :not(p)')].filter((way) => way.checkVisibility()).map((way) => {
        const range = document.createRange();
        range.selectNodeContents(way.firstChild);
        return range.getClientRects().length;
      })]);
      assert.ok(across <= 0, `${across} px too wide`);
      assert.deepEqual(lines, [1, 1, 1], `at ${width}`);
    });
  }
}, [example, () => tongue('fr')]);

line(37, 'n and p walk what is shown, but not while somebody types, and can be turned off', async (site) => {
  const at = (page) => page.evaluate(() => (document.activeElement.closest('.note, .marker, .items > li') ?? {}).dataset?.s + (document.activeElement.closest('.note, .marker')?.dataset.c ?? ''));
  for (const options of [wide, phone]) {
    await visit(site, options, async (page) => {
      await settle(page);
      const wanted = await page.$$eval('.marker', (all) => all.filter((m) => /disputed|context/.test(m.dataset.s)).map((m) => m.dataset.s + m.dataset.c));
      await tick(page, 'disputed', 'context');
      const walked = [];
      for (let i = 0; i < wanted.length; i++) {
        await page.keyboard.press('n');
        walked.push(await at(page));
        assert.ok(await page.evaluate(() => {
          const c = document.activeElement.closest('.note, .marker').dataset.c;
          const { top, bottom } = document.querySelector(`.marker[data-c="${c}"]`).getBoundingClientRect();
          return top > 0 && bottom < innerHeight;
        }), 'its marker is in sight');
      }
      assert.deepEqual(walked, wanted);
      await page.keyboard.press('p');
      assert.equal(await at(page), wanted.at(-2));
      await page.keyboard.press('n');
      await page.keyboard.press('n');
      assert.equal(await at(page), wanted[0], 'from the last to the first');
      // The button does the same.
      await page.locator('.state button', { hasText: 'Next' }).click();
      await page.locator('.state button', { hasText: 'Next' }).click();
      assert.equal(await at(page), wanted[2]);
      // Turned off, in the panel as on the page of the search.
      await page.evaluate(() => document.querySelector('.keys input').click());
      const before = await at(page);
      await page.keyboard.press('n');
      assert.equal(await at(page), before);
      await page.goto(new URL('search.html', page.url()).href);
      await until(page, () => document.querySelector('#slash') && !document.querySelector('#slash').checked);
      await page.locator('#slash').check();
      await page.locator('#q').fill('');
      await page.locator('#q').press('n');
      assert.equal(await page.locator('#q').inputValue(), 'n');
    });
  }
  await visit(site, wide, async (page) => {
    await tick(page, 'opinion');
    const wanted = await page.$$eval('.items > li[data-s="opinion"]', (all) => all.length);
    const walked = [];
    for (let i = 0; i < wanted; i++) {
      await page.keyboard.press('n');
      walked.push(await page.evaluate(() => document.activeElement.closest('li').dataset.s + document.activeElement.href));
    }
    assert.equal(new Set(walked).size, wanted);
    assert.ok(walked.every((w) => w.startsWith('opinion')));
  }, 'claims/index.html');
}, [example]);

line(37, 'the numbers of a page agree', async (site) => {
  for (const [name, list] of [[article(site), false], ['claims/index.html', true]]) {
    await visit(site, wide, async (page) => {
      const found = await page.evaluate(() => {
        const number = (e) => Number(/\d+/.exec(e.textContent));
        const all = (s) => [...document.querySelectorAll(s)];
        return {
          legend: all('.legend b').map(number), claims: all('.marker, .claim-index .items > li').length, coverage: number(all('.coverage, .standfirst b')[0]),
          reset: number(all('.chips button')[0]), state: number(all('.state p')[0]), headings: all('h2 .range').map(number), rail: all('.rail li').length, endnotes: all('.endnote').length,
          each: Object.fromEntries(all('.legend b[data-s]').map((e) => [e.dataset.s, number(e.nextElementSibling)])),
          there: all('.marker, .claim-index .items > li').reduce((sum, e) => ({ ...sum, [e.dataset.s]: (sum[e.dataset.s] ?? 0) + 1 }), {}),
        };
      });
      const sum = (of) => of.reduce((a, b) => a + b, 0);
      assert.deepEqual([sum(found.legend), found.reset, found.state], [found.claims, found.claims, found.claims], name);
      assert.deepEqual(found.each, found.there);
      if (list) {
        assert.equal(found.coverage, found.headings[0], 'the claims in the article');
        assert.equal(sum(found.headings), found.claims);
      } else {
        assert.deepEqual([found.coverage, found.rail, found.endnotes], [found.claims, found.claims, found.claims]);
      }
    }, name);
  }
}, [example, stress]);

line(42, 'each status has its meaning beside its name in the legend, on phones too', async (site) => {
  for (const [name, options] of [[article(site), phone], ['claims/index.html', phone], [article(site), wide], [article(site), { ...phone, ...scriptless }]]) {
    await visit(site, options, async (page) => {
      if (options.viewport.width < 1000) await page.locator('.head a[href="#marks"]').tap();
      const rows = await page.$$eval('.legend li', (all) => all.map((li) => {
        const box = li.querySelector('input'), means = document.getElementById(box.getAttribute('aria-describedby'));
        return { words: means.textContent.split(' ').length, seen: means.checkVisibility(), apart: means.getBoundingClientRect().top - li.querySelector('b[data-s]').getBoundingClientRect().bottom };
      }));
      assert.ok(rows.length >= 6);
      for (const { words, seen, apart } of rows) assert.ok(words > 4 && seen && apart < 12, JSON.stringify(rows));
      const { position, top } = await page.evaluate(() => ({ position: getComputedStyle(document.querySelector('.marks')).position, top: document.querySelector('.legend').getBoundingClientRect().top }));
      // Beside the head stand the notes of the head, where it has any.
      const after = options === wide && await page.$('.head .note');
      assert.equal(position, options.viewport.width < 1000 ? 'fixed' : after ? 'static' : 'absolute');
      assert.ok(after || top < options.viewport.height, 'without scrolling');
    }, name);
  }
}, [example, stress]);

line(48, 'the entry of a site of one article says in one sentence what the marks are', (site) => visit(site, phone, async (page) => {
  const says = await page.locator('.head .says').innerText();
  assert.match(says, /^Underlined words are claims/);
  const { bottom } = await page.evaluate(() => document.querySelector('.says').getBoundingClientRect());
  assert.ok(bottom < 844);
}), [example]);

line(49, 'the text begins in the upper two thirds of a phone, and on the first screen of a small one', async (site) => {
  for (const [options, least] of [[phone, 563], [low, 640], [{ ...phone, ...scriptless }, 563], [{ ...low, ...scriptless }, 640]]) {
    const top = await visit(site, options, (page) => page.evaluate(() => document.querySelector('.prose p').getBoundingClientRect().top), article(site));
    assert.ok(top < least, `at ${options.viewport.width} px it begins at ${top}`);
  }
}, [example, desk]);

line(50, 'at most 12 stops lead to the first marker', async (site) => {
  for (const options of [wide, middle, phone, low, { ...wide, viewport: { width: 1920, height: 1080 } }]) {
    await visit(site, options, async (page) => {
      await settle(page);
      for (let stops = 0; ; stops++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(() => document.activeElement.matches('.marker'))) break;
        assert.ok(stops < 12, `at ${options.viewport.width} px`);
      }
    }, article(site));
  }
}, [example, stress, desk]);

line(50, 'the rail is one stop after the text, in which arrows move among what is shown', (site) => visit(site, wide, async (page) => {
  await settle(page);
  const order = await page.evaluate(() => ['.prose', '.marks', '.rail', '.endnotes'].map((s) => document.querySelector(s)).every((e, i, all) => !i || all[i - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING));
  assert.ok(order);
  const stops = () => page.$$eval('.rail a', (all) => all.filter((a) => a.tabIndex === 0).map((a) => a.dataset.n));
  assert.equal((await stops()).length, 1);
  await page.locator('.rail a').first().focus();
  const at = () => page.evaluate(() => document.activeElement.parentElement.dataset.s + document.activeElement.dataset.n);
  const first = await at();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await at(), first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await at(), first);
  await page.keyboard.press('End');
  assert.equal(await at(), await page.$$eval('.rail li', (all) => all.at(-1).dataset.s + all.at(-1).firstElementChild.dataset.n));
  await tick(page, 'disputed');
  const [only] = await stops();
  assert.equal(await page.$eval(`.rail a[data-n="${only}"]`, (a) => a.parentElement.dataset.s), 'disputed');
  await page.locator(`.rail a[data-n="${only}"]`).focus();
  await page.keyboard.press('ArrowDown');
  assert.match(await at(), /^disputed/);
}), [example, stress]);

line(50, 'one skip link leads to the content, a second to the text', (site) => visit(site, wide, async (page) => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.hash), '#text');
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement.matches('.prose'));
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('.prose')));
}, article(site)), [example, stress, desk]);

test('a correction is in sight at once on a wide screen, and named on a phone', async () => {
  const corrected = copyOf(root, 'corrected', (file, text) => (file === 'article.yaml'
    ? `${text}\ncorrections:\n  - {date: 2026-11-21, text: An earlier version said that the announcement was made on a Monday. It was made on a Tuesday.}\n` : text));
  const site = buildSite(corrected);
  for (const options of [wide, phone]) {
    const { top, bottom, words } = await visit(site, options, (page) => page.evaluate(() => ({ ...document.querySelector('.amended').getBoundingClientRect().toJSON(), words: document.querySelector('.amended').innerText })));
    assert.ok(top > 0 && bottom < options.viewport.height);
    assert.match(words, /^Correction, 21 November 2026: An earlier version/);
  }
  const top = await visit(site, phone, (page) => page.evaluate(() => document.querySelector('.prose p').getBoundingClientRect().top));
  assert.ok(top < 563, `the text begins at ${top}`);
});
