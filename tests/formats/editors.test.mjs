// What an editor says of the YAML files of a site: yaml-language-server, which VS Code, JetBrains'
// plug-in, Neovim, Helix and Zed run, with the schemas and settings that `gainsay init` writes.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { program as gainsay, root } from './program.mjs';

const server = join(import.meta.dirname, 'node_modules/.bin/yaml-language-server');

const above = mkdtempSync(join(tmpdir(), 'gainsay-editors-'));
const site = join(above, 'site');
execFileSync(gainsay, ['init', site, '--yes', '--title', 'Notes'], { stdio: 'pipe' });

// A server on the folder `site`, and what is asked of it.
let editor;
before(async () => {
  const process = spawn(server, ['--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map();
  const settings = JSON.parse(readFileSync(join(site, '.vscode/settings.json'), 'utf8'));
  const yaml = { schemas: settings['yaml.schemas'], schemaStore: { enable: false }, validate: true, completion: true, hover: true };
  let [last, version, rest] = [0, 0, Buffer.alloc(0)];
  const send = (message) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    process.stdin.write(body);
  };
  const ask = (method, params) => new Promise((done) => {
    waiting.set(++last, done);
    send({ id: last, method, params });
  });
  const faults = new Map();
  const take = (message) => {
    if (message.method === 'workspace/configuration') {
      send({ id: message.id, result: message.params.items.map(({ section }) => (section === 'yaml' ? yaml : null)) });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      faults.get(message.params.uri)?.(message.params.diagnostics);
    } else if (message.id !== undefined && message.method) send({ id: message.id, result: null });
    else waiting.get(message.id)?.(message.result);
  };
  process.stdout.on('data', (part) => {
    rest = Buffer.concat([rest, part]);
    for (;;) {
      const head = rest.indexOf('\r\n\r\n');
      const length = head < 0 ? NaN : Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, head))[1]);
      if (!(rest.length >= head + 4 + length)) return;
      take(JSON.parse(rest.subarray(head + 4, head + 4 + length)));
      rest = rest.subarray(head + 4 + length);
    }
  });
  const rootUri = pathToFileURL(site).href;
  await ask('initialize', {
    processId: null, rootUri, workspaceFolders: [{ uri: rootUri, name: 'site' }],
    capabilities: { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } }, textDocument: {} },
  });
  send({ method: 'initialized', params: {} });
  send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } });
  // Opens `text` as the file `path` of the site, asks, and closes it again.
  const opened = async (path, text, asked) => {
    const uri = pathToFileURL(join(site, path)).href;
    const told = () => new Promise((done) => faults.set(uri, done));
    const first = told();
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: ++version, text } } });
    const answer = await asked(uri, await first);
    // A closed file has no faults, which is told too.
    const closed = told();
    send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
    await closed;
    return answer;
  };
  editor = {
    // Line, column and message of each fault.
    faultsOf: (path, text) => opened(path, text, (_, told) => told.map(
      ({ range: { start }, message }) => `${start.line + 1}:${start.character + 1}: ${message}`,
    )),
    // What completes the end of `text`: labels, with what is told of each.
    completed: (path, text) => opened(path, text, async (uri) => {
      const lines = text.split('\n');
      const position = { line: lines.length - 1, character: lines.at(-1).length };
      const found = await ask('textDocument/completion', { textDocument: { uri }, position });
      return new Map(found.items.map(({ label, documentation }) => [label, documentation?.value ?? documentation]));
    }),
    stop: () => process.kill(),
  };
});
after(() => {
  editor.stop();
  rmSync(above, { recursive: true });
});

const yamlBelow = (folder) => ['', ...readdirSync(join(folder, 'content'), { recursive: true })].map(
  (name) => (name ? `content/${name.replaceAll('\\', '/')}` : 'gainsay.yaml'),
).filter((name) => name.endsWith('.yaml'));

// The files that the tutorial has whole; those that it changes have another fence.
function tutorial() {
  const folder = join(above, 'tutorial');
  const text = readFileSync(join(root, 'docs/tutorial.md'), 'utf8');
  for (const [, name, body] of text.matchAll(/^```yaml (\S+)\n(.*?)^```$/gms)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), body);
  }
  return folder;
}

