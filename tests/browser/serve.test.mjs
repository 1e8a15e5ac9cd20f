// The preview of a fresh copy of the example: a save changes the open page in place, faults come
// up in a panel and go, a section is renamed and followed, and a style is swapped without a reload.
// Any number of tabs follow, with one stream for all of them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './browser.mjs';
import { program } from './site.mjs';

const root = resolve(import.meta.dirname, '../..');
let browser;
let page;
let server;
let site;
let address;

before(async () => {
  site = mkdtempSync(join(tmpdir(), 'gainsay-serve-'));
  for (const name of ['gainsay.yaml', 'content']) cpSync(join(root, name), join(site, name), { recursive: true });
  server = spawn(program, ['serve', site, '--port', '0', '--base-path', '/repo/']);
  address = await new Promise((done) => {
    server.stdout.once('data', (line) => done(/http:\S+/.exec(String(line))[0]));
  });
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
});

after(async () => {
  await browser?.close();
  server?.kill();
});

const edit = (name, change) => {
  const file = join(site, name);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
};

test('a saved section changes the open page, which stays where it was', async () => {
  await page.goto(`${address}index.html#c-swedish-investigation`);
  await page.waitForFunction(() => scrollY > 500);
  const before = await page.evaluate(() => scrollY);
  edit('content/05-the-embassy.md', (text) => `${text}\nA sentence that came later.\n`);
  await page.getByText('A sentence that came later.').waitFor({ state: 'attached' });
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 40, before);
  assert.match(page.url(), /#c-swedish-investigation$/);
});

test('a fault comes up in a panel at its line, and goes when it is mended', async () => {
  const panel = page.locator('#gainsay-faults');
  assert.equal(await panel.isVisible(), false);
  edit('content/02-what-wikileaks-said.yaml', (text) => text.replace('quote: asked Ecuador', 'quote: asked Equador'));
  await panel.getByText('anchor-missing').waitFor({ state: 'attached' });
  assert.match(await panel.textContent(), /content\/02-what-wikileaks-said\.yaml:3:12/);
  assert.equal(await panel.getByText(/^Open /).getAttribute('href'), `vscode://file${site}/content/02-what-wikileaks-said.yaml:3:12`);
  assert.equal(await page.locator('mark#c-kerry-asked-ecuador').count(), 0, 'words that are gone have no mark');
  edit('content/02-what-wikileaks-said.yaml', (text) => text.replace('quote: asked Equador', 'quote: asked Ecuador'));
  await panel.waitFor({ state: 'hidden' });
});

// What the mark of a claim is like, and what it and the panel say of the claim.
const waiting = async (id) => {
  const mark = page.locator(`mark#c-${id}`);
  if (await mark.count() === 0) return null;
  const marker = page.locator(`#r-${id}`);
  return {
    words: (await mark.innerText()).replace(/\s+/g, ' '),
    dashed: await mark.evaluate((m) => getComputedStyle(m).outlineStyle) === 'dashed',
    says: await marker.innerText(),
    named: /, to confirm$/.test(await marker.getAttribute('aria-label')),
    noted: await page.locator(`#n-${id} .awaits`).count() === 1,
  };
};

test('an edited sentence is shown at once, with a mark that is to be confirmed', async () => {
  const [file, id] = ['content/01-the-denial.md', 'kirby-no-conversations'];
  const saved = readFileSync(join(site, file), 'utf8');
  const panel = page.locator('#gainsay-faults');
  // The edit, words that it leaves, what the panel says, and the mark.
  const check = async (from, to, sees, code, expect) => {
    edit(file, () => saved.replace(from, to));
    await panel.getByText(`error[${code}]`).first().waitFor({ state: 'attached' });
    assert.ok((await page.locator('article').first().innerText()).includes(sees), `the text is what was saved: ${sees}`);
    assert.deepEqual(await waiting(id), expect, sees);
    assert.equal(await panel.locator('details').getAttribute('open'), null, 'the panel leaves the page in sight');
    await panel.locator('summary').click();
    assert.match(await panel.innerText(), /The pages are up to date\. \d+ of these stops? the build\./);
    await panel.locator(`a[href="/repo/claims/${id}.html"]`).waitFor();
    edit(file, () => saved);
    await panel.waitFor({ state: 'hidden' });
  };
  const look = { dashed: true, says: 'to confirm', named: true, noted: true };
  const quoted = 'Reports that Secretary Kerry had conversations with Ecuadorian officials about this are simply';
  const sentence = /“Reports that .* Kirby added in The Hill’s account\. /;
  await check('are simply untrue.', 'are simply true.', 'simply true.', 'meaning-drift', { words: `${quoted} true. Period`, ...look });
  await check('“Reports that', 'It is false that “Reports that', 'It is false', 'meaning-drift', { words: `${quoted} untrue. Period`, ...look });
  await check(sentence, 'Kirby said nothing more. ', 'said nothing more.', 'anchor-missing', null);
  await check(sentence, (all) => `${all}${all}`, 'account. “Reports', 'anchor-ambiguous', null);
});

