// Sources, speakers and lists. Every link runs both ways: what one page says of
// another is looked for there, on all pages at once.
import assert from 'node:assert/strict';
import { line, ofDocuments, visit, wide } from './browser.mjs';
import { desk, example, stress } from './site.mjs';

const text = (page, what) => page.locator(what).first().innerText();
// What other sites frame is no page of its own.
const within = (site, folder) => site.pages.filter((p) => new RegExp(`(^|/)${folder}/(?!index\\.|page/)`).test(p) && !p.endsWith('/card.html'));
const prefix = (site) => (site.name === 'desk' ? 'lighthouse/' : '');

// What a page names, by the parts that name it: addresses from the root of the site.
const named = (site, names, parts) => ofDocuments(site, names, (page, wanted, name) => Object.fromEntries(
  Object.entries(wanted).map(([key, selector]) => [key, [...page.querySelectorAll(selector)].filter((a) => !a.closest('svg'))
    .map((a) => new URL(a.getAttribute('href'), `https://x.test/${name}`)).map((u) => u.pathname.slice(1))]),
), parts);

line(22, 'a source lists every claim that rests on it; a speaker lists theirs', (site) => visit(site, wide, async (page) => {
  const base = page.url().replace('index.html', '');
  await page.goto(`${base}sources/ledger.html`);
  assert.equal(await page.locator('main a[href^="../claims/"]').evaluateAll((all) => new Set(all.map((a) => a.pathname)).size), 54);
  assert.match(await text(page, 'main'), /No claim rests on it alone|it is the only source/);
  await page.goto(`${base}sources/film.html`);
  assert.match(await text(page, 'main'), /For 25 claims it is the only source/);
  await page.goto(`${base}speakers/mayor.html`);
  assert.match(await text(page, 'main'), /a keeper who slept/);
  assert.match(await text(page, 'main'), /Harbour Board/);
}), [stress]);

line(22, 'indexes list everything', (site) => visit(site, wide, async (page) => {
  const base = page.url().replace('index.html', '');
  for (const kind of ['claims', 'sources', 'speakers']) {
    await page.goto(`${base}${kind}/index.html`);
    const linked = await page.$$eval('main a', (all) => all.map((a) => a.pathname.split('/').slice(-2).join('/')));
    const own = site.pages.filter((p) => p.startsWith(`${kind}/`) && p.split('/').length === 2 && !p.endsWith('/index.html'));
    const missing = own.filter((p) => !linked.includes(p));
    assert.deepEqual(missing, []);
  }
}));

line(23, 'coverage is one sentence', (site) => visit(site, wide, async (page) => {
  const said = await text(page, '.coverage');
  assert.equal(said.match(/\.(\s|$)/g).length, 1, said);
  for (const part of ['marked', 'can be checked', 'source', 'independent', 'counter', 'last checked']) assert.ok(said.includes(part), said);
}));

line(22, 'a source names the claims that cite it, and those that have no other source', async (site) => {
  // "The only source" stands exactly where a claim's own cards are of one source.
  const own = await named(site, within(site, 'claims'), {
    cards: '.side .card h3 a',
    // What only repeats a claim is no second source of it.
    bearing: '.side .card:not(:has([data-r="repeats"])) h3 a',
  });
  const alone = await ofDocuments(site, within(site, 'sources'), (page, none, name) => {
    const items = [...page.querySelectorAll('.items > li:has(> .item-head > b[data-r])')];
    return items.map((li) => [
      new URL(li.querySelector('a[href*="claims/"]').getAttribute('href'), `https://x.test/${name}`).pathname.slice(1),
      /The only source of this claim/.test(li.textContent),
    ]);
  });
  const wrong = Object.entries(alone).flatMap(([source, uses]) => uses.filter(([claim, only]) => {
    const distinct = new Set(own[claim].cards);
    assert.ok(distinct.has(source), `${source} says that ${claim} rests on it`);
    return only && own[claim].bearing.some((other) => other !== source);
  }).map(([claim]) => `${source} is not the only source of ${claim}`));
  assert.deepEqual(wrong, []);
  assert.ok(Object.values(alone).flat().some(([, only]) => only));
});

