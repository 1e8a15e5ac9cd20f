// Raw HTML, where a site allows it: what is accepted is as quiet in a browser as any other page.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser, wide } from './browser.mjs';
import { buildSite, program, serveBelow } from './site.mjs';

// What raw HTML may be tried with: each alone, in a block, in a line, in an attribute, and cut by an
// empty line. What the program lets pass is opened, and has to be as quiet as any other page.
const attempts = [
  '<script src="static/hit.js"></script>', '<script>hit()</script>', '<SCRIPT/SRC=static/hit.js></SCRIPT>', '<svg><script href="static/hit.js"/></svg>',
  '<img src="static/no.png" onerror="hit()">', '<img src=x onerror=hit()>', '<img src="https://evil.test/x.png" alt="">', '<img src="../static/map.svg" srcset="https://evil.test/x.png 2x">',
  '<meta http-equiv="refresh" content="0;url=https://evil.test/">', '<base href="https://evil.test/">', '<link rel="stylesheet" href="https://evil.test/x.css">', '<style>@import "https://evil.test/x.css";</style>',
  '<iframe src="https://evil.test/"></iframe>', '<iframe srcdoc="<script>parent.hit()</script>"></iframe>', '<object data="https://evil.test/"></object>', '<embed src="https://evil.test/">',
  '<video autoplay poster="https://evil.test/x.png"><source src="https://evil.test/x.mp4"></video>', '<audio autoplay src="https://evil.test/x.mp3"></audio>', '<picture><source srcset="https://evil.test/x.png"><img src="../static/map.svg"></picture>',
  '<body onload="hit()">', '<details open ontoggle="hit()"><summary>a</summary></details>', '<input autofocus onfocus="hit()">', '<form action="https://evil.test/"><input name="querySelector"></form>',
  '<a href="javascript:hit()">a</a>', '<a href="jav&#x0A;ascript:hit()">a</a>', '<a href="&#1;javascript:hit()">a</a>', '<a href="data:text/html,<script>hit()</script>">a</a>', '<a href="https://council.example/" ping="https://evil.test/">a</a>',
  '<svg><animate onbegin="hit()" attributeName="x"/></svg>', '<math><mtext><img src=x onerror="hit()"></mtext></math>', '<table background="https://evil.test/x.png"><tr><td>a</td></tr></table>',
  '<p style="background:url(https://evil.test/x.png)">a</p>', '<noscript><p title="</noscript><img src=x onerror=hit()>"></noscript>', '<template><script>hit()</script></template>', '<textarea></textarea><script>hit()</script>',
  '<!--><script>hit()</script>-->', '<!-- --!><script>hit()</script> -->', '<![CDATA[><script>hit()</script>]]>', '<?a ><script>hit()</script>?>', '<b title="<script>hit()</script>">a</b>', '<b title=\'"><script>hit()</script>\'>a</b>',
  '<p title="a\n\n"><script>hit()</script>', '<!-- a\n\n--><script>hit()</script>', '<div>\n\n<script\n\nsrc="static/hit.js"></script>\n\n</div>', '&lt;script>hit()&lt;/script>', '<custom-element onclick="hit()">a</custom-element>',
  '<b id="x" class="y" lang="en" dir="ltr" title="z">a</b>', '<a name="here"></a>', '<a href="https://council.example/">a</a>', '<img src="../static/map.svg" alt="a" width="30" height="20">', '<kbd>a</kbd> <sup>b</sup><br>', '<ul><li value="2">a</li></ul>',
];