test('a renamed section is followed', async () => {
  const [from, to] = ['02-what-wikileaks-said', '02-two-messages'];
  for (const ending of ['md', 'yaml']) renameSync(join(site, `content/${from}.${ending}`), join(site, `content/${to}.${ending}`));
  await page.locator('#gainsay-faults').getByText('02-what-wikileaks-said.md').first().waitFor();
  edit('content/01-the-denial.md', (text) => text.replaceAll(from, to));
  edit(`content/${to}.md`, (text) => text.replace('---\n', '---\naliases: [what-wikileaks-said]\n'));
  await page.locator('h2#two-messages').waitFor();
  // A link in the sentence of a claim has another target: that is to be looked at.
  await page.locator('#gainsay-faults').getByText('context-changed').first().waitFor({ state: 'attached' });
});

test('a style is swapped without a reload', async () => {
  mkdirSync(join(site, 'static'), { recursive: true });
  const own = readFileSync(join(root, 'static/site.css'), 'utf8');
  writeFileSync(join(site, 'static/site.css'), own);
  await page.waitForTimeout(300);
  await page.evaluate(() => { window.stillHere = true; });
  writeFileSync(join(site, 'static/site.css'), `${own}\nbody { background: rgb(1, 2, 3) }\n`);
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)');
  assert.equal(await page.evaluate(() => window.stillHere), true);
});

test('links stay below the base path', async () => {
  await page.goto(`${address}claims/podesta-role.html`);
  await page.locator('header a', { hasText: 'Disputes' }).click();
  assert.equal(page.url(), `${address}disputes.html`);
});

// How many streams of changes a context has asked for and not let go of.
const countStreams = (context) => {
  const open = new Set();
  const of = (request) => request.url().endsWith('/_gainsay/events');
  context.on('request', (request) => of(request) && open.add(request));
  for (const end of ['requestfinished', 'requestfailed']) context.on(end, (request) => open.delete(request));
  return open;
};

// Headless pages are never hidden by themselves.
const show = (page, state) => page.evaluate((now) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}, state);

const says = (page, words) => page.getByText(words).first().waitFor({ state: 'attached', timeout: 20_000 });

async function twelveTabs(context) {
  const tabs = [];
  for (let i = 0; i < 12; i++) {
    tabs.push(await context.newPage());
    await tabs[i].goto(i % 2 ? `${address}index.html` : address, { timeout: 20_000 });
  }
  return tabs;
}

test('twelve tabs load, a save reaches all that are seen, and a hidden one catches up', { timeout: 120_000 }, async () => {
  const context = await browser.newContext();
  const tabs = await twelveTabs(context);
  const [hidden, ...seen] = tabs;
  await show(hidden, 'hidden');
  edit('content/05-the-embassy.md', (text) => `${text}\nThe first of two saves.\n`);
  await Promise.all(seen.map((tab) => says(tab, 'The first of two saves.')));
  edit('content/05-the-embassy.md', (text) => `${text}\nThe second of two saves.\n`);
  await Promise.all(seen.map((tab) => says(tab, 'The second of two saves.')));
  assert.equal(await hidden.getByText('The first of two saves.').count(), 0, 'a hidden page is left alone');
  await show(hidden, 'visible');
  await says(hidden, 'The second of two saves.');
  // A tab that is closed takes nothing from the others, nor do all but one.
  for (const tab of tabs.slice(1)) await tab.close();
  edit('content/05-the-embassy.md', (text) => `${text}\nA save for one.\n`);
  await says(hidden, 'A save for one.');
  await context.close();
});

test('without shared workers, only pages that are seen hold a stream', { timeout: 120_000 }, async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => { delete window.SharedWorker; });
  const open = countStreams(context);
  // As on a phone: one tab is seen, the others are not.
  const tabs = [];
  for (let i = 0; i < 12; i++) {
    tabs.push(await context.newPage());
    await tabs[i].goto(address, { timeout: 20_000 });
    if (i < 11) await show(tabs[i], 'hidden');
  }
  assert.ok(open.size <= 1, `${open.size} streams`);
  edit('content/05-the-embassy.md', (text) => `${text}\nA save for the eleventh.\n`);
  await says(tabs[11], 'A save for the eleventh.');
  await show(tabs[11], 'hidden');
  await show(tabs[3], 'visible');
  await says(tabs[3], 'A save for the eleventh.');
  await context.close();
});
