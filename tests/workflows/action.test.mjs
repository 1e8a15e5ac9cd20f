// The scripts of the action (action.yml), run as a runner runs them: with a server of this machine in place of GitHub,
// a `gh` that the test writes, and a program that only says how it was called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const scripts = join(root, 'scripts/action');
const version = '1.2.3';
const target = 'x86_64-unknown-linux-musl';
const name = `gainsay-${version}-${target}`;
const release = `/desk/gainsay/releases/download/v${version}`;

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function executable(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

// A runner: its folders, an action of version 1.2.3, and a `gh` that accepts or refuses.
function runner(t, { accepts = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-action-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const at = (path) => join(folder, path);
  for (const path of ['temp', 'tools', 'action', 'bin']) mkdirSync(at(path));
  writeFileSync(at('action/Cargo.toml'), `[package]\nname = "gainsay"\nversion = "${version}"\n`);
  executable(at('bin/gh'), `#!/bin/sh\nprintf '%s\\n' "$*" >> '${at('gh.log')}'\n${accepts ? 'exit 0' : 'exit 1'}\n`);
  const environment = {
    PATH: [at('bin'), process.env.PATH].join(delimiter),
    HOME: folder,
    ACTION_PATH: at('action'),
    ACTION_REF: `v${version}`,
    ACTION_REPOSITORY: 'desk/gainsay',
    GITHUB_REPOSITORY: 'paper/site',
    RUNNER_ARCH: 'X64',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: at('temp'),
    RUNNER_TOOL_CACHE: at('tools'),
    VERSION: '',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  for (const file of ['GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY']) environment[file] = at(file);
  return { at, environment };
}

// Runs a script: its status, what it says, and what it hands on.
function run(script, { environment, at }, more = {}, cwd = root) {
  rmSync(at('GITHUB_OUTPUT'), { force: true });
  return new Promise((done) => {
    const child = spawn('bash', [join(scripts, script)], { cwd, env: { ...environment, ...more } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
    child.on('close', (status) => {
      const lines = read(at('GITHUB_OUTPUT')).split('\n').filter(Boolean);
      const outputs = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
      done({ status, said, outputs });
    });
  });
}

// A server that answers paths with what it is told, and notes what it is asked.
async function serve(t, answers) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const answer = answers[request.url];
    if (answer === undefined) response.writeHead(404).end('nothing here');
    else if (typeof answer === 'function') answer(response);
    else response.writeHead(200).end(answer);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  t.after(() => server.close());
  return { address: `http://127.0.0.1:${server.address().port}`, asked };
}

// An archive as scripts/package makes them.
function archive(at) {
  executable(at(`made/${name}/gainsay`), '#!/bin/sh\necho gainsay 1.2.3\n');
  execFileSync('tar', ['-czf', at('made.tar.gz'), '-C', at('made'), name]);
  return readFileSync(at('made.tar.gz'));
}

const sums = (data) => `${createHash('sha256').update(data).digest('hex')}  ${name}.tar.gz\n`;

// Finds and fetches, as the first two steps of the action do.
async function install(machine, server, more = {}) {
  const found = await run('find', machine, { SERVER: server.address, ...more });
  if (found.status !== 0 || found.outputs.from !== 'release') return { found };
  const { program, repository, target, version } = found.outputs;
  const variables = { SERVER: server.address, GH_TOKEN: 'x', PROGRAM: program, REPOSITORY: repository, TARGET: target, VERSION: version };
  return { found, fetched: await run('fetch', machine, variables) };
}

// What must never be left behind by a fetch that failed.
function assertRefused({ at }, fetched, expect) {
  assert.equal(fetched.status, 1, fetched.said);
  assert.match(fetched.said, /^::error/m);
  assert.match(fetched.said, expect);
  assert.ok(!existsSync(at(`tools/gainsay-desk-gainsay/${version}`)), 'nothing is in the tool cache');
}

test('a good archive is verified, laid into the tool cache, and found there the next time', async (t) => {
  const machine = runner(t);
  const data = archive(machine.at);
  const server = await serve(t, { [`${release}/SHA256SUMS`]: sums(data), [`${release}/${name}.tar.gz`]: data });
  const { found, fetched } = await install(machine, server);
  assert.equal(fetched.status, 0, fetched.said);
  assert.equal(execFileSync(found.outputs.program, { encoding: 'utf8' }), 'gainsay 1.2.3\n');
  const asked = read(machine.at('gh.log'));
  assert.match(asked, new RegExp(`^attestation verify \\S+/${name}\\.tar\\.gz --repo desk/gainsay --source-ref refs/tags/v${version} `));
  assert.match(asked, /--signer-workflow desk\/gainsay\/\.github\/workflows\/release\.yml --deny-self-hosted-runners$/m);

  const before = server.asked.length;
  const again = await install(machine, server);
  assert.deepEqual(again.found.outputs, { version, program: found.outputs.program, from: 'cache' });
  assert.equal(server.asked.length, before, 'the server is not asked again');

  // Cut short on the disk, it is fetched again.
  writeFileSync(found.outputs.program, '#!/bin/sh\n');
  assert.equal((await install(machine, server)).found.outputs.from, 'release');
});

test('a redirect on the same server is followed', async (t) => {
  const machine = runner(t);
  const data = archive(machine.at);
  const server = await serve(t, {
    [`${release}/SHA256SUMS`]: sums(data),
    [`${release}/${name}.tar.gz`]: (response) => response.writeHead(302, { location: '/files/1' }).end(),
    '/files/1': data,
  });
  assert.equal((await install(machine, server)).fetched.status, 0);
});

test('a wrong hash is refused before the attestation is asked for', async (t) => {
  const machine = runner(t);
  const data = archive(machine.at);
  const server = await serve(t, { [`${release}/SHA256SUMS`]: sums('x'), [`${release}/${name}.tar.gz`]: data });
  assertRefused(machine, (await install(machine, server)).fetched, /is not the one of the release: its hash is/);
  assert.equal(read(machine.at('gh.log')), '');
});

test('hashes without that of the archive, or with two, are refused', async (t) => {
  for (const hashes of [sums('x').replace(target, 'other'), sums('x') + sums('y')]) {
    const machine = runner(t);
    const data = archive(machine.at);
    const server = await serve(t, { [`${release}/SHA256SUMS`]: hashes, [`${release}/${name}.tar.gz`]: data });
    assertRefused(machine, (await install(machine, server)).fetched, /does not have one hash/);
  }
});

test('an archive without an attestation is refused, whatever its hash', async (t) => {
  const machine = runner(t, { accepts: false });
  const data = archive(machine.at);
  const server = await serve(t, { [`${release}/SHA256SUMS`]: sums(data), [`${release}/${name}.tar.gz`]: data });
  assertRefused(machine, (await install(machine, server)).fetched, /has no attestation of the release workflow of desk\/gainsay/);
});

test('without gh nothing is taken on trust', async (t) => {
  const machine = runner(t);
  const data = archive(machine.at);
  rmSync(machine.at('bin/gh'));
  // A PATH on which no other gh can be.
  for (const tool of ['awk', 'basename', 'bash', 'curl', 'cut', 'dirname', 'head', 'mktemp', 'rm', 'sed', 'sha256sum']) {
    const path = execFileSync('bash', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim();
    executable(machine.at(`bin/${tool}`), `#!/bin/sh\nexec '${path}' "$@"\n`);
  }
  machine.environment.PATH = machine.at('bin');
  const server = await serve(t, { [`${release}/SHA256SUMS`]: sums(data), [`${release}/${name}.tar.gz`]: data });
  assertRefused(machine, (await install(machine, server)).fetched, /gh is not installed/);
});

test('an archive that ends too early is refused', async (t) => {
  const machine = runner(t);
  const data = archive(machine.at);
  const server = await serve(t, {
    [`${release}/SHA256SUMS`]: sums(data),
    [`${release}/${name}.tar.gz`]: (response) => {
      response.writeHead(200, { 'content-length': data.length });
      response.write(data.subarray(0, data.length / 2), () => response.destroy());
    },
  });
  assertRefused(machine, (await install(machine, server)).fetched, /did not come whole/);
});

test('an archive that was cut short on the server is refused', async (t) => {
  const machine = runner(t);
  const data = archive(machine.at);
  const server = await serve(t, { [`${release}/SHA256SUMS`]: sums(data), [`${release}/${name}.tar.gz`]: data.subarray(0, data.length / 2) });
  assertRefused(machine, (await install(machine, server)).fetched, /is not the one of the release/);
});

test('an archive that is not there, in a release that is, is refused', async (t) => {
  const machine = runner(t);
  const server = await serve(t, { [`${release}/SHA256SUMS`]: sums('x') });
  assertRefused(machine, (await install(machine, server)).fetched, /answers with status 404/);
});

test('a redirect to another host is refused, and that host is not asked', async (t) => {
  const machine = runner(t);
  const data = archive(machine.at);
  const other = await serve(t, { '/good': data });
  const server = await serve(t, {
    [`${release}/SHA256SUMS`]: sums(data),
    [`${release}/${name}.tar.gz`]: (response) => response.writeHead(302, { location: `${other.address}/good` }).end(),
  });
  assertRefused(machine, (await install(machine, server)).fetched, /leads to another server: http:\/\/127\.0\.0\.1/);
  assert.deepEqual(other.asked, []);
});

test('a redirect that goes round is refused', async (t) => {
  const machine = runner(t);
  const path = `${release}/${name}.tar.gz`;
  const server = await serve(t, {
    [`${release}/SHA256SUMS`]: sums('x'),
    [path]: (response) => response.writeHead(302, { location: path }).end(),
  });
  assertRefused(machine, (await install(machine, server)).fetched, /leads on and on/);
});

test('a release that is named has to be there', async (t) => {
  const server = await serve(t, {});
  for (const more of [{}, { ACTION_REF: 'main', VERSION: '1.2.3' }, { ACTION_REPOSITORY: '', VERSION: 'v9.9.9' }]) {
    const { found } = await install(runner(t), server, more);
    assert.equal(found.status, 1);
    assert.match(found.said, /there is no release v/);
  }
  const { found } = await install(runner(t), server, { VERSION: '1.2.3; reboot' });
  assert.match(found.said, /is not a version/);
});

test('an action that GitHub tells nothing knows itself by its folder', async (t) => {
  const machine = runner(t);
  const data = archive(machine.at);
  const server = await serve(t, { [`${release}/SHA256SUMS`]: sums(data), [`${release}/${name}.tar.gz`]: data });
  const folder = machine.at(`_actions/desk/gainsay/v${version}`);
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(machine.at('action'), folder);
  const unknown = { ACTION_PATH: folder, ACTION_REF: '', ACTION_REPOSITORY: '' };
  assert.equal((await install(machine, server, unknown)).fetched.status, 0);
  // The tag is known by it too: without a release it is an error, as above.
  const { found } = await install(runner(t), await serve(t, {}), unknown);
  assert.match(found.said, /there is no release v1\.2\.3 of desk\/gainsay/);
});

test('a server that fails is no reason to build from source', async (t) => {
  const server = await serve(t, { [`${release}/SHA256SUMS`]: (response) => response.writeHead(403).end() });
  const { found } = await install(runner(t), server, { ACTION_REF: 'main' });
  assert.equal(found.status, 1);
  assert.match(found.said, /answers with status 403/);
});

test('where no release has been made, it is built from source, known by a hash of it', async (t) => {
  const machine = runner(t);
  const server = await serve(t, {});
  const at = async (more) => (await install(machine, server, more)).found;
  const first = await at({ ACTION_REF: '0123abcd' });
  assert.equal(first.status, 0, first.said);
  assert.equal(first.outputs.from, 'source');
  assert.match(first.outputs.source, /^[0-9a-f]{64}$/);
  assert.equal(first.outputs.program, machine.at('temp/gainsay/bin/gainsay'));
  // Nor where the action lies in the repository that uses it, or there is no program for the machine.
  for (const more of [{ ACTION_REPOSITORY: '', ACTION_REF: '' }, { ACTION_REF: 'main', RUNNER_ARCH: 'ARM' }]) {
    const asked = server.asked.length;
    assert.equal((await at(more)).outputs.source, first.outputs.source);
    assert.equal(server.asked.length, asked);
  }
  writeFileSync(machine.at('action/more'), '');
  assert.notEqual((await at({ ACTION_REF: '0123abcd' })).outputs.source, first.outputs.source);
});

test('it is compiled with the lock file of the action, from the action', async (t) => {
  const machine = runner(t);
  executable(machine.at('bin/cargo'), `#!/bin/sh\nprintf '%s\\n' "$*" > '${machine.at('cargo.log')}'\n`);
  const program = machine.at('temp/gainsay/bin/gainsay');
  const { status, said } = await run('compile', machine, { PROGRAM: program });
  assert.equal(status, 0, said);
  const expect = `install --quiet --locked --no-track --path ${machine.at('action')} --root ${machine.at('temp/gainsay')}\n`;
  assert.equal(read(machine.at('cargo.log')), expect);
});

// A clone of a repository in which a pull request was merged into its base, as GitHub hands it to a job.
function clone(t, machine) {
  const { at } = machine;
  const git = (where, ...rest) =>
    execFileSync('git', ['-C', at(where), '-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...rest], { encoding: 'utf8', stdio: 'pipe' }).trim();
  mkdirSync(at('origin/site'), { recursive: true });
  git('origin', 'init', '--quiet', '--initial-branch', 'main');
  git('origin', 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  mkdirSync(at('origin/docs'));
  writeFileSync(at('origin/docs/notes.md'), 'No site yet.');
  writeFileSync(at('origin/site/gainsay.yaml'), 'title: Notes\n');
  const commit = (text) => {
    writeFileSync(at('origin/site/words'), text);
    git('origin', 'add', '.');
    git('origin', 'commit', '--quiet', '--message', text);
    return git('origin', 'rev-parse', 'HEAD');
  };
  const old = commit('old');
  git('origin', 'checkout', '--quiet', '-b', 'request');
  writeFileSync(at('origin/other'), 'x');
  const head = commit('request');
  git('origin', 'checkout', '--quiet', 'main');
  writeFileSync(at('origin/site/words'), 'old');
  git('origin', 'commit', '--quiet', '--allow-empty', '--message', 'base');
  const base = git('origin', 'rev-parse', 'HEAD');
  git('origin', 'merge', '--quiet', '--no-ff', '--message', 'merge', 'request');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${at('origin')}`, at('clone')], { stdio: 'pipe' });
  return { old, head, base };
}

// A program that notes how it is called, says something, and ends with a status.
function standIn({ at }, { status = 0, against = 0, summary = 'changed' } = {}) {
  executable(
    at('gainsay'),
    `#!/bin/sh
printf '%s\\n' "$*" >> '${at('calls')}'
case "$*" in
  *--against*) cat "$3/words" > '${at('seen')}'; printf '${summary}\\n'; exit ${against} ;;
  *) exit ${status} ;;
esac
`,
  );
  return {
    ANNOTATIONS: 'true', BASE: '', BASE_URL: '', COMMAND: 'check', DENY: '', HEAD: '', OUTPUT: '',
    PROGRAM: at('gainsay'), SERVER: 'https://git.example', SITE: '.', TOKEN: '',
  };
}

test('a push is checked, and nothing is fetched', async (t) => {
  const machine = runner(t);
  const variables = standIn(machine);
  assert.equal((await run('run', machine, variables)).status, 0);
  assert.equal(read(machine.at('calls')), 'check --locked --format github -- .\n');
  assert.equal(read(machine.at('GITHUB_PATH')), `${machine.at('.').replace(/\/$/, '')}\n`);
  assert.equal(read(machine.at('GITHUB_STEP_SUMMARY')), '');
});

test('every input comes to the program', async (t) => {
  const machine = runner(t);
  const variables = { ...standIn(machine), DENY: 'warnings', ANNOTATIONS: 'false', SITE: 'my notes' };
  await run('run', machine, variables);
  await run('run', machine, { ...variables, COMMAND: 'build', BASE_URL: 'https://x.example/', OUTPUT: 'out' });
  await run('run', machine, { ...variables, COMMAND: 'install' });
  assert.deepEqual(read(machine.at('calls')).trim().split('\n'), [
    'check --locked --format human --deny warnings -- my notes',
    'build --locked --format human --deny warnings --base-url https://x.example/ --output out -- my notes',
  ]);
  for (const wrong of [{ COMMAND: 'serve' }, { ANNOTATIONS: 'yes' }]) {
    const { status, said } = await run('run', machine, { ...variables, ...wrong });
    assert.equal(status, 1);
    assert.match(said, /^::error/);
  }
});

test('the exit status of the program is that of the step', async (t) => {
  for (const status of [1, 2]) {
    const machine = runner(t);
    assert.equal((await run('run', machine, standIn(machine, { status }))).status, status);
  }
});

test('a pull request is compared with the commit that it was merged into', async (t) => {
  const machine = runner(t);
  const { head, old } = clone(t, machine);
  // The event names an older commit, which is not in the clone either.
  const variables = { ...standIn(machine, { status: 1, against: 1, summary: '## 1 claim' }), BASE: old, HEAD: head, SITE: 'site', TOKEN: 'secret' };
  const { status, said } = await run('run', machine, variables, machine.at('clone'));
  assert.equal(status, 1, said);
  const calls = read(machine.at('calls')).trim().split('\n');
  assert.equal(calls[0], 'check --locked --format github -- site');
  assert.match(calls[1], /^check --against \S+\/gainsay-base-\d+\/site --format markdown -- site$/);
  assert.equal(read(machine.at('seen')), 'old');
  assert.equal(read(machine.at('GITHUB_STEP_SUMMARY')), '## 1 claim\n');
  assert.ok(!said.includes('secret'));
  const config = execFileSync('git', ['-C', machine.at('clone'), 'config', '--list'], { encoding: 'utf8' });
  assert.ok(!config.includes('extraheader'), 'no token is kept');
  const trees = execFileSync('git', ['-C', machine.at('clone'), 'worktree', 'list'], { encoding: 'utf8' });
  assert.equal(trees.trim().split('\n').length, 1, 'the base is gone again');
});

test('the program itself puts into the summary which claim a pull request changes', async (t) => {
  const machine = runner(t);
  const { at } = machine;
  const { old } = clone(t, machine);
  const git = (...rest) => execFileSync('git', ['-C', at('origin'), '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...rest], { stdio: 'pipe', encoding: 'utf8' }).trim();
  const claims = at('origin/content/01-the-denial.yaml');
  for (const path of ['gainsay.yaml', 'content']) cpSync(join(root, path), at(`origin/${path}`), { recursive: true });
  git('add', '.');
  git('commit', '--quiet', '--message', 'example');
  git('checkout', '--quiet', '-b', 'change');
  writeFileSync(claims, read(claims).replace(/finding: .*/, 'finding: Somebody found another thing.'));
  git('commit', '--quiet', '--all', '--message', 'change');
  const head = git('rev-parse', 'HEAD');
  git('checkout', '--quiet', 'main');
  git('merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${at('origin')}`, at('real')], { stdio: 'pipe' });
  const program = process.env.GAINSAY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'gainsay');
  const variables = { ...standIn(machine), PROGRAM: resolve(program), BASE: old, HEAD: head };
  const { status, said } = await run('run', machine, variables, at('real'));
  assert.equal(status, 0, said);
  assert.match(said, /^::notice title=base-url-missing::/m);
  assert.match(read(at('GITHUB_STEP_SUMMARY')), /^- .*`state-denies-asking` changes.* the finding is another/m);
});

test('a checkout of the branch itself is compared with the commit of the event', async (t) => {
  const machine = runner(t);
  const { old } = clone(t, machine);
  const variables = { ...standIn(machine), BASE: old, HEAD: '0'.repeat(40), SITE: 'site' };
  const { status, said } = await run('run', machine, variables, machine.at('clone'));
  assert.equal(status, 0, said);
  assert.equal(read(machine.at('seen')), 'old');
});

test('a base that cannot be had, or a failure of the comparison, fails the job', async (t) => {
  const machine = runner(t);
  const { head, old } = clone(t, machine);
  const at = { BASE: old, HEAD: head, SITE: 'site' };
  const gone = await run('run', machine, { ...standIn(machine), ...at, BASE: '1'.repeat(40), HEAD: '' }, machine.at('clone'));
  assert.equal(gone.status, 1);
  assert.match(gone.said, /::error.*cannot be fetched/);
  const failed = await run('run', machine, { ...standIn(machine, { against: 2 }), ...at }, machine.at('clone'));
  assert.equal(failed.status, 2, failed.said);
  for (const SITE of ['../elsewhere', '/elsewhere', 'site/../..']) {
    const outside = await run('run', machine, { ...standIn(machine), ...at, SITE }, machine.at('clone'));
    assert.match(outside.said, /lies in its repository/);
    assert.equal(outside.status, 1);
  }
});

test('a site that the base does not have is new', async (t) => {
  const machine = runner(t);
  const { head, old } = clone(t, machine);
  // Neither a folder that is new nor one in which no site stood can be compared.
  for (const SITE of ['notes', 'docs']) {
    const variables = { ...standIn(machine, { against: 2 }), BASE: old, HEAD: head, SITE };
    const { status, said } = await run('run', machine, variables, machine.at('clone'));
    assert.equal(status, 0, said);
  }
  assert.equal(read(machine.at('GITHUB_STEP_SUMMARY')), 'This site is new.\n'.repeat(2));
});

test('a summary of more than GitHub keeps is cut at a line', async (t) => {
  const machine = runner(t);
  const { head, old } = clone(t, machine);
  const variables = { ...standIn(machine), BASE: old, HEAD: head, SITE: 'site' };
  executable(machine.at('gainsay'), '#!/bin/sh\ncase "$*" in *--against*) yes -- "- a claim that changes" | head -n 90000 ;; esac\n');
  const { status, said } = await run('run', machine, variables, machine.at('clone'));
  assert.equal(status, 0, said);
  const text = read(machine.at('GITHUB_STEP_SUMMARY'));
  assert.ok(text.length < 1_000_100 && text.length > 900_000, `${text.length}`);
  assert.ok(text.endsWith('- a claim that changes\n\nThere is more than a summary holds.\n'));
});
