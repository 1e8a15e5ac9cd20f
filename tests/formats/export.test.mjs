// Exports of the example, as other programs read them: pandoc and biber the bibliographies, an RDF library the feed of
// reviews. pandoc and biber are those of Debian; where there is none, its tests are skipped.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import jsonld from 'jsonld';
import { program, root } from './program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'gainsay-export-'));
after(() => rmSync(folder, { recursive: true }));

const exported = (form) => execFileSync(program, ['export', form, root, '--base-url', 'https://facts.example/'], { encoding: 'utf8', maxBuffer: 1 << 26 });
const has = (name) => spawnSync(name, ['--version']).status === 0;

const csl = JSON.parse(exported('csl-json'));
const sources = csl.length;

// Written to a file, for a program that reads one.
function file(name, text) {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

// The types of CSL 1.0.2 that an export has, of those that its schema lists.
const types = ['article-journal', 'article-newspaper', 'book', 'dataset', 'document', 'graphic', 'interview', 'motion_picture', 'personal_communication', 'post', 'report', 'song', 'webpage'];
const texts = ['id', 'title', 'container-title', 'publisher', 'genre', 'URL', 'language', 'note'];

// What is wrong with an item of CSL-JSON, as the schema of the project has it. The schema itself is not in a package:
// the example was held to it by hand.
function faults(item) {
  const found = [];
  const date = (value) => Object.entries(value).every(([key, part]) => (key === 'date-parts'
    ? part.length >= 1 && part.length <= 2 && part.every((one) => one.length >= 1 && one.length <= 3 && one.every(Number.isInteger))
    : key === 'circa' && typeof part === 'boolean'));
  for (const [key, value] of Object.entries(item)) {
    const right = texts.includes(key) ? typeof value === 'string'
      : key === 'type' ? types.includes(value)
        : key === 'author' ? value.every((name) => Object.keys(name).join() === 'literal' && typeof name.literal === 'string')
          : ['issued', 'accessed'].includes(key) && date(value);
    if (!right) found.push(key);
  }
  return [...found, ...['id', 'type', 'title'].filter((key) => !(key in item))];
}

test('an export of sources has the form of CSL-JSON', () => {
  assert.ok(sources > 90);
  for (const item of csl) assert.deepEqual(faults(item), [], JSON.stringify(item));
  assert.equal(new Set(csl.map((item) => item.id)).size, sources);
  const [one] = csl;
  for (const spoilt of [{ ...one, type: 'tweet' }, { ...one, author: ['Renn'] }, { ...one, issued: { 'date-parts': [['2016']] } }, { ...one, colour: 'red' }, { title: 'x' }]) {
    assert.notDeepEqual(faults(spoilt), []);
  }
});

const styles = JSON.parse(readFileSync(join(import.meta.dirname, 'node_modules/@citation-js/plugin-csl/lib/styles.json'), 'utf8'));

// Chicago is the style that pandoc has itself: author and date.
for (const [style, xml] of [['Chicago', undefined], ['APA', styles.apa]]) {
  for (const [form, name] of [['csl-json', 'sources.json'], ['bibtex', 'sources.bib']]) {
    test(`pandoc renders every source of ${form} in ${style} without a warning`, { skip: !has('pandoc') && 'there is no pandoc' }, () => {
      const bibliography = file(name, form === 'bibtex' ? exported(form) : JSON.stringify(csl));
      const all = file('all.md', '---\nnocite: "@*"\n---\n');
      const options = xml ? ['--csl', file('style.csl', xml)] : [];
      const done = spawnSync('pandoc', ['--citeproc', ...options, '--bibliography', bibliography, '--to', 'plain', '--wrap', 'none', all], { encoding: 'utf8' });
      assert.deepEqual([done.status, done.stderr], [0, '']);
      assert.equal(done.stdout.trim().split(/\n\n+/).length, sources);
      const [year] = csl[0].issued['date-parts'][0];
      assert.ok(done.stdout.includes(xml ? `(${year}` : `${year}.`), done.stdout.slice(0, 300));
    });
  }
}

test('biber reads every source without a warning', { skip: !has('biber') && 'there is no biber' }, () => {
  const output = join(folder, 'read.bib');
  const done = spawnSync('biber', ['--tool', '--output-file', output, file('sources.bib', exported('bibtex'))], { encoding: 'utf8', cwd: folder });
  assert.equal(done.status, 0, done.stdout);
  assert.doesNotMatch(done.stdout + done.stderr, /WARN|ERROR/);
  assert.equal(readFileSync(output, 'utf8').match(/^@/gm).length, sources);
});

const vocabulary = 'https://schema.org/';
// The context of schema.org, as far as the feed needs it: nothing is asked of the network.
const documentLoader = async (url) => {
  assert.match(url, /^https:\/\/schema\.org\/?$/);
  return { document: { '@context': { '@vocab': vocabulary, url: { '@type': '@id' } } }, documentUrl: url };
};

test('a feed of reviews is RDF in which each review has what it is about', async () => {
  const feed = JSON.parse(exported('claimreview'));
  const quads = await jsonld.toRDF(feed, { documentLoader });
  const of = (subject, name) => quads
    .filter((quad) => quad.subject.value === subject && quad.predicate.value === vocabulary + name)
    .map((quad) => quad.object.value);
  const type = (subject) => quads
    .filter((quad) => quad.subject.value === subject && quad.predicate.value.endsWith('#type'))
    .map((quad) => quad.object.value.replace(vocabulary, ''));
  const reviews = [...new Set(quads.map((quad) => quad.subject.value))].filter((one) => type(one).includes('ClaimReview'));
  assert.equal(reviews.length, feed.dataFeedElement.length);
  assert.ok(reviews.length > 50 && quads.length > 20 * reviews.length, `${quads.length}`);
  for (const review of reviews) {
    for (const name of ['url', 'claimReviewed', 'datePublished', 'author', 'itemReviewed', 'reviewRating']) {
      assert.equal(of(review, name).length, 1, name);
    }
    assert.deepEqual(type(of(review, 'author')[0]), ['Organization']);
    const [claim] = of(review, 'itemReviewed');
    assert.deepEqual(type(claim), ['Claim']);
    for (const author of of(claim, 'author')) assert.match(type(author).join(), /^(Thing|Person|Organization)$/);
    const [rating] = of(review, 'reviewRating');
    assert.deepEqual([of(rating, 'alternateName').length, of(rating, 'ratingValue')], [1, []]);
  }
});
