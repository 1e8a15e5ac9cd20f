// The desk of a small site that the preview serves: what the tests of the desk share.
// In: files of the site. Out: its folder, the addresses, and a page of Chromium in which the desk is open.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launch } from './browser.mjs';
import { program } from './site.mjs';

export const site = {
  'gainsay.yaml': 'title: Tarnford Notes\n',
  'content/article.yaml': 'title: Tarnford closes its footbridge\nstandfirst: The council voted in March.\n',
  'content/01-vote.md': `---
title: The vote
---

On Monday the council voted *nine to four* to close the footbridge. The mayor, Ada Renn, told the
meeting that no inspector had seen the deck since 2021.[^deck]

The clerk kept a record of it. The clerk kept a copy too.

[^deck]: The deck was laid in 1931.
`,
  'content/01-vote.yaml': `# Read with the minutes at hand.
claims:
  no-inspector-since-2021:   # the mayor's word
    quote: 'no inspector had seen the deck since 2021'
    speaker: ada-renn
    finding: "The report says otherwise."
    checked: 2024-05-06
    citations:
      - source: inspection-report
        relation: contradicts
        passage: {text: I examined the deck, locator: page 2}   # kept
        note: Signed and dated.
      # The second one.
      - {source: council-minutes, relation: repeats, locator: page 1}
    later: {date: 2024-06-01, text: The footbridge was opened again.}
`,
  'content/02-after.md': '---\ntitle: After the vote\n---\n\nNobody crossed the footbridge in April. It was opened again in June.\n',
  'content/sources.yaml': `council-minutes:
  title: Minutes of the meeting
  url: https://council.example/minutes/2024-03-04
  publisher: Tarnford Council
  date: 2024-03-04
  kind: document

inspection-report:
  title: Report on the footbridge
  no-url: A paper copy, read at the town hall.
  publisher: County Bridge Office
  kind: report
`,
  'content/speakers.yaml': 'ada-renn:\n  name: Ada Renn\n  role: mayor of Tarnford\n',
  'content/snapshots/council-minutes.txt': `The meeting began at nine. The motion was carried: nine for, four against.

The mayor spoke last. She asked for a report.
`,
};

const running = new Set();
const started = new Set();
export async function stopAll() {
  await Promise.all([...running].map((browser) => browser.close()));
  for (const server of started) server.kill();
}

// Serves a fresh site of these files. `address` is that of the desk, with its code, or of the pages where there is none.
export async function serve(files = site, prepare = () => {}, options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-annotate-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  prepare(folder);
  const server = spawn(program, ['serve', folder, '--port', '0', ...options]);
  started.add(server);
  let said = '';
  const address = await new Promise((done, fail) => {
    server.stdout.on('data', (words) => {
      said += words;
      const told = (options.includes('--read-only') ? /serving on (\S+)/ : /annotate at (\S+)/).exec(said);
      if (told) done(told[1]);
    });
    server.on('exit', () => fail(new Error(`the preview ended: ${said}`)));
  });
  return { folder, address, said: () => said, pages: /serving on (\S+)/.exec(said)[1], read: (name) => readFileSync(join(folder, name), 'utf8'), texts: () => texts(folder) };
}
// Every file that an author writes, as it is.
function texts(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(names.filter((name) => !name.endsWith('.lock')).map((name) => [name.slice(folder.length + 1), readFileSync(name, 'utf8')]));
}

export const screen = { width: 1440, height: 900 };
// The desk in a page of its own, with what the tests ask of it.
export async function openDesk(address, options = { viewport: screen }) {
  const browser = await launch();
  running.add(browser);
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(address);
  await page.locator('#annotate').waitFor();
  return { page, frame: await frameOf(page), context };
}
// The page of the site, which is another one after the desk was loaded again.
export async function frameOf(page) {
  await page.frameLocator('#page').locator('article.prose').waitFor();
  return page.frames().find((other) => other.parentFrame());
}

