// Claims and their sources: what the page of a claim and a source card have to
// tell. What holds for each of them is asked of the files, all at once; how they look, in a browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { line, ofDocuments, phone, scriptless, visit, wide } from './browser.mjs';
import { desk, example, stress } from './site.mjs';

const text = (page, what) => page.locator(what).first().innerText();
const unfold = (page) => page.$$eval('details', (all) => all.forEach((one) => { one.open = true; }));
const claims = (site) => site.pages.filter((p) => /(^|\/)claims\/(?!index\.)[^/]+$/.test(p));
const none = (found) => assert.deepEqual(Object.entries(found).flatMap(([name, wrong]) => wrong.map((w) => `${name}: ${w}`)), []);

line(20, 'every claim has its words, maker, status with definition and reasons, both sides, and a way on', async (site) => {
  none(await ofDocuments(site, claims(site), (page) => {
    const has = {
      words: 'h1', maker: '.side.point h2', status: '.verdict b[data-s]', definition: '.verdict p a[href*="method.html#status-"]',
      'both sides': '.sides > .side + .side',
      // Claims are walked in the order of the article; one that was made elsewhere leads to what it answers.
      'previous or next': '[rel=prev], [rel=next], .items b[data-r], .aside',
    };
    const lacks = Object.keys(has).filter((key) => !page.querySelector(has[key])?.textContent.trim());
    const marked = page.querySelector('.byline a[href*="#c-"]'), answers = page.querySelector('.items b[data-r]');
    if (!marked && !answers && !page.querySelector('.aside')) lacks.push('a place in the article or a claim that it answers');
    return lacks;
  }));
}, [example, stress, desk]);

line(20, 'a claim that is answered and one that answers lead to each other', async (site) => {
  const links = await ofDocuments(site, claims(site), (page) => [...page.querySelectorAll('main a')].map((a) => a.getAttribute('href')));
  const sides = await ofDocuments(site, claims(site), (page) => [...page.querySelectorAll('.said > h3 > a')].map((a) => a.getAttribute('href')));
  const pairs = Object.entries(sides).flatMap(([name, counters]) => counters.map((to) => [name, name.replace(/[^/]+$/, to)]));
  assert.ok(pairs.length > 1);
  assert.deepEqual(pairs.filter(([from, to]) => !links[to].includes(from.split('/').at(-1))), []);
}, [example, stress, desk]);

line(20, 'the map is a list whose boxes have links, and each stands elsewhere on the page of the claim too', async (site) => {
  const maps = await ofDocuments(site, claims(site), (page) => {
    const map = page.querySelector('.map');
    if (!map) return [page.querySelector('.turns') ? 'answers in turn and no map' : 'no map'];
    const own = page.querySelector('[rel=canonical]')?.href.split('/').at(-1);
    const rest = new Set([...page.querySelectorAll('main a')].filter((a) => !a.closest('.map')).map((a) => a.getAttribute('href')));
    const boxes = [...map.querySelectorAll('li > p')];
    const wrong = boxes.filter((b) => !b.querySelector('a[href]')).map((b) => `no link in ${b.textContent}`);
    const links = boxes.flatMap((b) => [...b.querySelectorAll('a:not([aria-current])')]).map((a) => a.getAttribute('href'));
    return [...wrong, ...links.filter((href) => href !== own && !href.startsWith('#') && !rest.has(href))];
  });
  const drawn = Object.values(maps).filter((wrong) => !wrong.includes('no map')).length;
  assert.ok(drawn > 1, `${drawn} maps`);
  none(Object.fromEntries(Object.entries(maps).map(([name, wrong]) => [name, wrong.filter((w) => w !== 'no map')])));
}, [example, stress, desk]);

