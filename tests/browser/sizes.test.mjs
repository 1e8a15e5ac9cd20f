// Width and height of images: what the pages say is what Chromium gives the image, and what Chromium does not show is an
// error. No size is better than a wrong one, but where it is certain it is said.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { browser } from './browser.mjs';
import { dense, exif, gif, jpeg, png, svg, tiff, turned, webp } from './images.mjs';
import { buildSite, program } from './site.mjs';

const chunk = (data) => [['eXIf', data]];
const six = turned(6);
const broken = (image, at) => { image[at] ^= 0xff; return image; };

// The pages say their size.
const certain = {
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => [
    [`turned-${n}.jpg`, jpeg(60, 25, [exif(turned(n))])],
    [`turned-${n}.png`, png(60, 25, chunk(turned(n)))],
    [`turned-${n}.webp`, webp(60, 25, [['EXIF', turned(n)]])],
  ])),
  'plain.jpg': jpeg(60, 25), 'plain.png': png(60, 25), 'plain.webp': webp(60, 25), 'plain.gif': gif(60, 25),
  'little.jpg': jpeg(60, 25, [exif(turned(8, { little: true }))]),
  'little.png': png(60, 25, chunk(turned(8, { little: true }))),
  'far.jpg': jpeg(60, 25, [exif(turned(6, { at: 30 }))]),
  'among-others.jpg': jpeg(60, 25, [exif(tiff([[0x10f, 2, 12, Buffer.from('Camera Inc.\0')], [0x112, 3, 1, 7], [0x131, 2, 4, Buffer.from('abc\0')]]))]),
  'as-long.jpg': jpeg(60, 25, [exif(tiff([[0x112, 4, 1, 6]]))]),
  'as-two.jpg': jpeg(60, 25, [exif(tiff([[0x112, 3, 2, Buffer.from([0, 6, 0, 1])]]))]),
  'jfif-before.jpg': jpeg(60, 25, [[0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')], exif(six)]),
  'xmp-before.jpg': jpeg(60, 25, [[0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>')], exif(six)]),
  'after-its-size.jpg': jpeg(60, 25, [], [exif(six)]),
  'first-counts.jpg': jpeg(60, 25, [exif(turned(1)), exif(six)]),
  'twice.jpg': jpeg(60, 25, [exif(tiff([[0x112, 3, 1, 8], [0x112, 3, 1, 1]]))]),
  'twice-otherwise.jpg': jpeg(60, 25, [exif(tiff([[0x112, 3, 1, 1], [0x112, 3, 1, 8]]))]),
  'cut.jpg': jpeg(60, 25, [exif(six.subarray(0, 15))]),
  'no-exif.jpg': jpeg(60, 25, [[0xe2, Buffer.concat([Buffer.from('Exif\0\0'), six])]]),
  'no-tiff.jpg': jpeg(60, 25, [exif(Buffer.concat([Buffer.from('MM\0\x2b'), six.subarray(4)]))]),
  'dense.jpg': jpeg(60, 24, [exif(dense([144, 144], [30, 12]))]),
  'dense-and-turned.jpg': jpeg(60, 24, [exif(dense([144, 144], [30, 12], { orientation: 6 }))]),
  'dense-across.jpg': jpeg(60, 24, [exif(dense([144, 72], [30, 24]))]),
  'dense-otherwise.jpg': jpeg(60, 24, [exif(dense([144, 144], [60, 24]))]),
  'dense-in-cm.jpg': jpeg(60, 24, [exif(dense([144, 144], [30, 12], { unit: 3 }))]),
  'dense.png': png(60, 24, chunk(dense([144, 144], [30, 12]))),
  'after-its-pixels.png': png(60, 25, [], chunk(six)),
  'first-counts.png': png(60, 25, [...chunk(six), ...chunk(turned(1))]),
  'bad-sum.png': broken(png(60, 25, chunk(six)), 8 + 25 + 8 + six.length),
  'frame.gif': gif(8, 4, [60, 25]), 'none-but-the-frame.gif': gif(0, 0, [60, 25]),
  'px.svg': svg('width="70" height="35px"'), 'mm.svg': svg('width="31mm" height="17mm"'), 'cm.svg': svg('width="3.3cm" height="1.1CM"'),
  'in.svg': svg('width="1.25in" height=".75in"'), 'pt.svg': svg('width="41pt" height="20pt"'), 'pc.svg': svg('width="5pc" height="3pc"'),
  'q.svg': svg('width="70Q" height="33q"'), 'exponent.svg': svg('width="1.5e2" height="5E+1px"'), 'sign.svg': svg('width="+12" height="34"'),
  'half.svg': svg('width="12.5" height="33.49"'), 'blank.svg': svg('width=" 12 " height="&#10;9"'),
  'one-side.svg': svg('width="90" viewBox="0 0 7 5"'), 'other-side.svg': svg('height="90" viewBox="3,4,7,5"'),
  'share.svg': svg('width="100%" height="3in" viewBox="0 0 7 5"'), 'auto.svg': svg('width="auto" height="36" viewBox="0 0 7 5"'),
  'tight-box.svg': svg('width="90" viewBox="0-0 7.5.5e1"'), 'empty-box.svg': svg('width="90" viewBox="0 0 0 5"'), 'alone.svg': svg('height="90"'),
  'style.svg': svg('width="20" height="10" style="width:77px;height:33px"'),
  'before.svg': svg('width="70" height="35"', '<?xml version="1.0"?><!-- <svg width="1" height="2"> --><?x <svg width="3">?>\n'),
  'doctype.svg': svg('width="70" height="35"', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'),
  'entity.svg': '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg"><!ENTITY w "70"><!ENTITY x "<svg width=\'1\'>">]><svg xmlns="&ns;" width="&w;" height="35"/>',
  'prefix.svg': '<a:svg xmlns:a="http://www.w3.org/2000/svg" a:width="1" width="70" height="35"/>',
  'strings.svg': svg('data-a=\' > width="1" \' stroke-width="2" width="70" height="35"'),
  'jpeg-as.png': jpeg(60, 25), 'png-as.webp': png(60, 25), 'capitals.SVG': svg('width="70" height="35"'),
  'nearly-deep.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="70" height="35">${'<g>'.repeat(4999)}${'</g>'.repeat(4999)}</svg>`,
  'nested.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="70" height="35"><svg width="1" height="2"/></svg>',
  'mark.svg': `\ufeff${svg('width="70" height="35"')}`,
  'wide-letters.svg': Buffer.from(`\ufeff${svg('width="70" height="35"')}`, 'utf16le'),
};

// The page, a font or the browser decides: nothing is said.
const open = {
  'neither.svg': svg(''), 'only-box.svg': svg('viewBox="0 0 64 48"'), 'shares.svg': svg('width="100%" height="100%" viewBox="0 0 64 48"'),
  'em.svg': svg('width="3em" height="2em" font-size="10"'), 'view.svg': svg('width="50vw" height="20"'), 'sum.svg': svg('width="calc(10px + 5px)" height="20"'),
  'no-length.svg': svg('width="20 mm" height="20"'), 'no-ratio.svg': svg('width="128" viewBox="0 0 64 48" preserveAspectRatio="none"'),
  'given.svg': svg('height="20"', '<!DOCTYPE svg [<!ATTLIST svg width CDATA "44">]>'),
};

// Browsers show nothing, or something that no page has room for.
const refused = {
  'zero.svg': svg('width="0" height="20"'), 'below-zero.svg': svg('width="-4" height="20"'), 'too-small.svg': svg('width="10" viewBox="0 0 1000 1"'),
  'other-name.svg': '<svg xmlns="http://elsewhere.example" width="70" height="35"/>',
  'cut.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="70" height="35"><g>', 'twice.svg': svg('width="1" width="70" height="35"'),
  'late.svg': svg('width="70" height="35"', ' <?xml version="1.0"?>'),
  'words.svg': svg('width="70" height="35"', 'words '), 'no-utf8.svg': Buffer.from(svg('width="70" height="35"', '<!-- \xe9 -->'), 'latin1'),
  'no-name.svg': '<svg width="70" height="35"/>', 'no-prefix.svg': '<a:svg xmlns="http://www.w3.org/2000/svg" width="70" height="35"/>',
  'deep.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="70" height="35">${'<g>'.repeat(5000)}${'</g>'.repeat(5000)}</svg>`,
  'svg-as.png': svg('width="70" height="35"'), 'png-as.svg': png(60, 25),
  'root.svg': '<g xmlns="http://www.w3.org/2000/svg"><svg width="1" height="1"/></g>', 'empty.svg': '',
  'cut-head.png': png(60, 25).subarray(0, 30), 'cut-head.jpg': jpeg(60, 25).subarray(0, 90), 'cut-head.gif': gif(60, 25).subarray(0, 16),
  'none.png': png(0, 25), 'none.jpg': jpeg(60, 0),
};
// Chromium shows these, as a picture that no page has room for.
const toolarge = { 'large.svg': svg('width="70000" height="3"'), 'larger.svg': svg('width="3" height="1e9"') };

function write(images) {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-images-'));
  for (const part of ['content', 'static']) mkdirSync(join(folder, part));
  for (const [name, bytes] of Object.entries(images)) writeFileSync(join(folder, 'static', name), bytes);
  writeFileSync(join(folder, 'gainsay.yaml'), 'title: Images\n');
  writeFileSync(join(folder, 'content', 'article.yaml'), 'title: Images\n');
  writeFileSync(join(folder, 'content', '01-all.md'), Object.keys(images).map((name) => `![${name}](../static/${name})\n`).join('\n'));
  return folder;
}

// What Chromium gives each image, of a page without sizes.
async function natural(folder, names) {
  const path = join(folder, 'look.html');
  writeFileSync(path, '<!DOCTYPE html>' + names.map((name) => `<img src="static/${name}">`).join(''));
  const page = await (await browser()).newPage();
  try {
    await page.goto(pathToFileURL(path).href);
    return await page.$$eval('img', (all) => all.map((image) => [image.naturalWidth, image.naturalHeight]));
  } finally {
    await page.close();
  }
}

test('pages say the sizes that Chromium gives images, and no other', async () => {
  const images = { ...certain, ...open };
  const folder = write(images);
  const { site } = buildSite(folder);
  const html = readFileSync(join(site, 'index.html'), 'utf8');
  const said = new Map([...html.matchAll(/<img src="[^"]*" alt="([^"]*)"(?: width="(\d+)" height="(\d+)")? loading/g)].map(([, name, ...size]) => [name, size]));
  const names = Object.keys(images);
  const shown = await natural(folder, names);
  for (const [i, name] of names.entries()) {
    const expected = name in certain ? shown[i].map(String) : [undefined, undefined];
    assert.notDeepEqual(shown[i], [0, 0], `${name} is shown`);
    assert.deepEqual(said.get(name), expected, name);
  }
});

test('an image that Chromium does not show is an error, and so is one that is too large', async () => {
  const names = Object.keys(refused);
  const shown = await natural(write(refused), names);
  for (const [i, [width, height]] of shown.entries()) assert.ok(width === 0 || height === 0, `${names[i]}: ${width} by ${height}`);
  const images = { ...refused, ...toolarge };
  const folder = write(images);
  let report = '';
  try {
    execFileSync(program, ['check', folder, '--format', 'short'], { stdio: 'pipe' });
  } catch (error) {
    report = error.stdout.toString() + error.stderr.toString();
  }
  for (const name of Object.keys(images)) assert.match(report, new RegExp(`image-missing.*static/${name}`), name);
});
