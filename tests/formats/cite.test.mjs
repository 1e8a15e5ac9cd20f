// The files that cite claims and articles, as pandoc reads them (`apt-get install pandoc`).
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program as gainsay, root } from './program.mjs';

const pandoc = spawnSync('pandoc', ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'gainsay-cite-'));
after(() => rmSync(folder, { recursive: true }));
const site = join(folder, 'site');
execFileSync(gainsay, ['build', root, '--output', site, '--base-url', 'https://facts.example/a/'], {
  stdio: 'pipe', env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
});
const files = (end) => readdirSync(site, { recursive: true }).filter((name) => name.endsWith(end)).sort();

// The bibliography of all entries of a form, as text, and what pandoc says on the way.
function rendered(names, from) {
  const text = names.map((name) => readFileSync(join(site, name), 'utf8'));
  const all = join(folder, `all.${from}`);
  writeFileSync(all, from === 'csljson' ? JSON.stringify(text.flatMap((one) => JSON.parse(one))) : text.join('\n'));
  const done = spawnSync('pandoc', ['--from', from, '--to', 'plain', '--wrap', 'none', '--citeproc', all], { encoding: 'utf8' });
  return { text: done.stdout, warnings: done.stderr };
}

for (const [end, from] of [['.csl.json', 'csljson'], ['.bib', 'bibtex']]) {
  test(`pandoc renders every ${end} without a warning`, { skip: !pandoc && 'there is no pandoc' }, () => {
    const names = files(end);
    assert.ok(names.length > 50);
    const { text, warnings } = rendered(names, from);
    assert.equal(warnings, '');
    assert.equal(text.trim().split(/\n\n+/).length, names.length);
    assert.match(text, /Disputed: John Kerry asked Ecuador/i);
    assert.match(text, /https:\/\/facts\.example\/a\/claims\/kerry-asked-ecuador\.html/);
    assert.match(text, /2026/);
  });
}
