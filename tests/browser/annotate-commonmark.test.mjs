// Words that are selected at random in the examples of CommonMark become claims whose marks cover the same words, and
// of all files no other byte changes: by the program's own selections, by mouse and by keys. GAINSAY_COMMONMARK=whole
// draws ten in each example; otherwise two are drawn in sixty of them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { checkSelections } from './annotate-drawn.mjs';
import { stopAll } from './annotate.mjs';
import { CONFIG, specification, taken, withHosts } from './commonmark.mjs';

after(stopAll);
const whole = process.env.GAINSAY_COMMONMARK === 'whole';
const [each, hand, many] = whole ? [10, 20, 54] : [2, 2, 30];

test(`${each} random selections in ${whole ? 'each example' : 'sixty examples'} of CommonMark are saved and marked`, { timeout: whole ? 3_600_000 : 240_000 }, async (t) => {
  const all = specification();
  assert.equal(Object.keys(all).length, 652);
  const kinds = Object.entries(taken(withHosts(all)));
  assert.ok(kinds.length > 500, `${kinds.length} are taken`);
  const tried = whole ? kinds : Array.from({ length: 60 }, (_, at) => kinds[Math.floor((at * kinds.length) / 60)]);
  const sites = Array.from({ length: Math.ceil(tried.length / many) }, (_, at) => tried.slice(at * many, (at + 1) * many));
  const refused = [];
  const wrong = [];
  let saved = 0;
  const work = async () => {
    for (let next = sites.shift(); next; next = sites.shift()) {
      const from = Number(next[0][0].split('-')[1]) * 100;
      try {
        const answer = await checkSelections(Object.fromEntries(next), { each, hand, from, config: CONFIG });
        saved += answer.saved;
        refused.push(...answer.refused);
      } catch (error) {
        wrong.push(`${next[0][0]} to ${next.at(-1)[0]}: ${error.stack}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 2 }, work));
  t.diagnostic(`${saved} saved in ${tried.length} examples, ${refused.length} refused`);
  for (const one of refused) t.diagnostic(one);
  assert.deepEqual(wrong, []);
  assert.ok(refused.length <= saved / 50, `${refused.length} refused`);
});
