// Lists that go over several pages, and the front page of a site with many articles, in Chromium:
// valid, accessible, no wider than the screen, and walked from page to page by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { launch } from './browser.mjs';
import { onDisk, program } from './site.mjs';

const kinds = [
  'index.html', 'bridge/claims/page/2.html', 'bridge/timeline/page/2.html', 'bridge/disputes/page/2.html',
  'bridge/corrections/page/2.html', 'sources/page/2.html', 'speakers/page/2.html',
];

// Five hundred and one of everything but articles, and words as long as a line.
function build() {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-lists-'));
  const write = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const all = Array.from({ length: 501 }, (_, i) => i + 1);
  const claim = (i) => `  c${i}: {says: 'Pier ${i} held, says a ${'very'.repeat(30)} long word.', date: ${1400 + i}, speaker: s${i}, `
    + `citations: [{source: m${i}, relation: supports}], counters: [{claim: c${(i % 501) + 1}, relation: denies}], `
    + `history: {date: 2026-11-02, note: Checked.}}\n`;
  write('gainsay.yaml', 'title: Desk\n');
  write('content/sources.yaml', all.map((i) => `m${i}: {title: Minutes ${i}, no-url: paper}\n`).join(''));
  write('content/speakers.yaml', all.map((i) => `s${i}: {name: Member ${i}}\n`).join(''));
  write('content/bridge/article.yaml', 'title: جسر\nlanguage: ar\nstandfirst: صوّت المجلس.\npublished: 2026-11-20\ncorrections: {date: 2026-11-20, text: A name.}\n');
  write('content/bridge/01-a.md', 'Text.\n');
  write('content/bridge/01-a.yaml', `claims:\n${all.map(claim).join('')}`);
  for (const i of [1, 2, 3]) {
    write(`content/road-${i}/article.yaml`, `title: Road ${i}\nbyline: Ada\npublished: 2025\n`);
    write(`content/road-${i}/01-a.md`, 'The road is long.\n');
    write(`content/road-${i}/01-a.yaml`, 'claims:\n  long: {quote: long, kind: opinion}\n');
  }
  execFileSync(program, ['build', folder, '--output', join(folder, 'site')], { stdio: 'pipe' });
  return join(folder, 'site');
}

let browser;
let site;
before(async () => {
  site = build();
  browser = await launch();
});
after(() => browser?.close());

test('html-validate finds no error', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });
  const errors = [];
  for (const name of kinds) {
    for (const result of (await validator.validateFile(join(site, name))).results) {
      for (const m of result.messages) errors.push(`${name}:${m.line}:${m.column} ${m.message} (${m.ruleId})`);
    }
  }
  assert.deepEqual(errors.slice(0, 20), []);
});

test('axe-core finds no violation, and nothing is too wide', async () => {
  const violations = [];
  for (const [width, colorScheme] of [[320, 'dark'], [1440, 'light']]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    for (const name of kinds) {
      await page.goto(onDisk(site) + name);
      // What five hundred entries have in common is looked at in the first few.
      await page.evaluate(() => {
        for (const list of document.querySelectorAll('.items, main')) {
          [...list.children].filter((e) => e.matches('li, section')).slice(5).forEach((e) => e.remove());
        }
      });
      await page.addScriptTag({ content: axe.source });
      const result = await page.evaluate(() => window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }));
      for (const v of result.violations) {
        violations.push(`${name} ${width}: ${v.id} ${v.nodes.map((n) => n.html).join(' | ').slice(0, 300)}`);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) violations.push(`${name} ${width}: ${overflow} px too wide`);
    }
    await context.close();
  }
  assert.deepEqual(violations, []);
});

test('the filter on a page is of that page, and the way to the next is a link', async () => {
  const page = await browser.newPage();
  await page.goto(`${onDisk(site)}bridge/claims/index.html`);
  // The page speaks the language of its article.
  assert.match(await page.locator('h1').innerText(), /^الادعاءات .*\b1\b.*500.*501$/);
  await page.locator('[rel=next]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/claims\/page\/2\.html$/);
  assert.equal(await page.locator('.items > li').count(), 1);
  await page.locator('[rel=prev]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/claims\/index\.html$/);
  await page.close();
});
