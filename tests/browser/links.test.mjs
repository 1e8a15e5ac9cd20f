// Links: every address and fragment that a page names is there, ids are unique, and every
// page is reached from the front page. Read from the files, since there are thousands; then a page
// of each kind is opened, from disk and below a path, to see that nothing it loads fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { address, browser, contextFor, line } from './browser.mjs';
import { base, desk, example, kinds, serveBelow, stress } from './site.mjs';

const sites = [example, stress, desk];

const plain = (text) => text.replace(/&(?:amp|#38);/g, '&').replace(/&(?:quot|#34);/g, '"').replace(/&#(?:39|x27);/g, "'").replace(/&#x2F;/g, '/');

// What a page holds that others may lead to, and what it leads to itself.
function read(site, name) {
  const tags = readFileSync(join(site.site, name), 'utf8').match(/<[a-z][^<>]*>/g);
  const of = (tag, key) => [...tag.matchAll(new RegExp(`\\s${key}="([^"]*)"`, 'g'))].map((m) => plain(m[1]));
  const led = tags.flatMap((tag) => ['href', 'src', 'data-to', 'data-index'].flatMap((key) => of(tag, key)))
    .concat(tags.filter((tag) => /^<meta property="og:(url|image)"/.test(tag)).flatMap((tag) => of(tag, 'content')));
  return {
    ids: tags.flatMap((tag) => of(tag, 'id')),
    links: led.map((link) => new URL(link, base + name)).filter((link) => link.href.startsWith(base)),
  };
}

line(24, 'every address and fragment is there, ids are unique, all pages are reached', (site) => {
  const pages = new Map([...site.pages, '404.html'].map((name) => [name, read(site, name)]));
  const wrong = [];
  for (const [name, { ids, links }] of pages) {
    if (new Set(ids).size !== ids.length) wrong.push(`${name} has an id twice`);
    for (const link of links) {
      const path = link.href.slice(base.length).split(/[#?]/)[0];
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : decodeURIComponent(path);
      const fragment = decodeURIComponent(link.hash.slice(1));
      if (!site.files.includes(file)) wrong.push(`${name} leads to ${file}`);
      else if (fragment && !(pages.get(file)?.ids ?? []).includes(fragment)) wrong.push(`${name} leads to ${file}#${fragment}`);
    }
  }
  assert.deepEqual(wrong, []);
  const reached = new Set(['index.html', '404.html']);
  for (const name of reached) {
    for (const link of pages.get(name).links) {
      const file = link.href.slice(base.length).split(/[#?]/)[0];
      if (pages.has(file)) reached.add(file);
    }
  }
  assert.deepEqual([...pages.keys()].filter((name) => !reached.has(name)), [], 'pages that nobody finds');
}, sites);

// Opens pages and collects what goes wrong on the way.
async function open(context, addresses) {
  const page = await context.newPage();
  const wrong = [];
  // A page that is left while its icon loads has not failed.
  page.on('requestfailed', (r) => r.failure()?.errorText !== 'net::ERR_ABORTED' && wrong.push(`${r.url()}: ${r.failure()?.errorText}`));
  page.on('response', (r) => r.status() >= 400 && !r.url().endsWith('/such/page') && wrong.push(`${r.url()}: ${r.status()}`));
  page.on('console', (m) => m.type() === 'error' && !/such\/page/.test(m.location().url) && wrong.push(`${page.url()}: ${m.text()}`));
  page.on('pageerror', (e) => wrong.push(`${page.url()}: ${e.message}`));
  for (const one of addresses) {
    await page.goto(one);
    // What stands in a frame has a script that changes nothing in it.
    const begun = /(card|embed)\.html$/.test(one) ? ':root' : '.js:not(.placing)';
    if (!await page.evaluate((is) => getComputedStyle(document.body).marginTop === '0px' && document.documentElement.matches(is), begun)) {
      wrong.push(`${one} has no style or script`);
    }
  }
  await context.close();
  return wrong;
}

line(24, 'pages of every kind open from disk with all that they load', async (site) => {
  assert.deepEqual(await open(await contextFor(site), kinds(site).map((name) => address(site, name))), []);
}, sites);

line(24, 'and below any path of a server', async (site) => {
  const server = await serveBelow(site.site, '/any/sub/path/');
  try {
    const names = kinds(site).filter((name) => name !== '404.html');
    assert.deepEqual(await open(await (await browser()).newContext(), names.map((name) => server.address + name)), []);
  } finally {
    server.stop();
  }
}, sites);
