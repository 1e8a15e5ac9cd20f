// Embedding: a page of another origin shows claims and articles of a site, with the markup that the site offers.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launch, until, violations } from './browser.mjs';
import { buildSite, copyOf, desk, root, serveBelow, stress } from './site.mjs';

const widths = [280, 320, 390, 480, 543, 544, 640, 800];

// Sites that are embedded, each on a server of its own, and a page of another origin.
const servers = [];
let browser, host, example, others;
before(async () => {
  browser = await launch();
  const source = copyOf(root, 'embedded', (file, text) => (file === '02-what-wikileaks-said.yaml'
    ? text.replace(/^  kerry-asked-ecuador:\n/m, '$&    aliases: [kerry-and-ecuador]\n') : text));
  const serve = async (from, ...options) => {
    const folder = mkdtempSync(join(tmpdir(), 'gainsay-embedded-'));
    cpSync(from, folder, { recursive: true });
    const server = await serveBelow(folder, '/repo/');
    servers.push(server);
    return Object.assign(server, buildSite(folder, '--base-url', server.address, ...options));
  };
  example = await serve(source);
  others = [await serve(stress().source), await serve(desk().source, '--allow-drift')];
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-host-'));
  host = await serveBelow(folder, '/news/');
  servers.push(host);
});
after(async () => {
  await browser?.close();
  for (const server of servers) server.stop();
});

// What a page of a site offers to be copied.
function offered(server, name) {
  const html = readFileSync(join(server.site, name), 'utf8');
  const signs = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  const text = (id) => html.match(new RegExp(`<pre class="sentence" id="embed-${id}">([^<]*)</pre>`))[1].replace(/&([^;]*);/g, (_, sign) => signs[sign]);
  return { plain: text('plain'), fitted: text('fitted') };
}

// Opens a page of another origin with the markup in it.
async function visitHost(markup, options, check) {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const asked = new Set();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  writeFileSync(join(host.site, 'index.html'), `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>A page of another newsroom</title></head>
<body><main><h1>A page of another newsroom</h1><p>Before.</p><div id="column">${markup}</div><p>After.</p></main></body></html>`);
  try {
    await page.goto(host.address, { waitUntil: 'load' });
    await check(page, asked);
  } finally {
    await context.close();
  }
}

// The frames of our pages in a column of a width, once they have all of it.
async function framesAt(page, width) {
  await page.evaluate((px) => { document.querySelector('#column').style.width = `${px}px`; }, width);
  const ours = /(card|embed)\.html$/;
  const all = await page.$$eval('iframe', (every, source) => every.filter(({ src }) => new RegExp(source).test(src)).length, ours.source);
  const known = () => page.frames().filter((frame) => ours.test(frame.url()));
  // A frame that loads late is not waited for with its page.
  for (let tries = 0; tries < 200 && known().length < all; tries++) await new Promise((done) => setTimeout(done, 25));
  const frames = known();
  for (const frame of frames) await until(frame, (px) => document.readyState === 'complete' && innerWidth === px, width);
  return frames;
}

// The tab that a link in a frame opens. It is clicked with the mouse: where no script may run, a browser cannot be asked
// whether a link is ready. So it is clicked again where the frame was not.
async function opened(page, frame, link) {
  let tab;
  page.context().once('page', (one) => { tab = one; });
  for (let tries = 0; tries < 10 && !tab; tries++) {
    const at = await frame.evaluate((words) => {
      const link = [...document.links].find((one) => one.textContent.includes(words));
      const [rect] = [...link.getClientRects()].sort((a, b) => b.width - a.width);
      return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    }, link);
    const around = await page.locator('#column iframe').boundingBox();
    await page.mouse.click(around.x + at.x, around.y + at.y);
    for (let waits = 0; waits < 20 && !tab; waits++) await new Promise((done) => setTimeout(done, 100));
  }
  return tab;
}

