// The table of an article's claims, as a spreadsheet program reads it: LibreOffice, from Debian.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, test } from 'node:test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, root } from './program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'gainsay-table-'));
after(() => rmSync(folder, { recursive: true }));

test('a spreadsheet shows the words of the table, and no formula', () => {
  const site = join(folder, 'site');
  mkdirSync(join(site, 'content'), { recursive: true });
  const files = {
    'gainsay.yaml': 'title: Desk\n',
    'content/article.yaml': 'title: A bridge\n',
    'content/01-vote.md': 'The council – of Łódź – voted nine to four.\n',
    'content/01-vote.yaml':
      "claims:\n  vote:\n    quote: The council – of Łódź – voted nine to four\n    states: '=1+1'\n    finding: '+2+2'\n    checked-by: '@Iris'\n    checked: 2016-11-30\n",
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(site, path), text);
  const built = spawnSync(program, ['build', site], { encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);

  // Without a window nobody is asked for the encoding: commas, quotation marks, UTF-8, from line 1.
  const converted = spawnSync('soffice', [
    `-env:UserInstallation=file://${join(folder, 'profile')}`,
    '--headless', '--infilter=CSV:44,34,76,1', '--convert-to', 'fods', '--outdir', folder, join(site, 'public', 'claims.csv'),
  ], { encoding: 'utf8' });
  assert.equal(converted.status, 0, converted.stderr);
  const sheet = readFileSync(join(folder, 'claims.fods'), 'utf8');
  assert.doesNotMatch(sheet, /table:formula/);
  for (const words of ['id', 'The council – of Łódź – voted nine to four', "'=1+1", "'+2+2", "'@Iris"]) {
    assert.ok(sheet.includes(`<text:p>${words.replaceAll("'", '&apos;')}</text:p>`) || sheet.includes(`<text:p>${words}</text:p>`), words);
  }
});

test('a sheet that LibreOffice opened and saved changes nothing, and one that somebody worked in does', () => {
  const site = join(folder, 'worked');
  mkdirSync(join(site, 'content'), { recursive: true });
  const files = {
    'gainsay.yaml': 'title: Desk\n',
    'content/article.yaml': 'title: A bridge\n',
    'content/01-vote.md': 'The council – of Łódź – voted nine to four. It rained.\n',
    'content/01-vote.yaml': `claims:
  vote:
    quote: The council – of Łódź – voted nine to four
    states: '=1+1'
    finding: '+2+2, "so"; 1/2'
    checked-by: '@Iris'
    checked: 2016-03-05
    reviewed: {by: Max, on: 2016-04-05}
    citations:
      - {source: minutes, relation: supports, passage: ['Ayes: nine', 'Noes: four'], locator: '0012'}
      - {source: letter, relation: repeats}
  rain: {quote: It rained, recheck: 2016-05-06, checked: 2016-05-01}
`,
    'content/sources.yaml':
      "minutes: {title: 'Minutes, 3/4', url: 'https://council.example/m?a=1,2'}\nletter: {title: '1E5', no-url: paper}\n",
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(site, path), text);
  const run = (...args) => spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, SOURCE_DATE_EPOCH: '1795219200' } });
  assert.equal(run('build', site).status, 0);
  const sheet = join(folder, 'sheet.csv');
  assert.equal(run('export', 'csv', site, '--output', sheet).status, 0);
  const before = readFileSync(join(site, 'content/01-vote.yaml'), 'utf8');

  // As it is opened without a question, saved as LibreOffice's own and as Excel's, and as text again.
  const convert = (to, from, filter) => {
    const converted = spawnSync('soffice', [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--headless', ...(filter ? [`--infilter=${filter}`] : []), '--convert-to', to, '--outdir', join(folder, 'out'), from,
    ], { encoding: 'utf8' });
    assert.equal(converted.status, 0, converted.stderr);
  };
  for (const [by, between] of [['csv', '44'], ['ods', '59'], ['xlsx', '9']]) {
    const tokens = `csv:Text - txt - csv (StarCalc):${between},34,76,1`;
    convert(by === 'csv' ? tokens : by, sheet, 'CSV:44,34,76,1');
    if (by !== 'csv') convert(tokens, join(folder, 'out', `sheet.${by}`));
    const result = run('import', join(folder, 'out', 'sheet.csv'), site);
    // What it takes for numbers it rewrites, which is no change.
    assert.equal(result.stderr, '', `${by} ${between}`);
    assert.equal(result.stdout, '2 there already; nothing was written\n');
    assert.equal(result.status, 0);
    assert.equal(readFileSync(join(site, 'content/01-vote.yaml'), 'utf8'), before);
  }

  const saved = join(folder, 'out', 'sheet.csv');
  writeFileSync(saved, readFileSync(saved, 'utf8').replace('2016-04-05', '2016-04-06'));
  const result = run('import', saved, site);
  assert.equal(result.status, 0, result.stderr);
  assert.match(result.stdout, /^changed `vote`: reviewed-on\n/);
  assert.equal(readFileSync(join(site, 'content/01-vote.yaml'), 'utf8'), before.replace('2016-04-05', '2016-04-06'));
});
