// The built example in Chromium: every link clicked through from disk and from a sub-path, every
// page validated, and every kind of page checked for accessibility; the same for the pages of the
// stress site.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { launch } from './browser.mjs';
import { buildExample, onDisk, serveBelow, stress } from './site.mjs';

const kinds = [
  'index.html', 'claims/index.html', 'claims/kirby-no-conversations.html', 'claims/ecuador-own-decision.html',
  'claims/swedish-investigation.html', 'sources/index.html', 'sources/dpb-2016-10-18.html', 'speakers/index.html',
  'speakers/wikileaks.html', 'disputes.html', 'map.html', 'timeline.html', 'corrections.html', 'search.html', 'method.html',
];

let browser;
let example;
before(async () => {
  example = buildExample();
  browser = await launch();
});
after(() => browser?.close());

// Opens pages one after another and collects what goes wrong on the way.
async function crawl(base) {
  const page = await browser.newPage();
  const wrong = [];
  // A page that is left while its icon loads has not failed.
  page.on('requestfailed', (r) => r.failure()?.errorText !== 'net::ERR_ABORTED' && wrong.push(`${r.url()}: ${r.failure()?.errorText}`));
  page.on('response', (r) => r.status() >= 400 && wrong.push(`${r.url()}: ${r.status()}`));
  page.on('console', (m) => m.type() === 'error' && wrong.push(`${page.url()}: ${m.text()}`));
  page.on('pageerror', (e) => wrong.push(`${page.url()}: ${e.message}`));
  const seen = new Map();
  const queue = [new URL('index.html', base).href];
  const fragments = [];
  while (queue.length) {
    const address = queue.pop();
    if (seen.has(address)) continue;
    await page.goto(address);
    const found = await page.evaluate(() => ({
      // A link in a drawing has an object there.
      links: [...document.querySelectorAll('a[href]')].map((a) => a.href.baseVal ?? a.href).map((a) => new URL(a, location.href).href),
      ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
      styled: getComputedStyle(document.body).marginTop === '0px' && document.styleSheets.length > 0,
      scripted: document.documentElement.className.length > 0,
    }));
    if (!found.styled) wrong.push(`${address} has no style`);
    if (new Set(found.ids).size !== found.ids.length) wrong.push(`${address} has an id twice`);
    seen.set(address, new Set(found.ids));
    for (const link of found.links) {
      if (!link.startsWith(base)) continue;
      const [target, fragment] = link.split('#');
      if (fragment) fragments.push([address, target, decodeURIComponent(fragment)]);
      queue.push(target);
    }
  }
  for (const [from, target, fragment] of fragments) {
    if (!seen.get(target)?.has(fragment)) wrong.push(`${from} links to ${target}#${fragment}`);
  }
  await page.close();
  return { wrong, pages: seen.size };
}

describe('line 24: every link, fragment and style works', () => {
  test('from disk', async () => {
    const { wrong, pages } = await crawl(onDisk(example.site));
    assert.deepEqual(wrong, []);
    assert.equal(pages, example.pages.length, 'every page is reached from the front page');
  });

  test('of the stress site', async () => {
    const { wrong, pages } = await crawl(onDisk(stress().site));
    assert.deepEqual(wrong, []);
    assert.equal(pages, stress().pages.length);
  });

  test('from any sub-path', async () => {
    const server = await serveBelow(example.site, '/any/sub/path/');
    try {
      const { wrong, pages } = await crawl(server.address);
      assert.deepEqual(wrong, []);
      assert.equal(pages, example.pages.length);
    } finally {
      server.stop();
    }
  });

  test('in 404.html at an address of any depth', async () => {
    const server = await serveBelow(example.site, '/repo/');
    server.site = buildExample('--base-url', server.address).site;
    try {
      const page = await browser.newPage();
      const wrong = [];
      page.on('response', (r) => r.status() >= 400 && !r.url().endsWith('/such/page') && wrong.push(r.url()));
      await page.goto(`${server.address}no/such/page`);
      assert.equal(await page.evaluate(() => document.styleSheets.length > 0), true);
      await page.locator('header a').first().click();
      assert.ok(await page.locator('h1').innerText());
      assert.deepEqual(wrong, []);
      await page.close();
    } finally {
      server.stop();
    }
  });
});

test('line 18: html-validate finds no error on any page', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      // What Markdown becomes is left as its library writes it: `<hr />`.
      'void-style': 'off',
      // Counted with its entities: 70 characters of text may be more in the source.
      'long-title': ['error', { maxlength: 110 }],
    },
  });
  const errors = [];
  for (const [site, name] of [example, stress()].flatMap(({ site, pages }) => pages.map((p) => [site, p]))) {
    const report = await validator.validateFile(join(site, name));
    for (const result of report.results) {
      for (const m of result.messages) errors.push(`${name}:${m.line}:${m.column} ${m.message} (${m.ruleId})`);
    }
  }
  assert.deepEqual(errors, []);
});

