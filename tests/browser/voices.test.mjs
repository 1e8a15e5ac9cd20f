// Who says something: what the editors found themselves is told as theirs, everywhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, ofDocuments } from './browser.mjs';
import { desk, stress } from './site.mjs';

const own = /(the article’s own finding|hallazgo propio del artículo|ما توصل إليه المقال نفسه)/i;

test('an answer that nobody else makes is the article’s own finding, on every page that names it', async () => {
  const answers = { arabic: [stress(), /(^|\/)arabic-answer\.html$/], quay: [desk(), /(^|\/)no-\d+\.html$/] };
  for (const [name, [site, answer]] of Object.entries(answers)) {
    const found = await ofDocuments(site, site.pages.filter((p) => !/(card|embed)\.html$/.test(p)), (page, pattern) => {
      // Links by the very words of a claim, and from the page for other sites, name nobody.
      const makers = [...page.querySelectorAll('main a')].filter((a) => new RegExp(pattern).test(a.getAttribute('href') ?? '') && !a.closest('.pager, .neighbours, .toc, h2') && !a.querySelector('.words'));
      const who = new RegExp(pattern).test(page.querySelector('[rel=canonical]')?.href ?? '') ? [...page.querySelectorAll('.side.point h2')].slice(0, 1) : [];
      return [...makers, ...who].map((e) => e.textContent);
    }, answer.source);
    const names = Object.entries(found).flatMap(([page, all]) => all.map((words) => [page, words]));
    assert.ok(names.length > 4, `${name}: ${names.length}`);
    assert.deepEqual(names.filter(([, words]) => !own.test(words)), []);
  }
});

test('a list that names who answers shows the words of the answer', async () => {
  const found = await ofDocuments(stress(), stress().pages.filter((p) => /^(index|disputes|map|speakers\/)/.test(p)), (page) => (
    [...page.querySelectorAll('main a[href$="arabic-answer.html"]')].map((a) => a.closest('li, section, .side, .note, p').textContent)
  ));
  const all = Object.values(found).flat();
  assert.ok(all.length > 1);
  assert.deepEqual(all.filter((text) => !text.includes('لم يكتب الحارس شيئا')), []);
});

line(44, 'a map names a claim by its speaker or by its words, never by its number alone', async (site) => {
  const found = await ofDocuments(site, site.pages, (page) => [...page.querySelectorAll('.map li > p > a, h1, h2, h3, h4')].map((e) => (e.parentElement.querySelector(':scope .words') ?? e).textContent.trim()));
  const all = Object.entries(found).flatMap(([page, names]) => names.map((name) => `${page}: ${name}`));
  assert.deepEqual(all.filter((name) => /: (Claim|Afirmación|الادعاء) \d+$/.test(name)), []);
}, [stress, desk]);
