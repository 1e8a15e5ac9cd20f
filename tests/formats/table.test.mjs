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
