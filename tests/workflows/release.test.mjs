// What makes a release: the command, the notes, the formula, the crates, and the image, with material of this test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

// A copy of what the scripts read, in a repository of its own.
function copy(t) {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-release-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of ['scripts', 'CHANGELOG.md', 'Cargo.toml', 'Cargo.lock']) cpSync(join(root, path), join(folder, path), { recursive: true });
  const git = (...rest) => execFileSync('git', ['-C', folder, ...rest], { encoding: 'utf8', stdio: 'pipe' }).trim();
  git('init', '--quiet', '--initial-branch', 'main');
  for (const [key, value] of [['user.name', 'x'], ['user.email', 'x@example.org'], ['commit.gpgsign', 'false']]) git('config', key, value);
  // Of cargo it takes what keeps Cargo.lock: without the sources of all crates there is no more to ask.
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/cargo'), '#!/bin/sh\necho "$*" >> Cargo.lock\n');
  chmodSync(join(folder, 'bin/cargo'), 0o755);
  git('add', '.');
  git('commit', '--quiet', '--message', 'x');
  const run = (script, ...rest) =>
    spawnSync(join(folder, 'scripts', script), rest, { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` } });
  const read = (path) => readFileSync(join(folder, path), 'utf8');
  const write = (path, text) => writeFileSync(join(folder, path), text);
  return { folder, git, run, read, write };
}

// A changelog whose first section has this head.
function begin({ git, read, write }, head) {
  write('CHANGELOG.md', read('CHANGELOG.md').replace(/^## .*$/m, `## ${head}\n\n### Added\n\n- A thing.\n\n## 0.0.1 - 2020-01-01`));
  git('commit', '--quiet', '--all', '--message', 'changelog');
}

test('one command makes the commit of a release, and says which tag to set', (t) => {
  const at = copy(t);
  begin(at, '9.8.7 - unreleased');
  const { status, stdout, stderr } = at.run('release', '9.8.7');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /git tag v9\.8\.7 && git push origin HEAD v9\.8\.7/);
  assert.match(at.read('CHANGELOG.md'), /^## 9\.8\.7 - \d{4}-\d\d-\d\d$/m);
  assert.match(at.read('Cargo.toml'), /^\[package\]\nname = "gainsay"\nversion = "9\.8\.7"$/m);
  assert.equal(at.git('log', '-1', '--format=%s'), 'Release 9.8.7');
  assert.deepEqual(at.git('show', '--format=', '--name-only').split('\n').sort(), ['CHANGELOG.md', 'Cargo.lock', 'Cargo.toml']);
  const versions = at.git('diff', 'HEAD~', '--', 'Cargo.toml').split('\n').filter((line) => /^[-+][^-+]/.test(line));
  assert.equal(versions.length, 2, 'the versions of other crates stay');
  assert.equal(at.git('status', '--porcelain'), '');
  assert.equal(at.run('package', 'version').stdout, '9.8.7\n');
  assert.equal(at.run('package', 'notes').stdout, '### Added\n\n- A thing.\n');
});

test('a release of another version, of open work, or made already is refused', (t) => {
  const at = copy(t);
  begin(at, '9.8.7 - unreleased');
  const refused = (expect, ...rest) => {
    const { status, stderr } = at.run('release', ...rest);
    assert.equal(status, 1);
    assert.match(stderr, expect);
  };
  refused(/begins with `## 9\.8\.7 - unreleased`/, '9.8.8');
  refused(/is not a version/, 'v9.8.7');
  refused(/say the version/);
  at.git('tag', 'v9.8.7');
  refused(/there is a tag v9\.8\.7 already/, '9.8.7');
  at.git('tag', '--delete', 'v9.8.7');
  at.write('open', '');
  refused(/not committed/, '9.8.7');
  assert.equal(at.git('log', '-1', '--format=%s'), 'changelog');
});

test('notes without a day, or of another version, are refused', (t) => {
  const at = copy(t);
  for (const head of ['9.8.7 - unreleased', '9.8.7 - 2026-01-01']) {
    begin(at, head);
    const { status, stderr } = at.run('package', 'notes');
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`begins with \`${head}\``));
  }
});

// Archives as a release has them, each with a file of the name of the program.
function archives({ folder, run }, targets) {
  const version = run('package', 'version').stdout.trim();
  mkdirSync(join(folder, 'dist'));
  for (const target of targets) {
    const name = `gainsay-${version}-${target}`;
    mkdirSync(join(folder, name));
    for (const file of ['gainsay', 'LICENSE-APACHE', 'LICENSE-MIT', 'THIRD-PARTY.txt']) writeFileSync(join(folder, name, file), target);
    chmodSync(join(folder, name, 'gainsay'), 0o755);
    execFileSync('tar', ['-czf', join(folder, 'dist', `${name}.tar.gz`), '-C', folder, name]);
  }
  return version;
}

