// Text integrity: what readers select, copy and look for is the article and nothing else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { line, phone, visit, wide } from './browser.mjs';
import { base, example, program, stress, withoutClaims } from './site.mjs';

// What is seen of each block of the article, and what is selected of it.
const read = (page) => page.evaluate(() => {
  const blocks = [...document.querySelectorAll(':is(.prose, .head) :is(h1, h2, h3, p, li, th, td, pre)')];
  const own = blocks.filter((b) => !b.closest('.notes, .byline, .kicker, .says') && !b.querySelector('.notes'));
  return own.map((block) => {
    getSelection().selectAllChildren(block);
    return [block.innerText, getSelection().toString()];
  });
});

line(1, 'annotations add no character to what is seen, selected and copied', async (site) => {
  for (const screen of [wide, phone]) {
    const marked = await visit(site, screen, read);
    const plain = await visit(withoutClaims(site), screen, read);
    assert.ok(plain.length > 20);
    assert.deepEqual(marked, plain);
  }
});

line(1, 'the whole article is copied from a phone as it is without annotations', async (site) => {
  const copy = (page) => page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector('.prose'));
    return getSelection().toString();
  });
  assert.equal(await visit(site, phone, copy), await visit(withoutClaims(site), phone, copy));
});

// Words on both sides of markers, as they follow each other in their block.
const across = (page) => page.evaluate(() => [...document.querySelectorAll('.prose p > .marker')].flatMap((marker) => {
  const block = marker.closest('p');
  const side = (from, to) => {
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range.toString();
  };
  const here = [...block.childNodes].indexOf(marker);
  const before = side([block, 0], [block, here]).slice(-24);
  const after = side([block, here], [block, block.childNodes.length]).slice(0, 24);
  return before.length === 24 && after.length === 24 ? [{ id: marker.id, words: before + after }] : [];
}));

line(2, 'find-in-page matches across a marker', (site) => visit(site, wide, async (page) => {
  const places = (await across(page)).slice(0, 40);
  assert.ok(places.length >= 5);
  const missed = await page.evaluate((all) => all.filter(({ id, words }) => {
    const marker = document.getElementById(id);
    getSelection().collapse(marker.closest('p'), 0);
    return !(window.find(words) && getSelection().getRangeAt(0).intersectsNode(marker));
  }), places);
  assert.deepEqual(missed, []);
}));

line(2, 'a text fragment matches across a marker', async (site) => {
  const place = (await visit(site, wide, across)).at(-1);
  const fragment = encodeURIComponent(place.words.trim().replace(/^\S+ /, '').replace(/ \S+$/, '')).replaceAll('-', '%2D');
  await visit(site, wide, async (page) => {
    const [top, scrolled] = await page.evaluate((id) => [document.getElementById(id).getBoundingClientRect().top, scrollY], place.id);
    assert.ok(scrolled > 500, 'the page went to the words');
    assert.ok(top > 0 && top < 900, `the marker is at ${top}`);
  }, `index.html#:~:text=${fragment}`);
});

test('exported annotations have their words at their position in a page that runs its scripts', async () => {
  const site = example();
  const run = execFileSync(program, ['export', 'annotations', site.source, '--base-url', base], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const targets = JSON.parse(run).first.items.flatMap((item) => item.target);
  assert.ok(targets.length > 20);
  const found = await visit(site, wide, (page) => page.evaluate((all) => all.map(({ selector: [, { value, refinedBy }] }) => {
    const element = document.getElementById(value);
    const text = [...element.textContent].slice(refinedBy.start, refinedBy.end).join('');
    const numbers = [...element.querySelectorAll('.footnote-ref')].map((one) => one.textContent);
    return [text, numbers];
  }), targets));
  const letters = (text) => text.replace(/\s+/gu, '');
  for (const [n, [text, numbers]] of found.entries()) {
    const { exact } = targets[n].selector[0];
    const without = numbers.reduce((all, one) => all.replace(one, ''), text);
    assert.ok([text, without].some((words) => letters(words) === letters(exact)), `${exact}: ${text}`);
  }
});

test('columns of a table stand as they were typed', () => visit(stress(), wide, async (page) => {
  const aligned = await page.locator('.prose table').first().evaluate((table) => [...table.rows[1].cells].map((cell) => getComputedStyle(cell).textAlign));
  assert.deepEqual(aligned, ['center', 'end']);
}));

// A line is never broken within a date, and what is copied is what was typed.
test('dates with hyphens stand on one line, and are copied clean', () => visit(stress(), phone, async (page) => {
  const title = 'Wells Gazette, 2022-11-09';
  const broken = await page.evaluate(() => {
    document.querySelector('main').style.inlineSize = '5rem';
    const all = [...document.querySelectorAll('main .day')];
    return [all.length, all.filter((one) => one.getClientRects().length > 1).map((one) => one.textContent)];
  });
  assert.ok(broken[0] > 0);
  assert.deepEqual(broken[1], []);
  const heading = page.locator('h1');
  assert.equal(await heading.innerText(), title);
  await heading.evaluate((h1) => getSelection().selectAllChildren(h1));
  assert.equal(await page.evaluate(() => getSelection().toString()), title);
}, 'sources/gazette.html'));