test('of raw HTML that is accepted, nothing runs, loads or leads away', { timeout: 120_000 }, async (t) => {
  const source = mkdtempSync(join(tmpdir(), 'gainsay-raw-'));
  const write = (path, text) => {
    mkdirSync(join(source, path, '..'), { recursive: true });
    writeFileSync(join(source, path), text);
  };
  write('gainsay.yaml', 'title: Desk\nraw-html: true\n');
  write('content/article.yaml', 'title: A bridge\n');
  write('content/0000-first.md', 'Words.\n');
  write('static/map.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"></svg>');
  write('static/hit.js', 'window.hit();\n');
  // The hashed name of the script is known to whoever looks at the site.
  const name = buildSite(source).files.find((f) => /^static\/hit\.\w+\.js$/.test(f));
  const named = attempts.map((a) => a.replaceAll('static/hit.js', name));
  const ways = [(a) => a, (a) => `Words ${a} and more.`, (a) => `<div>\n${a}\n</div>`, (a) => `<p>${a}</p>`, (a) => `<div title="${a}">a</div>`, (a) => `<div title='${a}'>a</div>`, (a) => `| a |\n|---|\n| ${a} |`, (a) => `> <div>\n> ${a}\n> </div>`];
  const sections = new Map();
  named.forEach((attempt, i) => ways.forEach((way, j) => {
    const path = `content/${1000 + i * ways.length + j}-s${i}-${j}.md`;
    // Each has its own names.
    sections.set(path, way(attempt).replaceAll('"here"', `"here${j}"`).replaceAll('id="x"', `id="x${j}"`));
  }));
  for (const [path, text] of sections) write(path, `${text}\n`);
  const { stdout } = spawnSync(program, ['check', source, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e9 });
  const refused = new Set(JSON.parse(stdout).diagnostics.filter((d) => d.severity === 'error').map((d) => d.place.file));
  for (const path of refused) {
    assert.ok(sections.has(path), `${path} is no attempt`);
    rmSync(join(source, path));
  }
  const passed = [...sections].filter(([path]) => !refused.has(path));
  t.diagnostic(`${passed.length} of ${sections.size} passed`);
  assert.ok(passed.length > 40 && refused.size > 200, `${passed.length} passed, ${refused.size} did not`);
  const site = buildSite(source);
  const server = await serveBelow(site.site, '/sub/');
  const context = await (await browser()).newContext(wide);
  try {
    let hits = 0;
    await context.exposeFunction('hit', () => { hits += 1; });
    await context.addInitScript(() => {
      window.refused = [];
      addEventListener('securitypolicyviolation', (e) => window.refused.push(e.violatedDirective));
    });
    const page = await context.newPage();
    const asked = new Set();
    page.on('request', (r) => asked.add(r.url()));
    page.on('dialog', (d) => { hits += 1; d.dismiss(); });
    await page.goto(server.address);
    await page.waitForTimeout(500);
    assert.equal(page.url(), server.address);
    assert.equal(context.pages().length, 1);
    // With the policy of the page nothing would run; it must not even be tried.
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    assert.deepEqual([...asked].filter((u) => !/^\/sub\/(|static\/(site|notes)\.\w+\.(css|js)|static\/(map|icon)(\.\w+)?\.svg|favicon\.ico)$/.test(u.replace(/^https?:\/\/[^/]+/, ''))), []);
    const lively = await page.evaluate(() => [...document.querySelectorAll('.prose *')].filter((e) => (
      /^(script|style|meta|link|base|iframe|object|embed|form|input|svg|math|video|audio|source)$/i.test(e.tagName)
      || e.getAttributeNames().some((n) => /^(on|style$|data-|aria-|role$|srcset$|ping$|src$)/.test(n) && !(e.tagName === 'IMG' && n === 'src'))
      || (e.hasAttribute('href') && !/^(https?|mailto):$/.test(e.protocol)))).map((e) => e.outerHTML));
    assert.deepEqual(lively, []);
    assert.equal(hits, 0);
  } finally {
    await context.close();
    server.stop();
  }
});

test('an address among words from right to left ends with its slash, and a note unfolds what it is about', async () => {
  const source = mkdtempSync(join(tmpdir(), 'gainsay-folded-'));
  const write = (path, text) => {
    mkdirSync(join(source, path, '..'), { recursive: true });
    writeFileSync(join(source, path), text);
  };
  write('gainsay.yaml', 'title: Desk\nraw-html: true\nlanguage: ar\n');
  write('content/article.yaml', 'title: جسر\n');
  write('content/01-vote.md', 'انظر <https://council.example/a/>\n\n<details><summary>المزيد</summary>\n\nقال لا.[^a]\n\n</details>\n\n[^a]: نص.\n');
  const server = await serveBelow(buildSite(source).site, '/');
  const context = await (await browser()).newContext(wide);
  try {
    const page = await context.newPage();
    await page.goto(server.address);
    const [first, last] = await page.evaluate(() => {
      const text = document.querySelector('.prose bdi').firstChild, range = document.createRange();
      return [0, text.length - 1].map((i) => {
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        return range.getBoundingClientRect().left;
      });
    });
    assert.ok(first < last, `the slash stands at ${last}, the address begins at ${first}`);
    assert.equal(await page.locator('.prose details').getAttribute('open'), null);
    await page.locator('.footnote-back').click();
    await page.waitForFunction(() => document.querySelector('.prose details').open && document.querySelector('.footnote-ref').getBoundingClientRect().height > 0);
  } finally {
    await context.close();
    server.stop();
  }
});
