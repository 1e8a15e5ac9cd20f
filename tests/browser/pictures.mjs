// Takes the two pictures of the README anew, of the built example: node pictures.mjs SITE FOLDER
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, settle } from './browser.mjs';

const [site, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const article = pathToFileURL(resolve(site, 'index.html')).href;
const browser = await launch();

async function take(name, options, show) {
  const context = await browser.newContext({ deviceScaleFactor: 2, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(article);
  await show(page);
  await settle(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
}

// A claim with its note open: who says so, what was found, and the words of who denies it.
await take('article', { viewport: { width: 1000, height: 620 } }, async (page) => {
  await page.locator('.prose h2').first().evaluate((heading) => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 24));
  await page.locator('.prose .marker').first().click();
});
await take('phone', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' }, async (page) => {
  await page.locator('.prose .marker').first().click();
});
await browser.close();
