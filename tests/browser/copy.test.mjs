// What readers copy is the article: between any two points of it, at any width, with a note open or
// none, nothing of notes, markers, numbers, buttons and of the summary above the text comes along.
// Inside a note its own words can be selected.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { contextFor, line, phone, scriptless, settle, visit, wide } from './browser.mjs';
import { base, buildSite, desk, example, stress, withoutClaims } from './site.mjs';
import { dice } from './random.mjs';

const widths = [320, 390, 768, 1024, 1440, 1920];
const each = 60;

// Selects between points of the article's text, given as parts of its length, and gives what is
// selected, what that text is, and where a selection is not the text but for its white space.
const copied = (page, points) => page.evaluate((all) => {
  const around = ':is(.head :is(h1, .standfirst, .byline, .amended), .prose)';
  const other = '.notes, .footnote-ref, .footnote-back';
  const blocks = 'article, div, ul, ol, blockquote, table, thead, tbody, tr';
  const nodes = [];
  for (const part of document.querySelectorAll(around)) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // White space between blocks is no text of theirs.
      const between = !node.data.trim() && node.parentElement.matches(node.data.includes('\n') ? `${blocks}, li` : blocks);
      if (!between && !node.parentElement.closest(other)) nodes.push(node);
    }
  }
  const starts = [];
  let length = 0;
  for (const node of nodes) { starts.push(length); length += node.length; }
  const text = nodes.map((node) => node.data).join('');
  const point = (at) => {
    const i = starts.findLastIndex((start) => start <= at);
    return [nodes[i], at - starts[i]];
  };
  // Selections begin and end between letters, not between a letter and its mark.
  const whole = (at) => {
    while (/^[\p{M}\u200d\udc00-\udfff]/u.test(text.slice(at))) at -= 1;
    return at;
  };
  const bare = (words) => words.replace(/\s/g, '');
  return all.map(([a, b]) => {
    const [from, to] = [Math.floor(a * length), Math.floor(b * length)].map(whole).sort((x, y) => x - y);
    getSelection().setBaseAndExtent(...point(from), ...point(to));
    const words = getSelection().toString();
    const wanted = text.slice(from, to);
    return { words, wanted, right: bare(words) === bare(wanted) };
  });
}, points);

// Some long, some within a few paragraphs.
function points(seed) {
  const { next } = dice(seed);
  return Array.from({ length: each }, (_, i) => {
    const from = next();
    return [from, i % 3 ? Math.min(from + next() * .03, .9999) : next()];
  });
}

const different = (all) => all.filter((one) => !one.right).map(({ words, wanted }) => ({ words: words.slice(0, 400), wanted: wanted.slice(0, 400) }));

const sites = [example, stress, desk];
const article = (site) => (site.name === 'desk' ? 'lighthouse/index.html' : 'index.html');

line(52, 'what is selected between any two points of the article is its text', async (site) => {
  for (const options of [{}, scriptless]) {
    await visit(site, { ...wide, ...options }, async (page) => {
      for (const [i, width] of widths.entries()) {
        await page.setViewportSize({ width, height: 900 });
        if (options !== scriptless) await settle(page);
        const all = await copied(page, points(width + i));
        assert.deepEqual(different(all).slice(0, 3), [], `at ${width} px`);
      }
    }, article(site));
  }
}, sites);

line(52, 'its lines end where they end without annotations', async (site) => {
  const all = points(7);
  for (const screen of [phone, wide]) {
    const words = (page) => copied(page, all).then((found) => found.map((one) => one.words.replace(/\s*\n\s*/g, '\n')));
    assert.deepEqual(await visit(site, screen, words), await visit(withoutClaims(site), screen, words));
  }
}, [example]);

line(52, 'nor does an open note come along', async (site) => {
  for (const [width, options] of [[390, phone], [1440, wide], [390, { ...phone, ...scriptless }], [1440, { ...wide, ...scriptless }]]) {
    await visit(site, options, async (page) => {
      const marker = page.locator('.prose .marker').nth(2);
      if (width === 390) await marker.tap();
      else await marker.click();
      const id = await page.evaluate(() => (document.querySelector('.note:is(:target, .open)') ?? {}).id);
      assert.ok(id, 'a note is open');
      assert.deepEqual(different(await copied(page, points(width))).slice(0, 3), [], `${id} at ${width} px`);
    }, article(site));
  }
}, sites);