// How much of what is in a frame is out of sight, downwards and sideways, and how much of the frame is empty.
const over = (frame) => frame.evaluate(() => ({
  down: document.documentElement.scrollHeight - innerHeight,
  across: document.documentElement.scrollWidth - innerWidth,
  empty: innerHeight - Math.ceil(document.querySelector('main').getBoundingClientRect().bottom),
}));

describe('line 41: pages of another origin embed claims and articles', () => {
  test('claims are whole at every width, without a script', async (t) => {
    const wrong = [], empty = [];
    for (const server of [example, ...others]) {
      const names = server.pages.filter((name) => /claims\/[^/]*\.html$/.test(name) && readFileSync(join(server.site, name), 'utf8').includes('embed-plain'));
      const step = Math.ceil(names.length / 16);
      const some = names.filter((_, i) => i % step === 0).map((name) => offered(server, name));
      const markup = some.map(({ plain }) => plain.replace(' loading="lazy"', '')).join('');
      await visitHost(markup, { viewport: { width: 900, height: 12000 } }, async (page, asked) => {
        for (const width of widths) {
          const frames = await framesAt(page, width);
          assert.equal(frames.length, some.length);
          for (const frame of frames) {
            const { down, across, empty: rest } = await over(frame);
            if (down > 0 || across > 0) wrong.push(`${frame.url()} at ${width}: ${down} px down, ${across} across`);
            empty.push(rest);
          }
        }
        assert.deepEqual([...asked].sort(), [host, server].map(({ address }) => new URL(address).origin).sort());
      });
    }
    empty.sort((a, b) => a - b);
    t.diagnostic(`empty at the foot of a frame: ${empty[empty.length >> 1]} px for half of them, at most ${empty.at(-1)} px`);
    assert.deepEqual(wrong, []);
  });

  test('the frames load nothing from elsewhere, and their styles hold in a sandbox', async () => {
    for (const name of ['claims/kerry-asked-ecuador.html', 'index.html']) {
      const { plain, fitted } = offered(example, name);
      for (const markup of [plain, fitted]) {
        await visitHost(markup, {}, async (page, asked) => {
          for (const frame of await framesAt(page, 390)) {
            const { scheme, family, refused } = await frame.evaluate(() => ({
              scheme: getComputedStyle(document.documentElement).colorScheme, family: getComputedStyle(document.body).fontFamily, refused: document.styleSheets.length,
            }));
            assert.deepEqual([scheme, family.includes('system-ui'), refused], ['light dark', true, 1]);
          }
          assert.deepEqual([...asked].sort(), [host, example].map(({ address }) => new URL(address).origin).sort());
        });
      }
    }
  });

  test('the list of an article is there to its end, without a script', async () => {
    const { plain } = offered(example, 'index.html');
    await visitHost(plain, {}, async (page) => {
      for (const width of widths) {
        const [frame] = await framesAt(page, width);
        assert.equal((await over(frame)).across, 0);
        const last = frame.locator('.items > li').last();
        await last.scrollIntoViewIfNeeded();
        assert.ok(await last.evaluate((e) => e.getBoundingClientRect().bottom <= innerHeight + 1), `at ${width}`);
      }
    });
  });

  test('a link opens a page of the site in a tab, which is as free as any', async () => {
    for (const [name, link, to] of [['claims/kerry-asked-ecuador.html', 'Full evidence', 'kerry-asked-ecuador'], ['index.html', 'emphatically denying', 'state-denies-asking']]) {
      for (const markup of Object.values(offered(example, name))) {
        await visitHost(markup, { viewport: { width: 900, height: 1600 } }, async (page) => {
          const [frame] = await framesAt(page, 390);
          const tab = await opened(page, frame, link);
          await tab.waitForLoadState();
          assert.equal(tab.url(), `${example.address}claims/${to}.html`);
          assert.equal(await tab.evaluate(() => window.opener), null);
          // Its script runs, and its storage is its own.
          await tab.locator('summary:has-text("Cite this claim")').click();
          await tab.getByRole('button', { name: 'Copy the sentence' }).waitFor();
          assert.equal(await tab.evaluate(() => { localStorage.setItem('x', '1'); return localStorage.getItem('x'); }), '1');
          assert.equal(page.url(), host.address, 'the page around stays');
        });
      }
    }
  });

  test('a frame of an old id shows the claim, whether scripts may run or not', async () => {
    for (const markup of Object.values(offered(example, 'claims/kerry-asked-ecuador.html'))) {
      await visitHost(markup.replace('/kerry-asked-ecuador/card', '/kerry-and-ecuador/card'), {}, async (page) => {
        const [frame] = await framesAt(page, 390);
        assert.match(await frame.locator('main').innerText(), /^Disputed\n[^]*Said by WikiLeaks/);
      });
    }
  });

  test('axe finds nothing in the page around and in the frames, light and dark', async () => {
    const { fitted: card } = offered(example, 'claims/kerry-asked-ecuador.html');
    const { fitted: list } = offered(example, 'index.html');
    const wrong = [];
    for (const colorScheme of ['light', 'dark']) {
      await visitHost(card + list, { colorScheme, bypassCSP: true }, async (page) => {
        for (const width of [280, 390, 800]) {
          const frames = await framesAt(page, width);
          for (const frame of [page, ...frames]) {
            wrong.push(...(await violations(frame)).map((found) => `${frame.url()} at ${width}, ${colorScheme}: ${found}`));
          }
        }
      });
    }
    assert.deepEqual(wrong, []);
  });
});

