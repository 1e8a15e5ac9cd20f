// The reports for programs, held to the schemas of their forms: JSON to docs/diagnostics.schema.json,
// SARIF to the schema of version 2.1.0 as Microsoft's tools for SARIF ship it. The sites are every
// wrong and every mended example of docs/diagnostics.md, and two more.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, test } from 'node:test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { program, root } from './program.mjs';

const above = mkdtempSync(join(tmpdir(), 'gainsay-formats-'));
after(() => rmSync(above, { recursive: true }));

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const ajv = new Ajv({ allErrors: true, strictTypes: false });
addFormats(ajv);
const schemas = {
  json: ajv.compile(read(join(root, 'docs/diagnostics.schema.json'))),
  export: ajv.compile(read(join(root, 'docs/export.schema.json'))),
  sarif: ajv.compile(
    read(join(import.meta.dirname, 'node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json')),
  ),
};

// The fenced files of the document by heading and by the paragraph that they stand under.
function examples() {
  const found = new Map();
  let [heading, part, file] = ['', '', null];
  for (const line of readFileSync(join(root, 'docs/diagnostics.md'), 'utf8').split('\n')) {
    if (file && line === '```') {
      const key = `${heading} ${part}`.trim();
      if (file.path) found.set(key, { ...found.get(key), [file.path]: file });
      file = null;
    } else if (file) {
      file.text += `${line}\n`;
    } else if (line.startsWith('```')) {
      const [language, path] = line.slice(3).split(' ');
      file = { path, text: '', stands: language === 'size', encoding: language === 'latin-1' ? 'latin1' : 'utf8' };
    } else if (line.startsWith('## ')) {
      [heading, part] = [line.slice(3), ''];
    } else if (line === 'Wrong:' || line === 'Mended:') {
      part = line.slice(0, -1).toLowerCase();
    }
  }
  return found;
}

let sites = 0;
// Sites whose lock file begins with the option: they show what it says of them.
const locked = new Set();

// Writes a site below the folder that everything runs in, and gives its path from there.
function site(files) {
  const name = `a site, no. ${(sites += 1)}`;
  for (const { path, text, stands, encoding } of Object.values(files)) {
    if (text === '') continue;
    if (text.startsWith('# --locked')) locked.add(name);
    const file = join(above, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, stands ? '' : text, encoding);
    // Such a file is as large as its text says, and holds nothing.
    if (stands) truncateSync(file, Number(/^(\d+) MB$/m.exec(text)[1]) * 1_000_000);
  }
  return name;
}

// What a check of the site says in `form`, compared with the site `before` if it is given, once it has passed the schema.
function report(name, form, before) {
  const options = [...(locked.has(name) ? ['--locked'] : []), ...(before ? ['--against', before] : [])];
  const run = spawnSync(program, ['check', name, '--format', form, ...options], { cwd: above, encoding: 'utf8' });
  assert.ok(run.status === 0 || run.status === 1, `${form}: ${run.stderr}`);
  const document = JSON.parse(run.stdout);
  assert.ok(schemas[form](document), `${run.stdout}\n${JSON.stringify(schemas[form].errors, null, 1)}`);
  return document;
}

const all = examples();
const base = all.get('The examples');
const file = (path, text) => ({ [path]: { path, text } });

for (const [key, files] of all) {
  if (!/ (wrong|mended)$/.test(key)) continue;
  test(`reports on ${key} are valid`, () => {
    const name = site({ ...base, ...files });
    const [code, part] = key.split(' ');
    // These are said of a comparison alone; the small site is what they are compared with.
    const before = ['claim-new', 'claim-changed', 'claim-gone'].includes(code) ? site(base) : undefined;
    const codes = (list, of) => [...new Set(list.map(of))].includes(code);
    assert.equal(codes(report(name, 'json', before).diagnostics, (d) => d.code), part === 'wrong');
    const [run] = report(name, 'sarif', before).runs;
    assert.equal(codes(run.results, (r) => r.ruleId), part === 'wrong');
    for (const result of run.results) {
      assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
      // Code scanning takes no result without a place, and joins its path to the repository's root.
      const { uri } = result.locations[0].physicalLocation.artifactLocation;
      assert.match(uri, /^a%20site%2C%20no\.%20\d+\/[^:\\ ]+$/);
    }
  });
}

test('a site without faults has reports that are valid and empty', () => {
  // The small site has a speaker to spare, for the examples to use, and no lock file.
  const lock = file('content/anchors.lock', all.get('lock-missing mended')['content/anchors.lock'].text);
  const name = site({ ...base, ...lock, ...file('content/speakers.yaml', 'mayor: {name: The mayor}\n') });
  assert.deepEqual(report(name, 'json'), { version: 1, counts: { error: 0, warning: 0, note: 0 }, diagnostics: [] });
  assert.deepEqual(report(name, 'sarif').runs[0].results, []);
});

test('columns count characters, bytes count bytes, and both lead to the words', () => {
  const text = 'claims:\n  vote: {finding: "Früh: ⅓ 🌉", quote: nowhere to be found}\n';
  const name = site({ ...base, ...file('content/01-vote.yaml', text) });
  const [fault] = report(name, 'json').diagnostics.filter((d) => d.code === 'anchor-missing');
  const { start, end } = fault.place;
  const line = [...text.split('\n')[start.line - 1]];
  assert.equal(line.slice(start.column - 1, end.column - 1).join(''), 'nowhere to be found');
  assert.equal(Buffer.from(text).subarray(start.byte, end.byte).toString(), 'nowhere to be found');
  const [result] = report(name, 'sarif').runs[0].results.filter((r) => r.ruleId === 'anchor-missing');
  const { region } = result.locations[0].physicalLocation;
  assert.deepEqual(region, {
    startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column,
  });
});

test('the schemas refuse what is not in their form', () => {
  const name = site({ ...base, ...all.get('claim-duplicate wrong') });
  const json = report(name, 'json');
  for (const spoil of [
    (d) => delete d.version,
    (d) => (d.diagnostics[0].severity = 'fatal'),
    (d) => (d.diagnostics[0].place.start.line = 0),
    (d) => delete d.diagnostics[0].related[0].file,
  ]) {
    const spoilt = structuredClone(json);
    spoil(spoilt);
    assert.ok(!schemas.json(spoilt), String(spoil));
  }
  const sarif = report(name, 'sarif');
  for (const spoil of [
    (d) => (d.version = '2.0.0'),
    (d) => (d.runs[0].results[0].level = 'fatal'),
    (d) => delete d.runs[0].results[0].message.text,
    (d) => (d.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b'),
  ]) {
    const spoilt = structuredClone(sarif);
    spoil(spoilt);
    assert.ok(!schemas.sarif(spoilt), String(spoil));
  }
});

test('an export in JSON is as its schema says, and the schema sees what is not', () => {
  const run = spawnSync(program, ['export', 'json', root], { encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(run.status, 0, run.stderr);
  const document = JSON.parse(run.stdout);
  assert.ok(schemas.export(document), JSON.stringify(schemas.export.errors, null, 1));
  assert.ok(document.claims.length > 50 && document.sources.length > 90);
  const spoilt = [
    (one) => (one.version = 2),
    (one) => delete one.claims[0].status,
    (one) => (one.claims[0].status = 'true'),
    (one) => (one.claims[0].citations[0].relation = 'proves'),
    (one) => (one.sources[0].colour = 'red'),
    (one) => (one.claims[0].speaker = 'kerry'),
  ];
  for (const spoil of spoilt) {
    const copy = structuredClone(document);
    spoil(copy);
    assert.ok(!schemas.export(copy), String(spoil));
  }
});
