// Words that only people of the trade know stand in the authors' format and on the page on the method, and nowhere else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofDocuments } from './browser.mjs';
import { desk, example, stress } from './site.mjs';

const jargon = {
  en: /\b(stakes?|qualifie[sd]|checkable|standfirst|anchored|unanchored|a party’s|weighs nothing|citations?|relations?)\b/gi,
  es: /\b(interés|entradilla|comprobables?|citas|no pesa nada|palabras de una parte)\b/gi,
  ar: /المصلحة|الاستشهادات|لا وزن له/g,
};

test('pages say what they say in plain words, in every language', async () => {
  for (const site of [example(), stress(), desk()]) {
    const found = await ofDocuments(site, site.pages.filter((p) => p !== 'method.html'), (page) => {
      // What authors wrote is theirs.
      for (const theirs of page.querySelectorAll('.prose, .words, .states, .passage, .finding, .remark, .translation, [data-part], .saying-title, .head h1, cite, .standfirst, .kicker, .events, .happened p, .sentence, .items p, h2 a, .toc')) theirs.remove();
      return [page.documentElement.lang, page.body.textContent, ...[...page.querySelectorAll('[aria-label]')].map((e) => e.ariaLabel ?? '')];
    });
    const wrong = Object.entries(found).flatMap(([name, [lang, ...texts]]) => texts.flatMap((text) => [...text.matchAll(jargon[lang.slice(0, 2)] ?? /^$/g)].map((hit) => `${name}: ${text.slice(Math.max(0, hit.index - 40), hit.index + 40)}`)));
    assert.deepEqual(wrong, [], site.name);
  }
});

test('a source says its connection to the matter', async () => {
  const found = await ofDocuments(example(), example().pages.filter((p) => /^(claims|sources)\//.test(p)), (page) => (
    [...page.querySelectorAll('dt, .who')].map((e) => e.textContent).filter((text) => /^Connection to the matter/.test(text))
  ));
  const said = Object.values(found).flat();
  assert.ok(said.includes('Connection to the matter: the claimant’s own words.'), said.slice(0, 5).join('\n'));
  assert.ok(said.includes('Connection to the matter'));
});
