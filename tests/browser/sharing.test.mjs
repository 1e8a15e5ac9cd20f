// Sharing: links to claims are copied, pages name themselves and their picture; and the page for
// what is missing, which alone has absolute addresses. All on a server that the site is built for.
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, phone, scriptless } from './browser.mjs';
import { buildExample, buildSite, copyOf, kinds, onDisk, root, serveBelow } from './site.mjs';

let browser;
let example;
before(async () => {
  example = buildExample();
  browser = await launch();
});
after(() => browser?.close());

describe('sharing', () => {
  let server;
  before(async () => {
    server = await serveBelow(example.site, '/repo/');
    server.site = buildExample('--base-url', server.address).site;
  });
  after(() => server?.stop());

  test('404.html works at an address of any depth', async () => {
    const page = await browser.newPage();
    const wrong = [];
    page.on('response', (r) => r.status() >= 400 && !r.url().endsWith('/such/page') && wrong.push(r.url()));
    await page.goto(`${server.address}no/such/page`);
    assert.equal(await page.evaluate(() => document.styleSheets.length > 0), true);
    await page.locator('header a').first().click();
    assert.ok(await page.locator('h1').innerText());
    assert.deepEqual(wrong, []);
    await page.close();
  });

  // The site is built for another host than the one that answers, and for a folder of it.
  test('404.html looks like the other pages on any host and at any depth', async () => {
    const elsewhere = await serveBelow(example.site, '/');
    try {
      for (const [scheme, deep] of [['light', 'gone'], ['dark', 'a/b/c/']]) {
        const page = await browser.newPage({ colorScheme: scheme });
        const refused = [];
        page.on('console', (said) => /style/i.test(said.text()) && refused.push(said.text()));
        const look = () => page.evaluate(() => ['body', '.masthead', 'h1', '.standfirst', '.colours label', '.skip'].map((name) => {
          const { backgroundColor, color, fontFamily, fontSize, display, position } = getComputedStyle(document.querySelector(name));
          return [name, backgroundColor, color, fontFamily, fontSize, display, position];
        }));
        await page.goto(`${elsewhere.address}method.html`);
        const expect = await look();
        await page.goto(elsewhere.address + deep);
        assert.deepEqual(await look(), expect, deep);
        assert.deepEqual(refused, []);
        await page.close();
      }
    } finally {
      elsewhere.stop();
    }
  });

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
    for (const name of kinds(example).filter((k) => !/(404|embed|card)\.html$/.test(k))) {
      await page.goto(server.address + name);
      const said = await page.evaluate(() => Object.fromEntries(
        [...document.querySelectorAll('meta[property]')].map((m) => [m.getAttribute('property'), m.content]),
      ));
      for (const key of ['description', 'site_name', 'image', 'image:alt']) {
        assert.ok(said[`og:${key}`], `${name}: og:${key}`);
      }
      // Previews take the rest from the page, where the description does not say the title in full.
      const [title, whole] = [await page.title(), said['og:title'] ?? said['og:description']];
      assert.ok(whole === said['og:title'] || !title.endsWith('…') || whole.length > title.length, `${name}: ${title}`);
      assert.equal(await page.$eval('link[rel=canonical]', (l) => l.href), page.url().replace(/index\.html$/, ''));
      const picture = await (await fetch(said['og:image'])).arrayBuffer();
      const view = new DataView(picture);
      assert.deepEqual([view.getUint32(16), view.getUint32(20)], [1200, 630], 'as its head says');
    }
    assert.deepEqual(wrong, [], 'the policy of the page is kept');
    await page.close();
  });
});

describe('citing', () => {
  let server;
  before(async () => {
    server = await serveBelow(example.site, '/repo/');
    server.site = buildExample('--base-url', server.address).site;
  });
  after(() => server?.stop());

  test('line 39: a claim and an article are cited in two clicks, by a sentence and by files', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    for (const [name, open, words] of [
      ['claims/kerry-asked-ecuador.html', 'a:has-text("Cite this claim")', 'Disputed: John Kerry asked Ecuador'],
      ['index.html', 'summary:has-text("Cite this article")', 'State Department denies a part'],
    ]) {
      await page.goto(server.address + name);
      await page.locator(open).click();
      await page.getByRole('button', { name: 'Copy the sentence' }).click();
      const sentence = await page.evaluate(() => navigator.clipboard.readText());
      for (const part of [words, 'The Gainsay project', '20 November 2026', server.address + name.replace('index.html', '')]) {
        assert.ok(sentence.includes(part), `${part} in ${sentence}`);
      }
      for (const form of ['BibTeX', 'CSL-JSON']) {
        const to = await page.getByRole('link', { name: form }).getAttribute('href');
        const file = await (await fetch(new URL(to, server.address + name))).text();
        assert.ok(file.includes(words) && file.includes('2026'), `${form}: ${file}`);
      }
    }
    await context.close();
  });

  test('line 39: on a phone the second tap from the article leads to how a claim is cited', async () => {
    for (const options of [phone, { ...phone, ...scriptless }]) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.goto(server.address);
      const marker = page.locator('.prose .marker').nth(2);
      await marker.scrollIntoViewIfNeeded();
      await marker.tap();
      await page.locator('.note:target .actions').getByRole('link', { name: /^Cite/ }).tap();
      await page.waitForURL(/claims\/.*#cite$/);
      await page.locator('#cite .sentence').waitFor({ state: 'visible' });
      const top = await page.locator('#cite .sentence').evaluate((one) => one.getBoundingClientRect().top);
      assert.ok(top >= 0 && top < 844, `it stands at ${top}`);
      await context.close();
    }
  });

  test('line 39: without scripts the sentence and the files are there', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${server.address}claims/kerry-asked-ecuador.html`);
    await page.getByRole('link', { name: 'Cite this claim' }).click();
    assert.ok(await page.locator('#cite .sentence').isVisible());
    assert.equal(await page.locator('#cite button:visible').count(), 0);
    await page.close();
  });
});

describe('pictures of claims', () => {
  let server;
  before(async () => {
    const folder = copyOf(root, 'pictures', (file, text) => text);
    appendFileSync(join(folder, 'gainsay.yaml'), 'claim-pictures: true\n');
    server = await serveBelow(buildSite(folder).site, '/repo/');
  });
  after(() => server?.stop());

  test('line 40: the name of the status is at least twice as high as the words of the claim', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.address}claims/kerry-asked-ecuador.html`);
    const names = readdirSync(join(server.site, 'claims')).filter((name) => name.endsWith('.png'));
    assert.ok(names.length > 50);
    for (const name of names.slice(0, 12)) {
      const rows = await page.evaluate(async (src) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        const canvas = new OffscreenCanvas(1200, 630).getContext('2d');
        canvas.drawImage(image, 0, 0);
        // Heights of rows that are not of one colour, right of the sign.
        const { data } = canvas.getImageData(210, 0, 900, 630);
        const heights = [];
        let run = 0;
        for (let y = 0; y < 630; y++) {
          const row = data.subarray(y * 3600, (y + 1) * 3600);
          const plain = row.every((byte, i) => Math.abs(byte - row[i % 4]) < 40);
          if (!plain) run++;
          else if (run) { heights.push(run); run = 0; }
        }
        return heights;
      }, server.address + `claims/${name}`);
      const [status] = rows, words = rows.at(-2);
      assert.ok(status >= 2 * words, `${name}: ${rows}`);
    }
    await page.close();
  });
});
