// What is proposed, and stays the author's to change: ids, and what can be read from the address of a source.
import { desk } from './api.js';
import { folded } from './dom.js';

export const slug = (text) => folded(text).replace(/['’]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
export const isId = (text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
const free = (id, taken) => {
  let tried = id;
  for (let n = 2; taken(tried); n++) tried = `${id}-${n}`;
  return tried;
};

// Words that say too little to begin an id with.
const SMALL = new Set('a an and are as at be been by for from had has have he her his in into is it its of on or our she that the their they this to was we were which who will with'.split(' '));
const idOf = (text, taken, kind) => {
  const all = slug(text).split('-').filter(Boolean);
  const words = all.filter((word) => !SMALL.has(word));
  const used = words.length > 1 ? words : all;
  // As many words as tell it from the others.
  for (let count = 4; count <= used.length && count <= 8; count++) {
    const id = used.slice(0, count).join('-').slice(0, 60).replace(/-$/, '');
    if (!taken(id)) return id;
  }
  // Scripts that have no letters of an id are counted.
  return free(used.slice(0, 6).join('-').slice(0, 60).replace(/-$/, '') || `${kind}-1`, taken);
};
export const claimId = (text) => idOf(text, (id) => desk.state.claims.some((claim) => claim.id === id), 'claim');
export const speakerId = (name, begun = {}) => idOf(name, (id) => id in desk.state.speakers || id in begun, 'speaker');
const sourceId = (text, begun) => idOf(text, (id) => id in desk.state.sources || id in begun, 'source');

export const address = (text) => {
  try {
    const url = new URL(text.trim().replace(/^www\./, 'https://www.'));
    return /^https?:$/.test(url.protocol) && /\..|localhost/.test(url.hostname) ? url : null;
  } catch {
    return null;
  }
};
const hostOf = (url) => url.hostname.replace(/^(www|m|amp|mobile)\./, '');
const most = (values) => {
  const counts = new Map();
  for (const value of values.filter(Boolean)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
};
// What the ending of an address says of what stands there, as `gainsay annotate` reads it.
const KINDS = [
  [/\.(csv|tsv|xlsx?|ods)$/i, 'dataset'], [/\.(jpe?g|png|webp|gif)$/i, 'image'], [/\.(mp3|m4a|ogg|wav)$/i, 'recording'], [/\.(mp4|webm|mov)$/i, 'video'],
];

// A source that is begun with an address: `{known: id}` where the site has it, else `{id, source}`.
export function sourceAt(text, begun) {
  const url = address(text);
  const sources = Object.entries(desk.state.sources);
  const plain = (of) => of && String(of).replace(/^https?:\/\/(www\.)?|[#?].*$|\/$/g, '');
  const known = sources.find(([, source]) => source.url === url.href) ?? sources.find(([, source]) => plain(source.url) === plain(url.href) && !url.search);
  if (known) return { known: known[0] };
  const host = hostOf(url);
  const beside = sources.map(([, source]) => source).filter((source) => source.url && address(source.url) && hostOf(address(source.url)) === host);
  const name = host.split('.').slice(0, -1).filter((part) => part.length > 2).at(-1) ?? host;
  const year = url.pathname.match(/(?:^|[/_-])((?:19|20)\d\d)(?![\d])/)?.[1];
  const told = KINDS.find(([path]) => path.test(url.pathname))?.[1];
  const kind = told ?? most(beside.map((source) => source.kind));
  const tail = slug(decoded(url.pathname).split('/').filter((part) => /\p{L}{4}/u.test(part)).at(-1)?.replace(/\.\w{2,5}$/, '') ?? '');
  const publisher = most(beside.map((source) => source.publisher)) ?? host;
  return {
    id: sourceId([slug(name), year ?? '', ...tail.split('-').filter((word) => word.length > 3 && !/^\d+$/.test(word)).slice(0, 3)].join(' '), begun),
    source: {
      url: url.href, publisher,
      ...(desk.state.kinds.some(({ key }) => key === kind) && { kind }), ...(/\.pdf$/i.test(url.pathname) && { media: 'application/pdf' }),
    },
  };
}
export const sourceCalled = (title, begun) => ({ id: sourceId(title, begun), source: { title } });
function decoded(path) {
  try { return decodeURIComponent(path); } catch { return path; }
}