for (const [name, folder] of [['the example', () => root], ['the tutorial', tutorial], ['a new site', () => site]]) {
  test(`an editor finds no fault in ${name}`, async () => {
    const from = folder();
    const found = [];
    for (const path of yamlBelow(from)) {
      // Without the line that names the schema, so that the settings do.
      const text = readFileSync(join(from, path), 'utf8').replace(/^# yaml-language-server.*\n/, '');
      found.push(...(await editor.faultsOf(path, text)).map((fault) => `${path}:${fault}`));
    }
    assert.deepEqual(found, []);
  });
}

// What `check` says of the new site with `text` for one of its files.
function checked(path, text) {
  const folder = mkdtempSync(join(above, 'checked-'));
  cpSync(site, folder, { recursive: true });
  writeFileSync(join(folder, path), text);
  const report = JSON.parse(spawnSync(gainsay, ['check', folder, '--format', 'json'], { encoding: 'utf8' }).stdout);
  const here = report.diagnostics.filter(({ place, severity }) => place?.file === path && severity === 'error');
  return here.map(({ place: { start } }) => `${start.line}:${start.column}`);
}

const claims = 'content/01-opening.yaml';
const planted = [
  ['gainsay.yaml', /^title:.*/m, 'titel: Notes'],
  ['gainsay.yaml', /^language:.*/m, 'language: english please'],
  ['gainsay.yaml', /$/, 'search: perhaps\n'],
  ['gainsay.yaml', /$/, 'severity:\n  anchor-missing: warning\n'],
  ['gainsay.yaml', /$/, 'severity:\n  nonsense: warning\n'],
  ['content/article.yaml', /$/, 'layout: chapters\n'],
  ['content/article.yaml', /$/, 'published: 5 March 2024\n'],
  ['content/article.yaml', /$/, 'embargo: 2016-11-29\n'],
  ['content/sources.yaml', /^ {2}no-url:.*\n/m, ''],
  ['content/sources.yaml', /^ {2}no-url:/m, '  url: www.example.org\n  publisher:'],
  ['content/sources.yaml', /^( {2}no-url:.*)/m, '  url: https://example.org/\n$1'],
  ['content/sources.yaml', /^keepers-log:/m, 'Keepers Log:'],
  ['content/sources.yaml', /^ {2}kind:.*/m, '  kind: diary'],
  ['content/speakers.yaml', /^ {2}name:.*\n/m, ''],
  ['content/speakers.yaml', /^ {2}name:.*/m, '  name: {first: Ada}'],
  ['content/sources.yaml', /^ {2}title:.*/m, '  archived: {date: 2024}\n  title: Log'],
  [claims, /^ {4}quote:.*\n/m, ''],
  [claims, /^ {4}quote:.*/m, '    quote:\n      - prefix: it'],
  [claims, /^ {4}quote:/m, '    reviewed: {on: 2024-05-05}\n    quote:'],
  [claims, /^ {4}quote:/m, '    reply: {response: None.}\n    quote:'],
  [claims, /^( {6}- source:) .*/m, '$1 Keepers Log'],
  [claims, /^( {4}quote:.*)/m, '$1\n    says: The same.'],
  [claims, /^ {4}quote:/m, '    qoute:'],
  [claims, /^ {4}# checked:.*/m, '    checked: 2026-11'],
  [claims, /^( {8}relation:) .*/m, '$1 proves'],
  [claims, /^ {8}relation: .*\n/m, ''],
  [claims, /^( {4}quote:.*)/m, '$1\n    status: true'],
];

for (const [path, from, to] of planted) {
  test(`${from} as ${JSON.stringify(to)} is found where check finds it`, async () => {
    const whole = readFileSync(join(site, path), 'utf8');
    const text = whole.replace(from, to);
    assert.notEqual(text, whole, 'nothing was planted');
    const told = await editor.faultsOf(path, text);
    const places = checked(path, text);
    assert.ok(places.length > 0, 'check finds nothing');
    assert.ok(told.some((fault) => places.some((place) => fault.startsWith(`${place}:`))), `${places} and ${told.join('\n')}`);
  });
}

test('text that looks like a number or a truth is text', async () => {
  assert.deepEqual(await editor.faultsOf('content/sources.yaml', 'log:\n  title: 1984\n  no-url: true\n  date: 2016\n'), []);
});

test('a key without a value is no fault', async () => {
  assert.deepEqual(await editor.faultsOf('content/sources.yaml', 'log:\n  title: Log\n  no-url: Lost.\n  date:\n  archived:\n'), []);
});

test('a relation completes with what it means', async () => {
  const text = 'claims:\n  a:\n    quote: b\n    citations:\n      - source: log\n        relation: ';
  const offered = await editor.completed(claims, text);
  assert.deepEqual([...offered.keys()].sort(), ['contradicts', 'qualifies', 'repeats', 'supports', 'updates']);
  assert.equal(offered.get('repeats'), 'The passage only says the claim again. It adds no evidence and weighs nothing.');
});

test('the keys of a claim complete with what they are for', async () => {
  const offered = await editor.completed(claims, 'claims:\n  a:\n    quote: b\n    fin');
  assert.match(offered.get('finding'), /What the desk found/);
});

test('a counter-claim in its place and a reference complete each with their own', async () => {
  const begun = 'claims:\n  a:\n    quote: b\n    counters:\n      - ';
  const offered = await editor.completed(claims, `${begun}claim: b\n        `);
  assert.ok(offered.has('relation') && !offered.has('says'), [...offered.keys()].join(' '));
  const inPlace = await editor.completed(claims, `${begun}id: b\n        `);
  assert.ok(inPlace.has('says') && inPlace.has('relation'), [...inPlace.keys()].join(' '));
});
