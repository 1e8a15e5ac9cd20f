// The style sheets: no rule is dead on all pages of all sites, and none goes by left and
// right, so that pages in Arabic are laid out as well as pages in English.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { contextFor, address, ofDocuments, visit, wide } from './browser.mjs';
import { desk, example, stress, tongue } from './site.mjs';

const folder = resolve(import.meta.dirname, '../../static');
const sheets = readdirSync(folder).filter((name) => name.endsWith('.css'));
const read = (sheet) => readFileSync(join(folder, sheet), 'utf8');

// Selectors of a sheet, each with what it may match once states and generated parts are gone.
const selectors = (page, css) => page.evaluate((source) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(source);
  const states = /:(hover|focus-visible|focus-within|focus|target|checked)\b|::[\w-]+(\([^)]*\))?|\.(js|placed|placing|open|slim|lit|held|visit)\b/g;
  const all = new Map();
  const walk = (rules, outer) => {
    for (const rule of rules) {
      const own = rule.selectorText?.replaceAll('&', `:is(${outer || ':root'})`);
      const nested = own && outer && !rule.selectorText.includes('&') ? `:is(${outer}) :is(${own})` : own;
      if (nested && rule.style.length) {
        const plain = nested.replace(/:(not|is|has)\((?:[^()]|\([^()]*\))*(?:hover|focus|target|checked|\.js|\.open|placed|placing|lit|held)(?:[^()]|\([^()]*\))*\)/g, '').replace(states, '');
        all.set(nested, plain.replace(/(^|[\s,>+~(])(?=[,)]|$)/g, '$1*'));
      }
      if (rule.cssRules) walk(rule.cssRules, nested ?? outer);
    }
  };
  walk(sheet.cssRules, '');
  return [...all];
}, css);

// Which of them match nothing in a document.
const unmatched = (page, given) => given.filter(([, plain]) => {
  try { return !page.querySelector(plain); } catch { return false; }
}).map(([selector]) => selector);

test('every rule of every style sheet matches something on some page', { timeout: 120_000 }, async () => {
  const dead = {};
  const all = await visit(example(), wide, async (page) => Object.fromEntries(await Promise.all(sheets.map(async (s) => [s, await selectors(page, read(s))]))));
  const keep = (sheet, left) => { dead[sheet] = (dead[sheet] ?? all[sheet].map(([s]) => s)).filter((s) => left.includes(s)); };
  for (const site of [example(), stress(), desk(), tongue('de'), tongue('fr')]) {
    for (const sheet of sheets) {
      const loads = new RegExp(`static/${sheet.replace('.', '\\.\\w+\\.')}"`);
      const names = [...site.pages, '404.html'].filter((name) => loads.test(readFileSync(join(site.site, name), 'utf8')));
      assert.ok(names.length > 0, sheet);
      for (const left of Object.values(await ofDocuments(site, names, unmatched, all[sheet]))) keep(sheet, left);
    }
  }
  // What a search finds stands in no file.
  const context = await contextFor(example(), wide);
  const page = await context.newPage();
  await page.goto(address(example(), 'search.html'));
  await page.locator('#q').fill('embassy');
  await page.locator('#found li').first().waitFor();
  keep('site.css', await page.evaluate(([source, given]) => new Function(`return (${source})`)()(document, given), [unmatched.toString(), all['site.css']]).catch(() => dead['site.css']));
  await context.close();
  // The menu opens on phones; a script makes the look at what a link leads to, and tells what was copied; no card of these sites rests on
  // what only repeats. Drafts are the preview's; lists of more than 500 entries are those of lists.test.mjs.
  const elsewhere = ['.copied', ':is(.note .actions) :is(.copy, .copied)', '.look', '.look a', '.look > * + *', '[data-r="repeats"]', '.pager + .who', '.menu[open]', '.draft', '.pager', '.pager [aria-current]', '.range'];
  assert.deepEqual(Object.values(dead).flat().filter((selector) => !elsewhere.includes(selector)), []);
});

test('no rule goes by left and right, but for the one place that says which is the end', () => {
  for (const sheet of sheets) {
    const css = read(sheet).replace(/\/\*[\s\S]*?\*\//g, '').replace(/--end: (left|right);/g, '');
    const physical = css.match(/[\w-]*\b(left|right)\b[^;{}]*[;{]/g) ?? [];
    // Four values where the second and the fourth differ.
    const uneven = [...css.matchAll(/(?:margin|padding|inset): *([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+);/g)].filter((m) => m[2] !== m[4]).map((m) => m[0]);
    assert.deepEqual([...physical, ...uneven], [], sheet);
  }
});