const targets = ['aarch64-apple-darwin', 'aarch64-unknown-linux-musl', 'x86_64-apple-darwin', 'x86_64-unknown-linux-musl'];

test('hashes are those that sha256sum checks, and the formula has those of its archives', (t) => {
  const at = copy(t);
  const version = archives(at, targets);
  for (const round of [1, 2]) {
    assert.equal(at.run('package', 'sums', 'dist').status, 0, `${round}`);
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: join(at.folder, 'dist') });
  }
  const { stdout, stderr } = at.run('package', 'formula', '--repository', 'https://git.example/desk/gainsay', '--sums', 'dist/SHA256SUMS');
  assert.ok(!stdout.includes('@'), stderr);
  const found = [...stdout.matchAll(/url "(.*)"\n +sha256 "(.*)"/g)];
  assert.equal(found.length, 4);
  for (const [, url, hash] of found) {
    const name = url.slice(url.lastIndexOf('/') + 1);
    assert.equal(url, `https://git.example/desk/gainsay/releases/download/v${version}/${name}`);
    assert.equal(hash, createHash('sha256').update(readFileSync(join(at.folder, 'dist', name))).digest('hex'), name);
  }
  assert.deepEqual(found.map(([, url]) => url.match(/gainsay-[^/]*?-([a-z].*)\.tar\.gz/)[1]).sort(), targets);
});

test('a formula for a release that lacks an archive is refused', (t) => {
  const at = copy(t);
  archives(at, targets.slice(1));
  at.run('package', 'sums', 'dist');
  const { status } = at.run('package', 'formula', '--repository', 'https://git.example/x', '--sums', 'dist/SHA256SUMS');
  assert.notEqual(status, 0);
});

test('the image gets the program of each processor, its licences, and what a container needs', (t) => {
  const at = copy(t);
  const version = archives(at, targets);
  const { status, stderr } = at.run('image', version, 'dist', 'image');
  assert.equal(status, 0, stderr);
  for (const [processor, target] of [['amd64', 'x86_64-unknown-linux-musl'], ['arm64', 'aarch64-unknown-linux-musl']]) {
    assert.equal(at.read(`image/${processor}/gainsay`), target);
    assert.ok(statSync(join(at.folder, 'image', processor, 'gainsay')).mode & 0o001);
    assert.deepEqual(readdirSync(join(at.folder, 'image', processor)).sort(), ['gainsay', 'licences', 'site', 'tmp']);
    assert.deepEqual(readdirSync(join(at.folder, 'image', processor, 'licences')).sort(), ['LICENSE-APACHE', 'LICENSE-MIT', 'THIRD-PARTY.txt']);
  }
  assert.match(readFileSync(join(root, 'Dockerfile'), 'utf8'), /^FROM scratch\nARG TARGETARCH\nCOPY image\/\$TARGETARCH\/ \/$/m);
});

test('crates are published with the address of their repository, and only those that are not published yet', (t) => {
  const at = copy(t);
  cpSync(join(root, 'crates/text-anchor/Cargo.toml'), join(at.folder, 'crates/text-anchor/Cargo.toml'), { recursive: true });
  // Of the two, `text-anchor` is on crates.io.
  at.write('bin/cargo', `#!/bin/sh
echo "$*" >> '${join(at.folder, 'calls')}'
case "$*" in *info*gainsay@*) exit 101 ;; esac
`);
  const { status, stderr } = at.run('publish', 'https://git.example/desk/gainsay');
  assert.equal(status, 0, stderr);
  const version = at.run('package', 'version').stdout.trim();
  const calls = at.read('calls').trim().split('\n').map((call) => call.replace(/^info.* /, 'info '));
  assert.deepEqual(calls, ['info text-anchor@0.1.0', `info gainsay@${version}`, 'publish --locked --allow-dirty --package gainsay']);
  assert.match(at.read('Cargo.toml'), /^license = ".*"\nrepository = "https:\/\/git\.example\/desk\/gainsay"$/m);
  assert.ok(!at.read('crates/text-anchor/Cargo.toml').includes('repository'));
  assert.ok(!existsSync(join(at.folder, 'Cargo.toml.new')));
  assert.equal(at.run('package', 'manifest', 'Cargo.toml', '--repository', 'https://other.example').status, 1);
});