line(22, 'a speaker is told with who answered, and the disputes hold every pair', async (site) => {
  const claims = await named(site, within(site, 'claims').filter((p) => p.startsWith(prefix(site))), { by: '.point > h2 a', counters: '.said > h3 > a' });
  const speakers = await named(site, within(site, 'speakers'), { all: 'main a' });
  const disputes = await ofDocuments(site, site.pages.filter((p) => /(^|\/)disputes(\.html|\/)/.test(p)), (page, none, name) => [...page.querySelectorAll('.dispute')].flatMap((one) => {
    const to = (a) => new URL(a.getAttribute('href'), `https://x.test/${name}`).pathname.slice(1);
    const point = to(one.querySelector('h2 a'));
    return [...one.querySelectorAll('.side > section > h3 > a')].map((a) => `${point} ${to(a)}`);
  }));
  const pairs = Object.entries(claims).flatMap(([claim, { counters }]) => counters.map((counter) => `${claim} ${counter}`));
  const told = Object.values(disputes).flat();
  assert.deepEqual(pairs.filter((pair) => !told.includes(pair)), []);
  // Who passes words on is named beside their maker, whose page tells of the answers too.
  const silent = Object.entries(claims).flatMap(([claim, { by, counters }]) => {
    const pages = by.filter((b) => b.includes('speakers/')).map((b) => [b, speakers[b].all]);
    const unaware = pages.filter(([, all]) => !all.includes(claim)).map(([b]) => `${b} does not tell of ${claim}`);
    const lost = counters.filter((c) => pages.length && !pages.some(([, all]) => all.includes(c)));
    return [...unaware, ...lost.map((c) => `nobody who made ${claim} tells of ${c}`)];
  });
  assert.deepEqual(silent, []);
  assert.ok(pairs.length > 0 && Object.values(claims).some(({ by }) => by.length) && Object.keys(speakers).length > 1);
}, [example, stress, desk]);

line(22, 'the timeline has every claim and source with a date, in their order', async (site) => {
  const timeline = site.pages.filter((p) => new RegExp(`^${prefix(site)}timeline(\\.html|/)`).test(p));
  const told = Object.values(await named(site, timeline, { all: '.happened a' })).flatMap((t) => t.all);
  const dated = await ofDocuments(site, within(site, 'claims').filter((p) => p.startsWith(prefix(site))), (page) => !!page.querySelector('.point .byline time'));
  assert.ok(Object.values(dated).includes(true));
  assert.deepEqual(Object.keys(dated).filter((claim) => dated[claim] && !told.includes(claim)), []);
  const dates = Object.values(await ofDocuments(site, timeline, (page) => [...page.querySelectorAll('.dates h3 time')].map((t) => t.dateTime))).flat();
  assert.deepEqual(dates.map((d) => d.slice(0, 4)), dates.map((d) => d.slice(0, 4)).sort());
  assert.ok(dates.length > 1);
}, [example, stress, desk]);

line(22, 'corrections have what was corrected in the article and in its words', async (site) => {
  const [found] = Object.values(await ofDocuments(site, [`${prefix(site)}corrections.html`], (page) => ({
    entries: page.querySelectorAll('.items > li').length, before: page.querySelectorAll('del').length, now: page.querySelectorAll('ins').length,
    undated: [...page.querySelectorAll('.items > li')].filter((li) => !li.querySelector('b')).length,
  })));
  assert.ok(found.entries > 0 || site.name === 'example', JSON.stringify(found));
  assert.equal(found.undated, 0);
  assert.equal(found.before, found.now);
  if (site.name !== 'example') assert.equal(found.before, 1);
}, [example, stress, desk]);

line(22, 'the method explains every status and relation that any page shows', async (site) => {
  const shown = await ofDocuments(site, site.pages, (page) => ({
    statuses: [...page.querySelectorAll('b[data-s]')].map((e) => e.dataset.s),
    relations: [...page.querySelectorAll('b[data-r]')].map((e) => e.dataset.r),
  }));
  const method = (await ofDocuments(site, ['method.html'], (page) => [...page.querySelectorAll('[id^="status-"], [id^="relation-"], [id^="counter-"]')]
    .map((e) => (e.querySelector('dd')?.textContent.trim() ? e.id : 'empty'))))['method.html'];
  const all = (key) => [...new Set(Object.values(shown).flatMap((s) => s[key]))];
  assert.deepEqual(all('statuses').filter((s) => !method.includes(`status-${s}`)), []);
  assert.deepEqual(all('relations').filter((r) => !method.includes(`relation-${r}`) && !method.includes(`counter-${r}`)), []);
  assert.ok(!method.includes('empty') && method.length >= 8 + 5 + 4, method.join());
}, [example, stress, desk]);