test('line 18: axe-core finds no violation on any kind of page', async () => {
  const violations = [];
  for (const width of [320, 390, 768, 1024, 1440]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      // The article of the stress site is the heaviest page: two widths see all that it has.
      const strained = [390, 1440].includes(width) ? [onDisk(stress().site) + 'index.html'] : [];
      for (const name of [...kinds.map((kind) => onDisk(example.site) + kind), ...strained]) {
        await page.goto(name);
        await page.addScriptTag({ content: axe.source });
        const result = await page.evaluate(() => window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }));
        for (const v of result.violations) {
          violations.push(`${name} ${width} ${colorScheme}: ${v.id} ${v.nodes.map((n) => n.html).join(' | ').slice(0, 300)}`);
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) violations.push(`${name} ${width}: ${overflow} px too wide`);
      }
      await context.close();
    }
  }
  assert.deepEqual(violations, []);
});

test('a reader goes from a claim to its counter-claim, that one\'s source, and back', async () => {
  const page = await browser.newPage();
  await page.goto(onDisk(example.site) + 'index.html');
  await page.locator('#n-state-denies-asking a[href="claims/state-denies-asking.html"]').click();
  assert.match(page.url(), /claims\/state-denies-asking\.html$/);
  await page.locator('main a[href="quiet-us-pressure.html"]').first().click();
  assert.match(page.url(), /claims\/quiet-us-pressure\.html/);
  await page.locator('main a[href^="../sources/nbc-2016.html"]').first().click();
  assert.match(page.url(), /sources\/nbc-2016\.html/);
  await page.locator('main a[href="../claims/quiet-us-pressure.html"]').first().click();
  await page.locator('main a[href^="state-denies-asking.html"]').first().click();
  assert.match(page.url(), /claims\/state-denies-asking\.html/);
  await page.locator('main a[href="../index.html#c-state-denies-asking"]').first().click();
  assert.match(page.url(), /index\.html#c-state-denies-asking$/);
  await page.close();
});

describe('sharing', () => {
  let server;
  before(async () => {
    server = await serveBelow(example.site, '/repo/');
    server.site = buildExample('--base-url', server.address).site;
  });
  after(() => server?.stop());

  test('a link to a claim is copied with the keyboard, and the reader is told', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(`${server.address}index.html`);
    const note = page.locator('#n-kerry-asked-ecuador');
    await page.locator('#r-kerry-asked-ecuador').press('Enter');
    await note.locator('.copy').press('Enter');
    await note.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, `${server.address}index.html#c-kerry-asked-ecuador`);
    await page.goto(`${server.address}claims/kerry-asked-ecuador.html`);
    await page.locator('.copy').first().click();
    await page.getByText('Copied').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await context.close();
  });

  test('a link is copied where there is no clipboard, and no button shows without scripts', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(`${server.address}claims/kerry-asked-ecuador.html`);
    await page.evaluate(() => {
      window.read = navigator.clipboard.readText.bind(navigator.clipboard);
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await page.locator('.copy').nth(1).click();
    await page.getByText('Copied').waitFor();
    assert.equal(await page.evaluate(() => window.read()), `${server.address}index.html#c-kerry-asked-ecuador`);
    await context.close();
    const bare = await browser.newPage({ javaScriptEnabled: false });
    await bare.goto(onDisk(example.site) + 'claims/kerry-asked-ecuador.html');
    assert.equal(await bare.locator('.copy:visible').count(), 0);
    await bare.close();
  });

  test('each page names itself and its picture in full, and the picture is one', async () => {
    const page = await browser.newPage();
    const wrong = [];
    page.on('console', (m) => m.type() === 'error' && wrong.push(`${page.url()}: ${m.text()}`));
    for (const name of kinds) {
      await page.goto(server.address + name);
      const said = await page.evaluate(() => Object.fromEntries(
        [...document.querySelectorAll('meta[property]')].map((m) => [m.getAttribute('property'), m.content]),
      ));
      for (const key of ['title', 'description', 'type', 'url', 'site_name', 'locale', 'image', 'image:alt']) {
        assert.ok(said[`og:${key}`], `${name}: og:${key}`);
      }
      assert.equal(said['og:url'], page.url().replace(/index\.html$/, ''));
      const picture = await (await fetch(said['og:image'])).arrayBuffer();
      const view = new DataView(picture);
      assert.deepEqual([view.getUint32(16), view.getUint32(20)], [1200, 630], 'as its head says');
    }
    assert.deepEqual(wrong, [], 'the policy of the page is kept');
    await page.close();
  });

  test('html-validate finds no error where there is a base address', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'long-title': ['error', { maxlength: 110 }] },
    });
    const errors = [];
    for (const name of kinds) {
      const report = await validator.validateFile(join(server.site, name));
      for (const result of report.results) {
        for (const m of result.messages) errors.push(`${name}:${m.line}:${m.column} ${m.message} (${m.ruleId})`);
      }
    }
    assert.deepEqual(errors, []);
  });
});
