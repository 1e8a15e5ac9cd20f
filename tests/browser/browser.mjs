// Debian's Chromium, started so that it talks to nobody but this machine; a page of it for one
// check; and the tests that carry the number of a line of the specification of the reading
// experience, each run on the example and on the stress site.
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { example, onDisk, stress } from './site.mjs';

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

// Opens a page of a site, by default the article, and closes it whatever comes of the check.
export async function visit(site, options, check, name = 'index.html') {
  const context = await (await browser()).newContext(options);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(new URL(name, onDisk(site.site)).href);
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

export function line(number, what, check, sites = [example, stress]) {
  for (const site of sites) test(`line ${number}: ${what} (${site().name})`, { timeout: 60_000 }, (t) => check(site(), t));
}