// A range of the text, from the first of `from` to the end of the first `to` after it; with `again` from the second.
const rangeIn = ([from, to = from, again = false]) => {
  const walk = document.createTreeWalker(document.querySelector('article.prose'), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let begun = false;
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node.parentElement.closest('.notes')) continue;
    let at = begun ? 0 : node.data.indexOf(from);
    if (again && at >= 0) at = node.data.indexOf(from, at + 1);
    if (!begun && at >= 0) {
      range.setStart(node, at);
      begun = true;
    }
    const end = begun ? node.data.indexOf(to, at) : -1;
    if (end < 0) continue;
    range.setEnd(node, end + to.length);
    return range;
  }
  throw new Error(`no words from ${from} to ${to}`);
};
// Selects words as a script does.
export const select = (frame, ...words) => frame.evaluate(`{
  const range = (${rangeIn})(${JSON.stringify(words)});
  range.startContainer.parentElement.scrollIntoView({ block: 'center' });
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}`);
// Selects words as a hand does, with the mouse.
export async function drag(page, frame, ...words) {
  const [from, to] = await frame.evaluate(`{
    const range = (${rangeIn})(${JSON.stringify(words)});
    range.startContainer.parentElement.scrollIntoView({ block: 'center' });
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes.at(-1)];
    [{ x: first.left + 1, y: (first.top + first.bottom) / 2 }, { x: last.right - 1, y: (last.top + last.bottom) / 2 }];
  }`);
  const box = await page.locator('#page').boundingBox();
  await page.mouse.move(box.x + from.x, box.y + from.y);
  await page.mouse.down();
  await page.mouse.move(box.x + (from.x + to.x) / 2, box.y + (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(box.x + to.x, box.y + to.y, { steps: 4 });
  await page.mouse.up();
}

// Nothing counts in the moment in which the panel comes up.
export const settled = (page) => page.waitForTimeout(400);
export async function save(page, button = '#save') {
  await settled(page);
  await page.locator(button).click();
}
export async function saveAndClose(page, button) {
  await save(page, button);
  await page.locator('#undo').waitFor();
  await settled(page);
  await page.locator('#on').click();
}
export const choose = (page, name) => page.locator('.choices button', { hasText: name }).click();
// Types into a field with a list, and takes what stands first.
export async function find(page, label, words) {
  await page.getByRole('combobox', { name: label, exact: true }).last().fill(words);
  await page.keyboard.press('Enter');
}

// The words that the marks of a claim cover, once the page shows it.
export async function marked(frame, id) {
  await frame.locator(`mark#c-${id}`).waitFor();
  return frame.evaluate((claim) => {
    const { c } = document.getElementById(`c-${claim}`).dataset;
    return [...document.querySelectorAll(`mark[data-c="${c}"]`)].map((mark) => {
      const words = mark.cloneNode(true);
      for (const other of words.querySelectorAll('.notes, .footnote-ref')) other.remove();
      return words.textContent;
    }).join(' ').replace(/\s+/g, ' ').trim();
  }, id);
}

// What a save put into a text: that `after` is `before` with something between, and what.
export function inserted(before, after) {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  // Equal letters around what came may belong to either side.
  let tail = before.length - head;
  while (tail > 0 && !after.endsWith(before.slice(before.length - tail))) tail--;
  if (head + tail < before.length) throw new Error(`more than an insertion:\n${before}\n--- became ---\n${after}`);
  return after.slice(head, after.length - tail);
}

// Edits something that is there, found by these words.
export async function edit(page, words) {
  await page.locator('#edit').click();
  await page.getByRole('combobox').fill(words);
  await page.keyboard.press('Enter');
  await page.locator('#save').waitFor();
}
// Selects words in the page, and begins a claim about them.
export async function beginClaim(page, frame, words) {
  await select(frame, words);
  await page.locator('#take').click();
  await choose(page, 'New claim');
}
