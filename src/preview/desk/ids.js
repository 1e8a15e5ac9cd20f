// What is proposed, and stays the author's to change: ids, and what the program reads from the address of a source.
import { ask, desk } from './api.js';
import { folded } from './dom.js';

const slug = (text) => folded(text).replace(/['’]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
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
// A source that is begun with an address, as the program proposes it: `{known: id}` where the site has it, else
// `{id, source}`; `{text}` where it proposes nothing.
export async function sourceAt(typed, begun) {
  const got = await ask('propose', { article: desk.state.article, address: address(typed)?.href ?? typed, begun: Object.keys(begun) });
  if (got.status !== 200) return { text: got.text ?? 'Nothing can be proposed now.' };
  const { id, known, url, publisher, kind, media } = got;
  return known ? { known: id } : { id, source: { url, publisher, ...(kind && { kind }), ...(media && { media }) } };
}
export const sourceCalled = (title, begun) => ({ id: sourceId(title, begun), source: { title } });
