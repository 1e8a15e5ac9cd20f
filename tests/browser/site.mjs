// The built example, from disk and from a sub-path of a local server.
import { createServer } from 'node:http';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');

// Builds the site of this repository and returns its folder and its pages.
export const buildExample = (...options) => buildSite(root, ...options);

// Builds the site in the folder `root`.
export function buildSite(root, ...options) {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-'));
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const program = process.env.GAINSAY ?? join(target, 'debug', 'gainsay');
  execFileSync(program, ['build', root, '--output', join(folder, 'site'), ...options], { stdio: 'pipe' });
  const site = join(folder, 'site');
  const files = readdirSync(site, { recursive: true }).map((f) => f.replaceAll('\\', '/'));
  return { site, pages: files.filter((f) => f.endsWith('.html') && f !== '404.html').sort(), files };
}

export const onDisk = (site) => `${pathToFileURL(site).href}/`;

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.xml': 'text/xml', '.txt': 'text/plain',
};

// Serves the site below a path, as GitHub Pages serves a project, on the loopback address only.
// As there, an address that is not there is answered with 404.html.
export async function serveBelow(site, path) {
  const served = { site };
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const name = asked.startsWith(path) ? asked.slice(path.length) : null;
    const file = name === null ? '' : join(served.site, name.endsWith('/') || name === '' ? `${name}index.html` : name);
    try {
      const body = readFileSync(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(existsSync(join(served.site, '404.html')) ? readFileSync(join(served.site, '404.html')) : '');
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(served, { address: `http://127.0.0.1:${server.address().port}${path}`, stop: () => server.close() });
}