// Waits until a frame of the page has a height.
const highAs = (page, px, n = 0) => until(page, ([height, at]) => document.querySelectorAll('iframe')[at].offsetHeight === height, [px, n]);
const natural = (frame) => frame.evaluate(() => document.querySelector('main').offsetHeight + 2);

describe('line 41: the script that fits the height', () => {
  test('a frame is as high as what stands in it, and follows its width', async () => {
    for (const name of ['claims/kerry-asked-ecuador.html', 'claims/accord-signed.html', 'index.html']) {
      const { fitted } = offered(example, name);
      await visitHost(fitted, {}, async (page) => {
        for (const width of widths) {
          const [frame] = await framesAt(page, width);
          await highAs(page, Math.min(await natural(frame), 2000));
          const { down, across } = await over(frame);
          if (name !== 'index.html') assert.deepEqual([down, across], [0, 0], `${name} at ${width}`);
        }
      });
    }
  });

  test('a frame that was there before the script is fitted', async () => {
    const { fitted } = offered(example, 'claims/accord-signed.html');
    const [frameOnly, script] = fitted.split('\n');
    await visitHost(frameOnly, {}, async (page) => {
      const [frame] = await framesAt(page, 390);
      await page.addScriptTag({ url: script.match(/src="([^"]*)"/)[1] });
      await highAs(page, await natural(frame));
    });
  });

  test('messages of others, and heights out of bounds, do nothing or little', async () => {
    const { fitted } = offered(example, 'claims/accord-signed.html');
    await visitHost(`${fitted}<iframe title="Another" srcdoc="&lt;p>Another" height="200" sandbox="allow-scripts"></iframe>`, {}, async (page) => {
      const frames = await framesAt(page, 390);
      const [own] = frames;
      const other = page.frames().find((frame) => frame.url() === 'about:srcdoc');
      const height = await natural(own);
      await highAs(page, height);
      const still = async (what) => {
        await page.evaluate(() => new Promise((done) => setTimeout(done, 80)));
        assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('iframe')].slice(0, 2).map((one) => one.offsetHeight - 2 * one.clientTop)), [height, 200], what);
      };
      // From the page itself, from a frame of another page, and a message as if it were the site's.
      await page.evaluate(() => postMessage({ gainsay: 1500 }, '*'));
      await other.evaluate(() => parent.postMessage({ gainsay: 1500 }, '*'));
      await page.evaluate((origin) => dispatchEvent(new MessageEvent('message', { data: { gainsay: 1500 }, origin, source: document.querySelector('iframe').contentWindow })), new URL(example.address).origin);
      await still('forged');
      for (const data of ['1500', null, { gainsay: '1500' }, { gainsay: NaN }, { gainsay: Infinity }, { gainsay: [1500] }, { height: 1500 }]) {
        await own.evaluate((message) => parent.postMessage(message, '*'), data);
      }
      await own.evaluate(() => parent.postMessage({ gainsay: NaN }, '*'));
      await own.evaluate(() => parent.postMessage({ gainsay: Infinity }, '*'));
      await still('no number');
      for (const [told, expect] of [[1e9, 2000], [-5, 120], [0, 120], [333.2, 334]]) {
        await own.evaluate((told) => parent.postMessage({ gainsay: told }, '*'), told);
        await highAs(page, expect);
      }
    });
  });

  test('a frame with an origin of its own is heeded, and one without scripts stays as it is', async () => {
    const { plain, fitted } = offered(example, 'claims/accord-signed.html');
    await visitHost(fitted.replace('allow-scripts', 'allow-scripts allow-same-origin'), {}, async (page) => {
      const [frame] = await framesAt(page, 390);
      await highAs(page, await natural(frame));
    });
    const script = fitted.split('\n')[1];
    await visitHost(`${plain}\n${script}`, {}, async (page) => {
      const before = await page.evaluate(() => document.querySelector('iframe').offsetHeight);
      await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
      assert.equal(await page.evaluate(() => document.querySelector('iframe').offsetHeight), before);
    });
  });

  test('the script in the frame tells a number, and only the page around', async () => {
    const { fitted } = offered(example, 'claims/accord-signed.html');
    await visitHost(fitted, {}, async (page) => {
      await framesAt(page, 390);
      const told = await page.evaluate(() => new Promise((done) => {
        addEventListener('message', ({ data, origin }) => done({ data, origin }), { once: true });
        document.querySelector('iframe').contentWindow.postMessage({ any: 'thing' }, '*');
      }));
      assert.deepEqual(Object.keys(told.data), ['gainsay']);
      assert.equal(typeof told.data.gainsay, 'number');
      assert.equal(told.origin, 'null');
    });
  });
});

