// What stands on the pages of a PDF that Chromium has made: the lines of text and the headings of each, by their
// distance from its top. Only what Chromium writes is read: pages, their contents, and the outline.
import { inflateSync } from 'node:zlib';

const multiply = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];

// The heights of the baselines of a page's text, from its foot.
function baselines(contents) {
  const found = [], stack = [], numbers = [];
  let matrix = [1, 0, 0, 1, 0, 0], text = null;
  for (const [token] of contents.matchAll(/<[^>]*>|\((?:\\.|[^\\)])*\)|\[|\]|\/[^\s<>[\]()/]*|[^\s<>[\]()/]+/g)) {
    const last = (n) => numbers.splice(-n).map(Number);
    if (/^[-+.\d]/.test(token)) { numbers.push(token); continue; }
    if (token === 'q') stack.push(matrix);
    else if (token === 'Q') matrix = stack.pop() ?? matrix;
    else if (token === 'cm') matrix = multiply(last(6), matrix);
    else if (token === 'BT') text = [1, 0, 0, 1, 0, 0];
    else if (token === 'Tm') text = last(6);
    else if (token === 'Td') text = multiply([1, 0, 0, 1, ...last(2)], text);
    // An image stands on the lower edge of its square.
    else if (token === 'Do') found.push(matrix[5]);
    else if (token === 'Tj' || token === 'TJ') found.push(multiply(text, matrix)[5]);
    else if (/^[<(/[\]]/.test(token)) continue;
    numbers.length = 0;
  }
  return found;
}

export function printed(pdf) {
  const whole = Buffer.from(pdf).toString('latin1');
  // What is compressed may hold any bytes: a stream is as long as its object says.
  const objects = new Map();
  const begins = /(\d+) 0 obj\s/g;
  for (let begin = begins.exec(whole); begin; begin = begins.exec(whole)) {
    const from = begins.lastIndex, head = /stream\r?\n|endobj/g;
    head.lastIndex = from;
    const { 0: word, index } = head.exec(whole);
    const length = word === 'endobj' ? null : /\/Length (\d+)/.exec(whole.slice(from, index))[1];
    const to = length === null ? index : index + word.length + Number(length);
    objects.set(begin[1], { body: whole.slice(from, index), stream: length === null ? null : whole.slice(index + word.length, to) });
    begins.lastIndex = to;
  }
  const leaves = (n) => {
    const { body } = objects.get(n);
    const kids = /\/Type\s*\/Pages/.test(body) && /\/Kids\s*\[([^\]]*)\]/.exec(body)[1];
    return kids ? [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => leaves(kid)) : [n];
  };
  const catalog = [...objects.values()].find((one) => /\/Type\s*\/Catalog/.test(one.body)).body;
  const names = leaves(/\/Pages (\d+) 0 R/.exec(catalog)[1]);
  const headings = [...objects.values()].map(({ body }) => /\/Dest\s*\[\s*(\d+) 0 R\s*\/XYZ\s+[-.\d]+\s+([-.\d]+)/.exec(body)).filter(Boolean);
  return names.map((name) => {
    const { body } = objects.get(name);
    const [, height] = /\/MediaBox\s*\[\s*[-.\d]+\s+[-.\d]+\s+[-.\d]+\s+([-.\d]+)/.exec(body);
    const { stream } = objects.get(/\/Contents (\d+) 0 R/.exec(body)[1]);
    const contents = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
    const down = (y) => Number(height) - Number(y);
    return {
      height: Number(height),
      lines: [...new Set(baselines(contents).map((y) => Math.round(down(y))))].sort((a, b) => a - b),
      headings: headings.filter(([, page]) => page === name).map(([, , y]) => down(y)),
    };
  });
}
