// Small images of every format that browsers show, made here so that no file of any is needed: whole and damaged, turned
// by Exif data of every kind, and SVG that says its size in every way.
import { crc32, deflateSync } from 'node:zlib';

const join = (...parts) => Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(part, 'latin1'))));

function number(value, bytes, little = false) {
  const buffer = Buffer.alloc(bytes);
  if (little) buffer.writeUIntLE(value, 0, bytes);
  else buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

// A TIFF structure of one directory, as Exif data are. An entry is tag, type, count, and value as a number or bytes.
export function tiff(entries, { little = false, at = 8 } = {}) {
  const n = (value, bytes) => number(value, bytes, little);
  let beyond = Buffer.alloc(0);
  const rows = entries.map(([tag, type, count, value]) => {
    let field = type === 3 ? join(n(value, 2), '\0\0') : typeof value === 'number' ? n(value, 4) : join(value, Buffer.alloc(4));
    if (field.length > 8) {
      const place = at + 2 + 12 * entries.length + 4 + beyond.length;
      beyond = join(beyond, value);
      field = n(place, 4);
    }
    return join(n(tag, 2), n(type, 2), n(count, 4), field.subarray(0, 4));
  });
  return join(little ? 'II' : 'MM', n(42, 2), n(at, 4), Buffer.alloc(at - 8), n(entries.length, 2), ...rows, n(0, 4), beyond);
}

export const turned = (orientation, options) => tiff([[0x112, 3, 1, orientation]], options);

// Exif data with a resolution and the size that the image is meant to have.
export function dense(resolution, meant, { unit = 2, orientation = 1 } = {}) {
  const ratio = (value) => join(number(value, 4), number(1, 4));
  const entries = [[0x112, 3, 1, orientation], [0x11a, 5, 1, ratio(resolution[0])], [0x11b, 5, 1, ratio(resolution[1])], [0x128, 3, 1, unit], [0x8769, 4, 1, 0]];
  entries[4][3] = tiff(entries).length;
  const own = [[0xa002, meant[0]], [0xa003, meant[1]]].map(([tag, value]) => join(number(tag, 2), number(4, 2), number(1, 4), number(value, 4)));
  return join(tiff(entries), number(2, 2), ...own, number(0, 4));
}

// A grey PNG with chunks before and after its pixels.
export function png(width, height, before = [], after = []) {
  const chunk = ([name, data]) => join(number(data.length, 4), name, data, number(crc32(join(name, data)), 4));
  const head = join(number(width, 4), number(height, 4), '\x08\0\0\0\0');
  const pixels = deflateSync(Buffer.alloc((width + 1) * height));
  return join('\x89PNG\r\n\x1a\n', ...[['IHDR', head], ...before, ['IDAT', pixels], ...after, ['IEND', Buffer.alloc(0)]].map(chunk));
}

export const exif = (data) => [0xe1, join('Exif\0\0', data)];

// A grey JPEG with segments before and after the one that says its size: each block is two bits, "as before" and "end".
export function jpeg(width, height, before = [], after = []) {
  const segment = ([marker, data]) => join(Buffer.from([0xff, marker]), number(data.length + 2, 2), data);
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const code = (kind) => [0xc4, Buffer.from([kind, 1, ...Array(16).fill(0)])];
  const frame = join('\x08', number(height, 2), number(width, 2), '\x01\x01\x11\0');
  const all = [...before, [0xdb, Buffer.alloc(65, 1).fill(0, 0, 1)], [0xc0, frame], ...after, code(0), code(0x10), [0xda, Buffer.from([1, 1, 0, 0, 63, 0])]];
  return join('\xff\xd8', ...all.map(segment), Buffer.alloc(Math.ceil(blocks / 4)), '\xff\xd9');
}

// A WebP of one colour; with chunks, one of the extended kind.
export function webp(width, height, chunks = []) {
  const bits = [];
  const put = (value, count) => { for (let i = 0; i < count; i++) bits.push((value >> i) & 1); };
  put(width - 1, 14);
  put(height - 1, 14);
  // No alpha, version 0, no transform, no cache, no groups; then five codes of one symbol each.
  put(0, 7);
  for (let i = 0; i < 5; i++) put(1, 4);
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => { bytes[i >> 3] |= bit << (i & 7); });
  const chunk = ([name, data]) => join(name, number(data.length, 4, true), data, Buffer.alloc(data.length % 2));
  const extended = join('\x08\0\0\0', number(width - 1, 3, true), number(height - 1, 3, true));
  const all = [['VP8L', join('\x2f', bytes)], ...chunks];
  const body = join('WEBP', ...(chunks.length ? [['VP8X', extended], ...all] : all).map(chunk));
  return join('RIFF', number(body.length, 4, true), body);
}

// A GIF with a frame, which may be larger than itself.
export function gif(width, height, [across, down] = [width, height]) {
  const n = (value) => number(value, 2, true);
  return join('GIF89a', n(width), n(height), '\x80\0\0\0\0\0\xff\xff\xff', '!\xfe\x02hi\0', ',', n(0), n(0), n(across), n(down), '\0\x02\x02\x44\x01\0;');
}

export const svg = (attributes, before = '') => `${before}<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`;
