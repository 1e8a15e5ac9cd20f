// Search: from disk and from a sub-path, with the keyboard alone, in several scripts, and without
// scripts; and what a reader has to load for it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import axe from 'axe-core';
import { launch } from './browser.mjs';
import { buildSite, onDisk, serveBelow } from './site.mjs';

const files = {
  'gainsay.yaml': 'title: Desk\n',
  'content/article.yaml': 'title: A bridge\nstandfirst: Of closing it.\n',
  'content/01-vote.md': '---\ntitle: The vote\n---\n\nThe council voted to close the bridge. The clerk counted twice.\n',
  'content/01-vote.yaml': `claims:
  vote: {quote: voted to close the bridge, speaker: mayor, citations: [{source: minutes, relation: supports, passage: It was carried}]}
  clerk: {quote: counted twice, checked: 2026-11-01}
`,
  'content/02-zoo.md': '---\nlanguage: es\ntitle: El zoológico\n---\n\nLa Jirafá llegó en otoño.\n',
  'content/02-zoo.yaml': 'claims:\n  jirafa: {quote: La Jirafá llegó en otoño, states: The giraffe came., checked: 2026-11-01}\n',
  'content/03-law.md': '---\nlanguage: zh\ntitle: 法律\n---\n\n议会通过了国家安全法。\n',
  'content/03-law.yaml': 'claims:\n  law: {quote: 国家安全法, checked: 2026-11-01}\n',
  'content/04-school.md': '---\nlanguage: ar\ntitle: المدرسة\n---\n\nأُغلِقت المَدْرَسة القديمة.\n',
  'content/04-school.yaml': 'claims:\n  school: {quote: المَدْرَسة القديمة, checked: 2026-11-01}\n',
  'content/sources.yaml': 'minutes: {title: Minutes of the council, publisher: Town hall, kind: document, no-url: paper}\n',
  'content/speakers.yaml': 'mayor: {name: Ada Renn, role: mayor}\n',
};

