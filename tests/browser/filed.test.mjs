// Lists that can be used: in what order they stand, that they are whole without scripts, and that
// headings say what a claim says.
import assert from 'node:assert/strict';
import { line, ofDocuments, phone, scriptless, visit, wide } from './browser.mjs';
import { desk, example, stress } from './site.mjs';

line(43, 'sources stand by kind, publisher and date, all of them, with the number of their claims', async (site) => {
  const pages = site.pages.filter((p) => /^sources\/(index|page\/)/.test(p));
  const own = site.pages.filter((p) => p.startsWith('sources/') && !pages.includes(p) && !p.includes('/page/'));
  const lists = Object.values(await ofDocuments(site, pages, (page) => [...page.querySelectorAll('section[id^="kind-"]')].map((kind) => ({
    heading: kind.querySelector('h2').textContent, leap: !!page.querySelector(`.leaps a[href="#${kind.id}"]`),
    rows: [...kind.querySelectorAll('.table > li')].map((li) => ({
      publisher: li.querySelector('b').textContent.toLowerCase().replace(/^(the|an?) /, ''), href: li.querySelector('a').getAttribute('href'),
      date: li.querySelector('time')?.dateTime ?? '', count: li.lastElementChild.textContent,
    })),
  })))).flat();
  const rows = lists.flatMap((kind) => kind.rows);
  assert.deepEqual(rows.map((r) => `sources/${r.href}`).sort(), own.filter((p) => rows.some((r) => p === `sources/${r.href}`)).sort());
  assert.ok(rows.length > 2 && rows.every((r) => r.count.trim()));
  assert.equal(new Set(lists.map((kind) => kind.heading)).size, lists.length);
  if (lists.length > 1) assert.ok(lists.every((kind) => kind.leap));
  for (const kind of lists) {
    const named = kind.rows.filter((r) => r.publisher);
    named.slice(1).forEach((r, i) => assert.ok(named[i].publisher < r.publisher || (named[i].publisher === r.publisher && named[i].date.slice(0, 4) <= r.date.slice(0, 4))
      || !/^[\x20-\x7e]*$/.test(named[i].publisher + r.publisher), `${named[i].publisher} before ${r.publisher}`));
  }
}, [example, stress, desk]);

line(43, 'sources stand by the number of their claims too, and each order leads to the other', async (site) => {
  const read = (names) => ofDocuments(site, names, (page, none, name) => ({
    rows: [...page.querySelectorAll('.table > li')].map((li) => [
      new URL(li.querySelector('a').getAttribute('href'), `https://x.test/${name}`).pathname.slice(1), Number(li.closest('section').id.match(/\d*$/)[0]),
    ]),
    orders: [...page.querySelectorAll('.leaps:first-of-type a')].map((a) => [new URL(a.getAttribute('href'), `https://x.test/${name}`).pathname.slice(1), a.getAttribute('aria-current')]),
    leaps: [...page.querySelectorAll('.leaps a[href^="#"]')].filter((a) => !page.getElementById(a.hash.slice(1))).length,
  }));
  const kind = await read(site.pages.filter((p) => /^sources\/(index|page\/)/.test(p)));
  const claims = await read(site.pages.filter((p) => p.startsWith('sources/by/')));
  const rows = (pages) => Object.values(pages).flatMap((p) => p.rows);
  assert.deepEqual(rows(claims).map(([href]) => href).sort(), rows(kind).map(([href]) => href).sort());
  const counts = rows(claims).map(([, n]) => n);
  assert.ok(counts.length > 1 && counts[0] > 0);
  assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
  const [first, second] = ['sources/index.html', 'sources/by/claims.html'];
  assert.deepEqual(kind[first].orders, [[first, 'page'], [second, null]]);
  assert.deepEqual(claims[second].orders, [[first, null], [second, 'page']]);
  assert.equal(claims[second].leaps, 0);
}, [example, stress, desk]);

line(43, 'speakers are filed without the article of their name; statuses stand beside their claims, and are not added up', async (site) => {
  const { names, claims, numbers } = (await ofDocuments(site, ['speakers/index.html'], (page) => ({
    names: [...page.querySelectorAll('.items .item-head a')].map((a) => a.textContent),
    claims: [...page.querySelectorAll('.items > li')].map((li) => [...li.querySelectorAll('.by-status > li')]
      .map((one) => [one.querySelector('b[data-s]').dataset.s, one.querySelectorAll('a[href*="claims/"]').length])),
    numbers: [...page.querySelectorAll('.by-status b[data-s], .by-status .number')].filter((e) => /\d/.test(e.textContent)).length,
  })))['speakers/index.html'];
  const filed = names.map((name) => name.toLowerCase().replace(/^(the|an?) /, ''));
  assert.deepEqual(filed, [...filed].sort());
  assert.ok(names.some((name) => name.startsWith('The ')));
  assert.equal(numbers, 0);
  assert.ok(claims.filter((of) => of.length).length > 10);
  for (const of of claims) {
    assert.ok(of.every(([, links]) => links === 1));
    // Those with one status stand together.
    assert.equal(of.filter(([status], i) => i === 0 || of[i - 1][0] !== status).length, new Set(of.map(([status]) => status)).size);
  }
}, [example]);

