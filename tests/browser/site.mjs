// The sites that are tested, built by the program, from disk and from a sub-path of a local server.
import { createServer } from 'node:http';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { writeDesk } from './desk.mjs';
import { more } from './five.mjs';
import { writeSixty } from './sixty.mjs';
import { writeStress } from './stress.mjs';
import { writeTongue } from './tongues.mjs';

export const root = resolve(import.meta.dirname, '../..');

// What is remembered of outputs stays out of the user's own folder.
process.env.XDG_CACHE_HOME ??= join(root, 'target', 'cache');

const temporary = (name) => mkdtempSync(join(tmpdir(), `gainsay-${name}-`));

// The program that is tested.
export const program = process.env.GAINSAY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'gainsay');

// Where the sites are said to be. No such host exists; `browser.mjs` answers for it.
export const base = 'https://gainsay.test/some/path/';

function build(name, source, ...options) {
  const site = join(temporary(name), 'site');
  const all = ['build', source, '--output', site, ...options];
  if (!options.includes('--base-url')) all.push('--base-url', base);
  execFileSync(program, all, { stdio: 'pipe' });
  const files = readdirSync(site, { recursive: true }).map((f) => f.replaceAll('\\', '/'));
  return { name, source, site, files, pages: files.filter((f) => f.endsWith('.html') && f !== '404.html').sort() };
}

// Builds the site of this repository and returns its folder and its pages.
export const buildExample = (...options) => build('example', root, ...options);

// Builds the site in the folder `source`.
export const buildSite = (source, ...options) => build('site', source, ...options);

// A copy of the example's texts, changed file by file: `null` leaves a file out.
export function copyOf(source, name, change) {
  const folder = temporary(name);
  for (const part of ['gainsay.yaml', 'content', 'static']) cpSync(join(source, part), join(folder, part), { recursive: true });
  for (const file of readdirSync(join(folder, 'content'))) {
    const path = join(folder, 'content', file);
    if (!/\.(md|yaml|lock)$/.test(file)) continue;
    const text = change(file, readFileSync(path, 'utf8'));
    if (text === null) rmSync(path);
    else writeFileSync(path, text);
  }
  return folder;
}

const built = new Map();
function once(name, make) {
  if (!built.has(name)) built.set(name, make());
  return built.get(name);
}

export const example = () => once('example', () => buildExample());

export const stress = () => once('stress', () => {
  const folder = temporary('stress');
  writeStress(folder);
  return build('stress', folder);
});

// One article of 60 claims.
export const sixty = () => once('sixty', () => {
  const folder = temporary('sixty');
  writeSixty(folder);
  return build('sixty', folder);
});

// Many articles, in Arabic and in Spanish.
export const desk = () => once('desk', () => {
  const folder = temporary('desk');
  return writeDesk(folder, (...options) => build('desk', folder, ...options));
});

// The same desk with five articles: in Arabic, Chinese, English, Hebrew and Spanish.
export const five = () => once('five', () => {
  const folder = temporary('five');
  return writeDesk(folder, (...options) => build('five', folder, ...options), more);
});

const deskKinds = [
  'index.html', 'lighthouse/index.html', 'lighthouse/claims/index.html', 'lighthouse/claims/lit.html', 'lighthouse/disputes.html',
  'lighthouse/map.html', 'lighthouse/timeline.html', 'lighthouse/corrections.html', 'quay/index.html', 'quay/stones.html', 'quay/claims/gone.html',
  'sources/log.html', 'speakers/mayor.html', 'search.html', 'method.html', '404.html', 'lighthouse/embed.html', 'lighthouse/claims/lit/card.html',
  'quay/claims/moved/card.html',
];

// A page of each kind. All tests that go through kinds of pages go through these.
export const kinds = ({ name }) => ({
  example: [
    'index.html', 'claims/index.html', 'claims/kirby-no-conversations.html', 'claims/ecuador-own-decision.html', 'claims/swedish-investigation.html',
    'sources/index.html', 'sources/dpb-2016-10-18.html', 'speakers/index.html', 'speakers/wikileaks.html', 'disputes.html', 'map.html',
    'timeline.html', 'corrections.html', 'search.html', 'method.html', '404.html', 'embed.html', 'claims/kirby-no-conversations/card.html',
  ],
  stress: [
    'index.html', 'claims/index.html', 'claims/outer.html', 'claims/long.html', 'sources/index.html', 'sources/ledger.html', 'speakers/index.html',
    'speakers/pilots.html', 'disputes.html', 'map.html', 'timeline.html', 'corrections.html', 'search.html', 'method.html', '404.html',
    'embed.html', 'claims/long/card.html',
  ],
  desk: deskKinds,
  five: [
    ...deskKinds, 'gate/index.html', 'gate/claims/open.html', 'gate/disputes.html', 'gate/timeline.html', 'gate/corrections.html', 'bridge/index.html',
    'bridge/claims/load.html', 'bridge/map.html', 'ferry/index.html', 'gate/claims/open/card.html',
  ],
  sixty: ['index.html', 'claims/index.html', 'claims/gate-4.html', 'disputes.html', 'map.html', 'sources/log.html'],
})[name];

// The same articles as they are without any annotation.
export const withoutClaims = ({ name, source }) => once(`${name} without claims`, () => build(name, copyOf(source, name, (file, text) => {
  if (file === 'article.yaml') return text.replace(/^claims:.*(\n .*)*/m, '');
  return /^\d.*\.yaml$|\.lock$/.test(file) ? null : text;
})));

// The first three sections of the example: an article with ten claims.
export const tenClaims = () => once('ten', () => build('ten', copyOf(root, 'ten', (file, text) => {
  if (!file.endsWith('.md')) return text;
  const linked = text.replace(/\(0[45]-[\w-]*\.md\)/g, '(02-what-wikileaks-said.md)');
  return /^0[45]/.test(file) ? linked.replace('---', '---\ndraft: true') : linked;
})));

export const onDisk = (site) => `${pathToFileURL(site).href}/`;

export const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.xml': 'text/xml', '.txt': 'text/plain', '.png': 'image/png',
};

// Serves the site below a path, as GitHub Pages serves a project, on the loopback address only.
// As there, texts are compressed, and an address that is not there is answered with 404.html.
export async function serveBelow(site, path) {
  const served = { site };
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const name = asked.startsWith(path) ? asked.slice(path.length) : null;
    const file = name === null ? '' : join(served.site, name.endsWith('/') || name === '' ? `${name}index.html` : name);
    try {
      const body = readFileSync(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-encoding': 'gzip' });
      response.end(gzipSync(body));
    } catch {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(existsSync(join(served.site, '404.html')) ? readFileSync(join(served.site, '404.html')) : '');
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(served, { address: `http://127.0.0.1:${server.address().port}${path}`, stop: () => server.close() });
}

// One article in German or in French.
export const tongue = (language) => once(language, () => {
  const folder = temporary(language);
  writeTongue(folder, language);
  return build(language, folder);
});