function write(files) {
  const root = mkdtempSync(join(tmpdir(), 'gainsay-search-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

let browser;
let site;
before(async () => {
  site = buildSite(write(files)).site;
  browser = await launch();
});
after(() => browser?.close());

// Opens a page, and fails where anything but the site is asked for, or the console complains.
async function open(address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (m) => m.type() === 'error' && wrong.push(m.text()));
  page.on('pageerror', (e) => wrong.push(e.message));
  page.on('requestfailed', (r) => r.failure()?.errorText !== 'net::ERR_ABORTED' && wrong.push(r.url()));
  await page.goto(address);
  return Object.assign(page, { done: () => { assert.deepEqual(wrong, []); return context.close(); } });
}

async function find(page, text) {
  await page.locator('#q').fill(text);
  await page.waitForFunction((text) => location.hash === `#q=${encodeURIComponent(text)}` && document.querySelector('#hits').value, text);
  // What is shown belongs to what was asked: the count is written last.
  await page.waitForTimeout(50);
  return page.$$eval('#found li', (all) => all.map((li) => ({
    words: li.querySelector('a').textContent, href: li.querySelector('a').href,
    name: li.querySelector('[data-part=name]').textContent, status: li.querySelector('b[data-s]')?.textContent,
    glyph: li.querySelector('b[data-s]') && getComputedStyle(li.querySelector('b[data-s]'), '::before').content,
    lang: li.querySelector('a').lang, text: li.textContent,
  })));
}

async function finds(base) {
  const page = await open(`${base}search.html`);
  assert.equal(await page.locator('#q').isVisible(), true);

  const council = await find(page, 'council');
  assert.ok(council.some((r) => r.name === 'Source' && r.words === 'Minutes of the council' && r.href.endsWith('/sources/minutes.html')));
  assert.ok(council.some((r) => r.name === 'Section' && r.href.endsWith('/index.html#vote')));
  assert.match(await page.locator('#hits').innerText(), /^Results: \d/);

  const [claim] = await find(page, 'bridge vot');
  assert.equal(claim.words, 'voted to close the bridge');
  assert.equal(claim.name, 'Claim 1');
  assert.equal(claim.status, 'Supported');
  assert.ok(claim.glyph.length > 2, claim.glyph);
  assert.ok(claim.href.endsWith('/claims/vote.html'));

  // The last word as far as it is typed, the others whole.
  assert.ok((await find(page, 'ada ren')).some((r) => r.name === 'Speaker' && r.words === 'Ada Renn'));
  assert.deepEqual(await find(page, 'ad renn'), []);
  assert.match(await page.locator('#hits').innerText(), /Nothing contains/);
  assert.deepEqual(await find(page, 'bridge jirafa'), []);

  for (const [asked, words, lang] of [
    ['jirafa', 'La Jirafá llegó en otoño', 'es'], ['JIRAFÁ OTONO', 'La Jirafá llegó en otoño', 'es'],
    ['安全', '国家安全法', 'zh'], ['法', '国家安全法', 'zh'], ['国家安全', '国家安全法', 'zh'],
    ['المدرسه', 'المَدْرَسة القديمة', 'ar'], ['القدي', 'المَدْرَسة القديمة', 'ar'],
  ]) {
    const found = await find(page, asked);
    assert.ok(found.some((r) => r.words === words && r.lang === lang), `${asked}: ${JSON.stringify(found)}`);
  }
  assert.deepEqual(await find(page, '全国'), []);
  // Words that mislead alone have what they mean beside them.
  assert.match((await find(page, 'jirafa')).find((r) => r.name.startsWith('Claim')).text, /That is: The giraffe came\./);
  await page.done();
}

describe('words are found in English, Spanish, Chinese and Arabic', () => {
  test('from disk', () => finds(onDisk(site)));
  test('from a sub-path', async () => {
    const server = await serveBelow(site, '/any/sub/path/');
    try {
      await finds(server.address);
    } finally {
      server.stop();
    }
  });
});

test('with the keyboard alone a reader comes from any page, walks the results, opens one, and clears', async () => {
  const page = await open(`${onDisk(site)}claims/vote.html`);
  await page.keyboard.press('/');
  await page.waitForURL(/search\.html/);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await page.waitForFunction(() => document.activeElement.id === 'q');
  await page.keyboard.insertText('counci');
  await page.waitForFunction(() => document.querySelectorAll('#found li').length > 1);
  await page.keyboard.press('ArrowDown');
  // Results of further letters take the place of those that are walked: on from the field.
  await page.evaluate(() => { const q = document.getElementById('q'); q.value += 'l'; q.dispatchEvent(new Event('input')); });
  await page.waitForFunction(() => document.activeElement.id === 'q');
  await page.keyboard.press('ArrowDown');
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await focused(), first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(), first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(), 'q');
  await page.keyboard.press('ArrowDown');
  // Typed outside the field, the key leads back into it.
  await page.keyboard.press('/');
  assert.equal(await focused(), 'q');
  assert.equal(await page.inputValue('#q'), 'council');
  await page.keyboard.press('ArrowDown');
  const target = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press('Enter');
  await page.waitForURL(target);
  // Back shows the same results.
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('#found li').length > 1);
  assert.equal(await page.inputValue('#q'), 'council');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('#found li'));
  assert.equal(await page.inputValue('#q'), '');
  assert.equal(await focused(), 'q');
  await page.keyboard.press('Escape');
  assert.notEqual(await focused(), 'q');
  // Enter in the field opens the best.
  await page.keyboard.press('/');
  await page.keyboard.type('ada renn');
  await page.keyboard.press('Enter');
  await page.waitForURL(/speakers\/mayor\.html/);
  await page.done();
});