line(43, 'the timeline shows what happened and what was said; publications on request, and in print', async (site) => {
  for (const options of [wide, { ...phone, ...scriptless }]) {
    await visit(site, options, async (page) => {
      const seen = (css) => page.$$eval(css, (all) => all.filter((e) => e.checkVisibility()).length);
      const published = '.happened > .published, .published .happened > li';
      const all = await page.locator(published).count();
      assert.ok(all > 5);
      assert.ok(await seen('.happened > li') > 5);
      assert.equal(await seen(published), 0);
      assert.equal(await page.$$eval('.dates > li, main > section', (list) => list.filter((e) => e.checkVisibility() && ![...e.querySelectorAll('.happened > li')].some((li) => li.checkVisibility())).length), 0);
      await page.locator('#show-published').focus();
      await page.keyboard.press('Space');
      assert.equal(await seen(published), all);
      await page.keyboard.press('Space');
      await page.emulateMedia({ media: 'print' });
      assert.equal(await seen(published), all);
    }, 'timeline.html');
  }
}, [example]);

line(43, 'disputes begin with their contents, and both sides get the same room', (site) => visit(site, { ...wide, ...scriptless }, async (page) => {
  const ids = await page.$$eval('.dispute', (all) => all.map((d) => `#${d.id}`));
  assert.deepEqual(await page.$$eval('.toc a', (all) => all.map((a) => a.getAttribute('href'))), ids);
  const uneven = await page.$$eval('.dispute', (all) => all.map((d) => [...d.querySelectorAll('.sides > .side')].map((s) => s.getBoundingClientRect()))
    .filter(([a, b]) => Math.abs(a.width - b.width) > 1 || a.top !== b.top).length);
  assert.equal(uneven, 0);
}, 'disputes.html'), [example]);

line(44, 'a heading that names a claim has at least three of its words', async (site) => {
  const claims = site.pages.filter((p) => /(^|\/)claims\/(?!index\.)[^/]+$/.test(p));
  // Its words, and what they say, as its own page has them.
  const own = await ofDocuments(site, claims, (page) => page.querySelector('main').textContent);
  const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? [];
  const found = await ofDocuments(site, site.pages.filter((p) => /(^|\/)(map|disputes)(\.html|\/)/.test(p)), (page, none, name) => [...page.querySelectorAll(':is(h2, h3, h4) > a, .toc a')]
    .filter((a) => !a.closest('.side')).map((a) => [a.textContent, a.hash || new URL(a.getAttribute('href'), `https://x.test/${name}`).pathname.slice(1)]));
  const wrong = Object.entries(found).flatMap(([name, all]) => all.filter(([text, to]) => {
    const said = own[to] ? words(own[to]) : words(text);
    const shown = words(text).filter((w) => !/^\d+$/.test(w));
    return /^(Claim \d+|Counter-claim)/.test(text.trim()) || shown.filter((w) => said.includes(w)).length < Math.min(3, shown.length) || !shown.length;
  }).map(([text]) => `${name}: ${text}`));
  assert.deepEqual(wrong, []);
  assert.ok(Object.values(found).flat().length > 3);
}, [example, stress, desk]);

// Whoever walks the links of a page hears these alone. Boxes of maps and the sides of a dispute name who speaks.
line(44, 'no link names a claim by its number alone', async (site) => {
  const found = await ofDocuments(site, site.pages, (page) => [...page.querySelectorAll('main a[href]')]
    .filter((a) => /(^|\/)claims\/(?!index\.|page\/)[^/]+\.html/.test(a.getAttribute('href')) && !a.closest('.notes, .endnotes, .map, .side h3'))
    .map((a) => a.textContent.trim()).filter((text) => /^(Claim|Afirmación|الادعاء|Counter-claim|Contraafirmación)?\s*\d*$/.test(text.replace(/[\u2066-\u2069]/g, ''))));
  const wrong = Object.entries(found).filter(([, all]) => all.length).map(([name, all]) => `${name}: ${all.join(', ')}`);
  assert.deepEqual(wrong, []);
}, [example, stress, desk]);
