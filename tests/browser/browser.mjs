// Debian's Chromium, started so that it talks to nobody but this machine; a page of it for one
// check; and the tests that carry the number of a line of the specification of the reading
// experience, each run on the example and on the stress site.
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import axe from 'axe-core';
import { base, example, onDisk, stress, types } from './site.mjs';

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export function launch() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
}

let shared;
after(async () => (await shared)?.close());
export const browser = () => (shared ??= launch());

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, reducedMotion: 'reduce' };
export const wide = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' };
export const scriptless = { javaScriptEnabled: false };

// Where a page is opened: from disk, but for the page that stands for all that are missing.
export const address = (site, name) => (name === '404.html' ? `${base}no/such/page` : new URL(name, onDisk(site.site)).href);

// A context in which the host that the sites name answers from their folder.
export async function contextFor(site, options) {
  const context = await (await browser()).newContext(options);
  await context.route(`${base}**`, (route) => {
    const path = join(site.site, decodeURIComponent(new URL(route.request().url()).href.slice(base.length)).split(/[?#]/)[0]);
    if (existsSync(path)) return route.fulfill({ path, contentType: types[extname(path)] });
    return route.fulfill({ path: join(site.site, '404.html'), contentType: 'text/html', status: 404 });
  });
  return context;
}

// Opens a page of a site, by default the article, and closes it whatever comes of the check.
export async function visit(site, options, check, name = 'index.html') {
  const context = await contextFor(site, options);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(address(site, name));
    return await check(page);
  } finally {
    await context.close();
  }
}

// Asked from outside: with scripts off, a page cannot wait by itself.
export async function until(page, holds, argument) {
  for (let tries = 0; tries < 200; tries++) {
    if (await page.evaluate(holds, argument)) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`in vain: ${holds} ${argument ?? ''}`);
}

// Frames in which observers of sizes have had their turn.
export const settle = (page) => page.evaluate(() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)));
}));

// What axe-core holds against the page that is open. The context has to be made with `bypassCSP`.
const colours = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];
const all = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export async function violations(page, coloursOnly = false) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: axe.source });
  return page.evaluate(async (runOnly) => {
    const { violations: found } = await window.axe.run(document, { runOnly, resultTypes: ['violations'], preload: false });
    return found.map((v) => `${v.id} ${v.nodes.map((n) => n.html).join(' | ').slice(0, 300)}`);
  }, coloursOnly ? { type: 'rule', values: colours } : all);
}

// Calls `ask` in a browser with every page of a site as a document, and gives the answers by page.
// Nothing is loaded or laid out, so that hundreds of pages take no longer than a few that are opened.
export async function ofDocuments(site, names, ask, argument) {
  const pages = names.map((name) => [name, readFileSync(join(site.site, name), 'utf8')]);
  const context = await (await browser()).newContext();
  try {
    const page = await context.newPage();
    return await page.evaluate(([all, source, given]) => {
      const call = new Function(`return (${source})`)();
      return Object.fromEntries(all.map(([name, html]) => [name, call(new DOMParser().parseFromString(html, 'text/html'), given, name)]));
    }, [pages, ask.toString(), argument]);
  } finally {
    await context.close();
  }
}

export function line(number, what, check, sites = [example, stress]) {
  for (const site of sites) test(`line ${number}: ${what} (${site().name})`, { timeout: 60_000 }, (t) => check(site(), t));
}