line(20, '"read it in the article" leads to the words', (site) => visit(site, phone, async (page) => {
  const words = await text(page, await page.locator('.point .saying').count() ? '.point .saying' : 'h1');
  await page.locator('.byline a[href*="#c-"]').first().click();
  await page.waitForURL(/#c-/);
  const marked = await page.evaluate(() => [...document.querySelectorAll(`[data-c="${document.querySelector(':target').dataset.c}"].claim`)].map((m) => m.textContent).join(''));
  assert.ok(marked.includes(words.slice(0, 20)) || words.includes(marked.slice(0, 20)), `${marked} for ${words}`);
}, 'claims/' + (site.name === 'stress' ? 'outer' : 'kerry-asked-ecuador') + '.html'));

line(20, 'a claim is told with speaker, date, status, reasons, answers and a way to the article', (site) => visit(site, wide, async (page) => {
  await unfold(page);
  const main = await text(page, 'main');
  assert.equal(await text(page, 'h1'), 'A keeper of the light was paid for two nights on which he slept.');
  assert.equal(await text(page, '.point .saying'), 'a keeper who slept through two gales was paid for both of them');
  for (const part of ['Said by Ilse Varga', 'mayor of Skerry Wells', '1 May 2023', 'denied by', 'Why this status', 'Later events', 'The light was sold.',
    'Asked for a response', 'I said what I said.', 'History of this entry', 'Read again.', 'No keeper of ours ever slept.', 'We woke him ourselves.',
    'Read it in the article']) {
    assert.ok(main.includes(part), part);
  }
  assert.ok(await page.locator('a[rel=prev]').count() && await page.locator('a[rel=next]').count());
}, 'claims/outer.html'), [stress]);

line(20, 'point and counterpoint stand side by side, and one above the other on a phone', async (site) => {
  const name = site.name === 'stress' ? 'claims/outer.html' : 'claims/kerry-asked-ecuador.html';
  const sides = (page) => page.$$eval('.side', (all) => all.map((e) => {
    const { left, top, width } = e.getBoundingClientRect();
    return { left, top, width };
  }));
  for (const screen of [wide, { ...wide, viewport: { width: 1024, height: 900 } }]) {
    const [a, b] = await visit(site, screen, sides, name);
    assert.ok(a.top === b.top && a.left + a.width <= b.left && Math.abs(a.width - b.width) < 1, 'side by side, as wide as each other');
  }
  const [c, d] = await visit(site, phone, sides, name);
  assert.ok(c.left === d.left && c.top < d.top, 'stacked');
});

line(21, 'a source card has its record, passage, ways to it, and whether it was checked', (site) => visit(site, wide, async (page) => {
  const base = page.url().replace('index.html', '');
  const card = async (claim, title) => {
    await page.goto(`${base}claims/${claim}.html`);
    await unfold(page);
    return page.locator('.card', { hasText: title }).first();
  };
  const ledger = await card('outer', 'Ledger of the');
  const words = await ledger.innerText();
  for (const part of ['Skerry Wells Archive', 'Ona Petrel', 'April 1931', 'Document', 'entered on the left and cast up on the right', 'Archived copy',
    'Checked against a saved copy', 'Connection to the matter', 'Independent']) assert.ok(words.includes(part), `${part} in ${words}`);
  assert.match(await ledger.locator('.passage-place a').getAttribute('href'), /#:~:text=/);
  // A scan, a film and a table cannot be opened at their words.
  for (const [claim, title] of [['lap-2', 'Survey of'], ['lap-4', 'The quays from'], ['lap-3', 'Counts at']]) {
    const other = await card(claim, title);
    assert.equal(await other.locator('a[href*=":~:text"]').count(), 0, title);
    assert.match(await other.innerText(), /No archived copy/);
    assert.match(await other.innerText(), /Not checked against a saved copy/);
  }
}), [stress]);


line(21, 'every source card has title, connection to the matter, relation, an archived copy or none, and each passage its check', async (site) => {
  const seen = await ofDocuments(site, claims(site), (page) => [...page.querySelectorAll('.card')].flatMap((card) => {
    const words = card.textContent, rows = [...card.querySelectorAll('dt')].map((dt) => dt.textContent);
    const wrong = [];
    const expect = (holds, what) => holds || wrong.push(`${card.querySelector('h3').textContent}: ${what}`);
    expect(card.querySelector('h3 a[href*="sources/"]'), 'title');
    expect(card.querySelector('b[data-r]'), 'relation');
    expect(rows.includes('Connection to the matter'), 'connection');
    const address = card.querySelector('.actions .address');
    expect(address || /Confidential|No address:/.test(words), 'address, or why there is none');
    const copy = card.querySelectorAll('.actions .address').length > 1;
    expect(!address || copy !== words.includes('No archived copy'), 'archived copy, or that there is none');
    const passages = card.querySelectorAll('blockquote.passage').length;
    const checks = words.match(/Checked against a|Not checked against a saved copy/g) ?? [];
    expect(checks.length === passages, `${passages} passages, ${checks.length} checks`);
    for (const at of card.querySelectorAll('a[href*=":~:text="]')) {
      expect(!/\.(pdf|mp4|csv|xlsx?)([?#]|$)/i.test(at.getAttribute('href').split('#')[0]), `opens ${at.getAttribute('href')} at its words`);
      expect(!/\b(Video|Dataset)\b/.test(card.querySelector('summary')?.textContent ?? ''), 'opens a film or a table at its words');
    }
    return wrong;
  }));
  none(seen);
});

line(20, 'a passage that was cut stands in its sentence, in grey, and on a phone behind a word, without scripts', async (site) => {
  const [name, before, words, after, lang, dir] = site.name === 'desk'
    ? ['lighthouse/claims/lit.html', 'وفي تلك الليلة ', 'بقيت المنارة مضاءة حتى الفجر', '.', null, 'rtl']
    : ['claims/kirby-no-involvement.html', 'any suggestion that Secretary Kerry or the State Department ', 'were involved in shutting down WikiLeaks is false.', '', null, 'ltr'];
  const shown = (page) => page.locator('.passage:has(.rest)').first().evaluate((passage) => ({
    parts: [...passage.firstElementChild.childNodes].map((part) => part.textContent),
    seen: passage.innerText.trim(),
    grey: getComputedStyle(passage.querySelector('.rest')).color !== getComputedStyle(passage).color,
    lang: passage.getAttribute('lang'),
    dir: getComputedStyle(passage).direction,
    toggle: passage.nextElementSibling.checkVisibility(),
  }));
  for (const colorScheme of ['light', 'dark']) {
    const at = await visit(site, { ...wide, ...scriptless, colorScheme }, shown, name);
    const parts = [before, words, after].filter(Boolean);
    assert.deepEqual(at, { parts, seen: before + words + after, grey: true, lang, dir, toggle: false });
  }
  await visit(site, { ...phone, ...scriptless }, async (page) => {
    assert.equal((await shown(page)).seen, words);
    await page.locator('.cut summary').first().tap();
    assert.equal((await shown(page)).seen, before + words + after);
    await page.locator('.cut summary').first().tap();
    assert.equal((await shown(page)).seen, words);
  }, name);
}, [example, desk]);

// Opens every page of a claim in turn, by its body alone, so that hundreds take no longer than a few.
const inTurn = (site, names, ask) => visit(site, phone, (page) => page.evaluate(([pages, source]) => {
  const ask = new Function(`return (${source})`)();
  return Object.fromEntries(pages.map(([name, html]) => {
    const other = new DOMParser().parseFromString(html, 'text/html');
    document.documentElement.dir = other.documentElement.dir;
    document.documentElement.lang = other.documentElement.lang;
    document.body.replaceWith(document.adoptNode(other.body));
    return [name, ask()];
  }));
}, [names.map((name) => [name, readFileSync(join(site.site, name), 'utf8')]), ask.toString()]), names[0]);

line(34, 'the words against a claim begin on the first screen of a phone', async (site) => {
  const tops = await inTurn(site, claims(site), () => {
    const gainsaid = document.querySelector('.said .saying, .counterpoint .card');
    const first = document.querySelector('.said .saying, .counterpoint:not(#against) .card, .counterpoint:not(#against) .lack') ?? gainsaid;
    return gainsaid && first.getBoundingClientRect().top + scrollY;
  });
  const gainsaid = Object.entries(tops).filter(([, top]) => top !== null);
  assert.ok(gainsaid.length > 2);
  // A line of text has to be seen whole.
  assert.deepEqual(gainsaid.filter(([, top]) => top > 844 - 20), []);
}, [example, stress, desk]);

line(34, 'the heading is the proposition, and each side is named', (site) => visit(site, phone, async (page) => {
  assert.equal(await text(page, 'h1'), 'John Kerry asked Ecuador to stop Assange from publishing documents about Hillary Clinton.');
  assert.equal(await text(page, '.point h2'), 'Said by WikiLeaks');
  assert.match(await text(page, '.said h3'), /Denied by John Kirby$/);
}, 'claims/kerry-asked-ecuador.html'), [example]);

line(35, 'no sentence of more than 40 characters stands twice on the page of a claim outside of folded parts', async (site) => {
  none(await ofDocuments(site, claims(site), (page) => {
    // What is folded or spoken only, and lines of record: who, where and when of sources and claims.
    for (const one of page.querySelectorAll('details > :not(summary), .unseen, summary, .who, b[data-s] + .but, [hidden]')) one.remove();
    // A box of a map and a short list of sources name them, as the cards do.
    for (const one of page.querySelectorAll('.map a, .evidence a')) one.remove();
    const parts = 'p, h1, h2, h3, h4, dt, dd, li, .states, .map p > *, .evidence li > *';
    const blocks = [...page.querySelectorAll('main *')].filter((e) => e.matches(parts)).map((block) => {
      const own = block.cloneNode(true);
      own.querySelectorAll(`ul, ol, dl, section, blockquote, ${block.matches('.map p, .evidence li') ? '*' : parts}`).forEach((inner) => inner.remove());
      return own.textContent;
    });
    const said = blocks.flatMap((text) => text.replace(/[\u2066-\u2069]/g, '').split(/(?<=[.!?…؟])\s+|\n/)).map((s) => s.replace(/[“”".]/g, '').trim());
    const long = said.filter((s) => s.length > 40);
    return long.filter((s, i) => long.indexOf(s) !== i);
  }));
}, [example, stress, desk]);