test('axe-core finds no violation among results, and nothing is too wide', async () => {
  for (const [width, colorScheme] of [[320, 'light'], [1024, 'dark']]) {
    const page = await open(`${onDisk(site)}search.html`, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await find(page, 'the');
    await page.addScriptTag({ content: axe.source });
    const { violations } = await page.evaluate(() => window.axe.run(document, {
      preload: false,
      runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }));
    assert.deepEqual(violations.map((v) => `${v.id} ${v.nodes[0].html}`), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.done();
  }
});

test('a search is an address', async () => {
  const page = await open(`${onDisk(site)}search.html#q=jirafa`);
  await page.waitForFunction(() => document.querySelectorAll('#found li').length > 0);
  await page.goto(`${onDisk(site)}search.html?q=clerk`);
  await page.waitForFunction(() => document.querySelectorAll('#found li').length > 0);
  assert.equal(await page.inputValue('#q'), 'clerk');
  await page.done();
});

test('the key can be turned off', async () => {
  const page = await open(`${onDisk(site)}search.html`);
  await page.locator('#slash').uncheck();
  await page.goto(`${onDisk(site)}index.html`);
  await page.keyboard.press('/');
  await page.waitForTimeout(100);
  assert.match(page.url(), /index\.html$/);
  await page.done();
});

test('without scripts there are the complete lists', async () => {
  const page = await open(`${onDisk(site)}search.html`, { javaScriptEnabled: false });
  assert.equal(await page.locator('#q').isVisible(), false);
  assert.match(await page.locator('main').innerText(), /Search needs JavaScript.* The complete lists below work without it\./);
  const links = await page.$$eval('main a', (all) => all.map((a) => a.getAttribute('href')));
  assert.deepEqual(links, ['claims/index.html', 'sources/index.html', 'speakers/index.html']);
  await page.done();
});

test('an index that is gone says so, and no word of a reader becomes markup', async () => {
  const server = await serveBelow(site, '/');
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(`${server.address}search.html`);
    await page.route('**/search/t*', (route) => route.abort());
    await page.locator('#q').fill('<img src=x>');
    await page.waitForFunction(() => /could not be loaded/.test(document.querySelector('#hits').value));
    assert.equal(await page.locator('main img').count(), 0);
    await page.unroute('**/search/t*');
    await page.locator('#q').fill('council');
    await page.waitForFunction(() => document.querySelectorAll('#found li').length > 1);
  } finally {
    await context.close();
    server.stop();
  }
});

test('first load and files keep to their bounds on a site of 2,000 claims', () => {
  const root = mkdtempSync(join(tmpdir(), 'gainsay-search-'));
  const section = (s) => Array.from({ length: 40 }, (_, c) => `Word${s}x${c} was said in year ${s * 40 + c} of the council.`).join('\n\n');
  const claims = (s) => `claims:\n${Array.from({ length: 40 }, (_, c) => `  c-${s}-${c}: {quote: Word${s}x${c} was said in year ${s * 40 + c}, checked: 2026-11-01}\n`).join('')}`;
  mkdirSync(join(root, 'content'));
  writeFileSync(join(root, 'gainsay.yaml'), 'title: Many\n');
  writeFileSync(join(root, 'content/article.yaml'), 'title: Many\nlayout: sections\n');
  for (let s = 0; s < 50; s++) {
    writeFileSync(join(root, `content/${String(s).padStart(3, '0')}-s-${s}.md`), section(s));
    writeFileSync(join(root, `content/${String(s).padStart(3, '0')}-s-${s}.yaml`), claims(s));
  }
  const built = buildSite(root).site;
  const size = (path) => statSync(join(built, path)).size;
  const html = readFileSync(join(built, 'search.html'), 'utf8');
  const loaded = [...html.matchAll(/(?:src|href|data-index)="((?:static|search)\/[^"]+)"/g)].map((m) => m[1]);
  assert.ok(loaded.length >= 4, loaded.join(' '));
  const first = size('search.html') + loaded.reduce((sum, path) => sum + size(path), 0);
  assert.ok(first <= 60_000, `${first}`);
  const shards = readdirSync(join(built, 'search'));
  assert.ok(shards.length > 5);
  for (const name of shards) assert.ok(size(`search/${name}`) <= 100_000, name);
});