describe('embedding', () => {
  test('the markup is copied in two clicks, and stands there without scripts', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    for (const [name, open] of [['claims/kerry-asked-ecuador.html', 'Embed this claim'], ['index.html', 'Embed this article']]) {
      await page.goto(example.address + name);
      await page.locator(`summary:has-text("${open}")`).click();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      for (const [button, id] of [['Copy the markup', 'embed-plain'], ['Copy the markup with the script', 'embed-fitted']]) {
        await page.getByRole('button', { name: button, exact: true }).click();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied, await page.locator(`#${id}`).textContent());
        assert.match(copied, /^<div [^>]*><iframe src="http:/);
      }
    }
    await context.close();
    const bare = await browser.newPage({ javaScriptEnabled: false });
    await bare.goto(`${example.address}claims/kerry-asked-ecuador.html`);
    await bare.locator('summary:has-text("Embed this claim")').click();
    assert.ok(await bare.locator('#embed-plain').isVisible());
    assert.equal(await bare.locator('.cite button:visible').count(), 0);
    await bare.close();
  });

  test('a card weighs at most 4 kB with its style and its script', (t) => {
    const weigh = (name) => gzipSync(readFileSync(join(example.site, name)), { level: 9 }).length;
    const assets = example.files.filter((name) => /^static\/embedded\./.test(name)).map(weigh);
    const cards = example.files.filter((name) => name.endsWith('/card.html')).map(weigh);
    assert.deepEqual([assets.length, cards.length], [2, 56]);
    const [style, script] = assets, most = Math.max(...cards);
    t.diagnostic(`the largest card ${most}, embedded.css ${style}, embedded.js ${script}, embed.html ${weigh('embed.html')}, embed.js ${weigh('embed.js')}`);
    assert.ok(most + style + script <= 4_000, `${most + style + script}`);
    assert.ok(weigh('embed.html') <= 4_000 && weigh('embed.js') <= 800);
  });
});
