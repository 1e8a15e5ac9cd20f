// Takes pictures of pages, for people to look at: node shots.mjs SITE FOLDER [page...]
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const [site, folder, ...named] = process.argv.slice(2);
const pages = named.length ? named : ['index.html', 'claims/index.html', 'disputes.html', 'timeline.html', 'corrections.html', 'method.html'];
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const width of [390, 1024, 1440]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme });
    const page = await context.newPage();
    for (const name of pages) {
      await page.goto(pathToFileURL(resolve(site, name)).href);
      const file = `${name.replace(/[/.]/g, '-').replace(/-html.*/, '')}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: `${folder}/${file}`, fullPage: false });
    }
    await context.close();
  }
}
await browser.close();