const drag = async (page, from, to) => {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, to[1], { steps: 3 });
  await page.mouse.move(...to, { steps: 3 });
  await page.mouse.up();
};

// From the start of an element's words to their end.
const ends = (page, selector) => page.evaluate((s) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(s));
  const rects = [...range.getClientRects()].filter((r) => r.width > 2);
  const first = rects[0], last = rects.at(-1);
  return [[first.left + 1, first.top + first.height / 2], [last.right - 1, last.top + last.height / 2]];
}, selector);

line(52, 'the words of a note can be selected in it, with scripts and without', async (site) => {
  for (const scripts of [true, false]) {
    const context = await contextFor(site, wide);
    try {
      // Chromium drags nothing where scripts are turned off, so the script is kept away instead.
      if (!scripts) await context.route('**/*.js', (route) => route.abort());
      const page = await context.newPage();
      page.setDefaultTimeout(8000);
      await page.goto(`${base}index.html`);
      const finding = '.prose .note:has(.finding) .finding';
      await page.evaluate((s) => document.querySelector(s).scrollIntoView({ block: 'center' }), finding);
      // Opened by the first press; then it stands still.
      await page.locator(finding).first().click();
      const words = await page.locator(finding).first().innerText();
      await drag(page, ...(await ends(page, finding)));
      const selected = await page.evaluate(() => getSelection().toString().trim());
      assert.ok(selected.length > 20 && words.includes(selected), `${selected} of ${words}`);
      // And then the article alone again.
      await page.mouse.click(5, 5);
      assert.deepEqual(different(await copied(page, points(3))).slice(0, 3), []);
    } finally {
      await context.close();
    }
  }
});

test('what Ctrl+C puts on the clipboard, as text and as HTML, is the article', { timeout: 60_000 }, async () => {
  const context = await contextFor(example(), wide);
  try {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    await page.goto(`${base}index.html`);
    const wanted = await page.evaluate(() => {
      const blocks = [...document.querySelectorAll('.prose > :not(.notes, span)')].slice(0, 13);
      getSelection().setBaseAndExtent(blocks[0], 0, blocks[12], blocks[12].childNodes.length);
      return blocks.map((b) => {
        const copy = b.cloneNode(true);
        for (const number of copy.querySelectorAll('.footnote-ref, .footnote-back')) number.remove();
        return copy.textContent;
      }).join('');
    });
    await page.keyboard.press('Control+c');
    const [text, html] = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type) => (await item.getType(type)).text();
      const html = new DOMParser().parseFromString(await read('text/html'), 'text/html');
      return [await read('text/plain'), html.body.textContent];
    });
    const bare = (words) => words.replace(/\s/g, '');
    assert.equal(bare(text), bare(wanted));
    assert.equal(bare(html), bare(wanted));
  } finally {
    await context.close();
  }
});

test('footnotes are copied without their numbers and without the ways back', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-copy-'));
  const files = {
    'gainsay.yaml': 'title: Notes\n',
    'content/article.yaml': 'title: The lamp\n',
    'content/01-lamp.md': 'The lamp was lit[^when] until dawn[^when], said the keeper.[^who]\n\n- A list[^who] too.\n\n[^when]: In 1931.\n\n    It went out twice.\n[^who]: Ona Petrel, `keeper[7]`.\n',
    'content/01-lamp.yaml': 'claims: {lit: {quote: lit until dawn, kind: opinion}}\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const selected = await visit(buildSite(folder), wide, (page) => page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector('.prose'));
    return getSelection().toString().trim().split(/\s*\n\s*/);
  }));
  assert.deepEqual(selected, ['The lamp was lit until dawn, said the keeper.', 'A list too.', 'In 1931.', 'It went out twice.', 'Ona Petrel, keeper[7].']);
});
