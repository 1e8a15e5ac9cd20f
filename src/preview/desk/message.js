// What is sent to be checked and saved. Of what is edited only the keys that changed are sent; what the form does not
// know it does not touch. A value of null takes a key out.
import { listed, same } from './dom.js';

// The keys that the form of a claim knows, and those of a citation.
export const CLAIM = ['states', 'says', 'relation', 'speaker', 'via', 'date', 'kind', 'about', 'finding', 'checked', 'checked-by', 'note', 'desk-note', 'was', 'draft'];
export const CITATION = ['source', 'relation', 'passage', 'locator', 'stake', 'anonymous', 'note'];

const isFilled = (value) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
export const filled = (map) => Object.fromEntries(Object.entries(map).filter(([, value]) => isFilled(value)));
const changes = (was, now, keys) => Object.fromEntries(keys.filter((key) => !same(was[key], now[key]))
  .map((key) => [key, isFilled(now[key]) ? now[key] : null]).filter(([key, value]) => value !== null || isFilled(was[key])));

// The entries of `citations` that are sent, each with the row of the form that it comes from.
function sent({ kind, rows, gone = [] }) {
  if (kind !== 'edit') return rows.map((row) => ({ row, entry: filled(row.value) }));
  const edited = rows.map((row) => {
    if (row.at === undefined) return { row, entry: { set: filled(row.value) } };
    const set = changes(row.was, row.value, CITATION);
    return Object.keys(set).length ? { row, entry: { at: row.at, set } } : null;
  });
  return [...edited.filter(Boolean), ...gone.map((at) => ({ entry: { at, remove: true } }))];
}
// The place of a row among those that are sent; of one that stays as it is, its place in the file; null of another.
export function rowPath(data, row) {
  const at = sent(data).findIndex((one) => one.row === row);
  return at >= 0 ? `claim.citations.${at}` : row.at === undefined ? null : `claim.citations.at.${row.at}`;
}

function claimOf(data) {
  const citations = sent(data).map(({ entry }) => entry);
  const keys = data.kind === 'edit' ? changes(data.was, data.claim, CLAIM) : filled(data.claim);
  const out = (all = []) => all.map((at) => ({ at, remove: true }));
  const [answers, counters] = [out(data.goneAnswers), out(data.goneCounters)];
  return { ...keys, ...(citations.length && { citations }), ...(answers.length && { answers }), ...(counters.length && { counters }) };
}
// What was begun and is named: a source that was taken out again is not sent.
function begun(data) {
  const isRecord = data.kind === 'source' || data.kind === 'speaker';
  const cited = new Set(data.rows.map(({ value }) => value.source));
  const sources = Object.fromEntries(Object.entries(data.sources).filter(([id]) => isRecord || cited.has(id)));
  const named = new Set([data.claim.speaker, data.claim.via, ...Object.values(sources).map((source) => source.speaker)].flatMap(listed));
  const speakers = Object.fromEntries(Object.entries(data.speakers).filter(([id]) => data.kind === 'speaker' || named.has(id)));
  const each = (records, kind) => Object.fromEntries(Object.entries(records)
    .map(([id, record]) => [id, data.kind === kind && data.of === id ? changes(data.was, record, Object.keys({ ...data.was, ...record })) : filled(record)]));
  return { sources: each(sources, 'source'), speakers: each(speakers, 'speaker') };
}

export function message(data, draft = false) {
  const { kind, article, of, id, answers, words, seen } = data;
  const { exact, prefix, suffix, section } = words ?? {};
  const isClaim = ['claim', 'answer', 'edit'].includes(kind);
  const isText = ['article', 'section'].includes(kind);
  return {
    kind, article, of, seen, ...begun(data),
    ...(isClaim && { claim: claimOf(data) }),
    ...(isText && { texts: changes(data.was, data.texts, Object.keys({ ...data.was, ...data.texts })) }),
    ...((kind === 'claim' || kind === 'answer') && { id: id ?? '', draft }),
    ...(kind === 'answer' && { answers }),
    ...(words && { words: { exact: exact ?? '', ...filled({ prefix, suffix, section }) } }),
    ...(words && kind === 'edit' && { at: data.at }),
  };
}
// True where there is nothing to save.
export function isUnchanged(data) {
  const { claim, sources, speakers, texts } = message(data);
  const records = [...Object.values(sources), ...Object.values(speakers)];
  return !data.words && data.kind !== 'answer' && !Object.keys({ ...claim, ...texts }).length && !records.some((record) => Object.keys(record).length);
}

// An id that is typed anew follows into what names it.
export function rename(data, kind, from, to) {
  const records = data[kind];
  if (from === to || !(from in records)) return;
  data[kind] = Object.fromEntries(Object.entries(records).map(([id, record]) => [id === from ? to : id, record]));
  const renamed = (value) => (Array.isArray(value) ? value.map(renamed) : value === from ? to : value);
  if (kind === 'sources') for (const { value } of data.rows) value.source = renamed(value.source);
  else {
    for (const key of ['speaker', 'via']) if (data.claim[key]) data.claim[key] = renamed(data.claim[key]);
    for (const source of Object.values(data.sources)) if (source.speaker) source.speaker = renamed(source.speaker);
  }
}

// What a form begins with.
export const blank = (kind, state, more) => ({ kind, article: state.article, claim: {}, rows: [], sources: {}, speakers: {}, seen: state.seen, ...more });
const copy = (map, keys) => Object.fromEntries(keys.filter((key) => key in map).map((key) => [key, map[key]]));
export function edited(claim, state) {
  const rows = listed(claim.yaml.citations).map((was, at) => ({ at, was, value: copy(was, CITATION) }));
  return blank('edit', state, { of: claim.id, was: claim.yaml, claim: copy(claim.yaml, CLAIM), rows, gone: [], goneAnswers: [], goneCounters: [] });
}
// The same changes, told of the claim as it is now. A citation that is no longer there as it was is a new one where it
// was changed, and none where it was not.
export function rebased(data, now, state) {
  const fresh = edited(now, state);
  const mine = changes(data.was, data.claim, CLAIM);
  for (const [key, value] of Object.entries(mine)) {
    if (value === null) delete fresh.claim[key];
    else fresh.claim[key] = value;
  }
  const lists = [listed(data.was.citations), listed(now.yaml.citations)];
  const placeOf = (was) => lists[1].findIndex((one) => same(one, was));
  for (const row of data.rows) {
    if (row.at !== undefined && same(row.value, copy(row.was, CITATION))) continue;
    const at = row.at === undefined ? -1 : placeOf(row.was);
    if (at < 0) fresh.rows.push({ value: row.value });
    else fresh.rows.find((one) => one.at === at).value = row.value;
  }
  fresh.gone = (data.gone ?? []).map((at) => placeOf(lists[0][at])).filter((at) => at >= 0);
  fresh.rows = fresh.rows.filter((row) => !fresh.gone.includes(row.at));
  const words = data.words && { words: data.words, at: data.at };
  return { ...fresh, ...words, sources: data.sources, speakers: data.speakers, touched: true };
}
