// Words without end: a site in which every text that an author may type is one word of 200 letters,
// every address and name of a file is long too, and no page of any kind scrolls sideways.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { address, contextFor, scriptless, wide } from './browser.mjs';
import { buildSite } from './site.mjs';
import { writer } from './write.mjs';

// Each text is another word, so that a quote stands where it should.
let made = 0;
const word = (length = 200) => `Minutes_${(made += 1)}_`.padEnd(length, 'final_signed_version_');
const name = (start) => `${start}-`.padEnd(60, 'wqxkvz');
const url = () => `https://${'sub'.repeat(19)}.example/${word()}`;

function write(folder) {
  const put = writer(folder);
  const ids = { source: name('source'), retold: name('retold'), speaker: name('speaker'), via: name('via') };
  put('gainsay.yaml', { title: word(), publisher: word(), contact: url() });
  const source = (more) => ({
    title: word(), url: url(), publisher: word(), authors: [word(), word()], speaker: ids.via, date: '2024-03-04', kind: 'document',
    archived: { url: url(), date: '2024-03-05' }, accessed: '2024-03-06', note: `${word()}\n\n- \`${word()}\``,
    snapshot: { kind: 'excerpt', taken: '2024-03-05', from: url() }, media: `application/${word(80).toLowerCase()}`, ...more,
  });
  put('content/sources.yaml', {
    [ids.source]: source({ 'based-on': ids.retold }),
    [ids.retold]: source({ speaker: undefined }),
    [name('offline')]: source({ url: undefined, archived: undefined, 'no-url': word(), access: 'offline' }),
  });
  put('content/speakers.yaml', Object.fromEntries([ids.speaker, ids.via].map((id) => [id, { name: word(), within: word(), role: word(), url: url(), note: word() }])));

  const citation = (relation, from = ids.source) => ({
    source: from, relation, note: word(), passage: [{ text: word(), locator: word(), translation: word() }, { text: word(), lang: 'ar' }],
  });
  const claim = (more) => ({
    states: word(), speaker: [ids.speaker, ids.via], via: ids.via, date: '2024-03-01', finding: word(140), checked: '2024-05-06', 'checked-by': word(),
    reviewed: { by: word(), on: '2024-05-07' }, reply: { asked: [ids.speaker, ids.via], on: '2024-05-01', response: word() }, was: word(), note: `${word()}\n\n> ${word()}`,
    later: { date: '2024-06', text: word(), sources: [ids.source, ids.retold] }, history: { date: '2024-05-06', note: word() },
    citations: [citation('supports'), citation('contradicts', ids.retold), citation('qualifies')],
    ...more,
  });
  const answers = () => ['denies', 'contradicts'].map((relation, i) => claim({
    id: name(`answer-${made}-${i}`), relation, says: word(), counters: [claim({ id: name(`turn-${made}-${i}`), relation, says: word(), counters: [claim({ id: name(`last-${made}`), relation, says: word() })] })],
  }));
  for (const layout of ['page', 'sections']) {
    const content = `content/${name(layout)}`;
    put(`${content}/article.yaml`, {
      title: word(), standfirst: word(), byline: word(), published: '2024-03-05', 'annotated-by': word(), original: ids.retold, rights: word(), layout,
      corrections: { date: '2024-03-06', text: word() },
    });
    for (const n of ['01', '02']) {
      const words = Object.fromEntries(['paragraph', 'item', 'cell', 'quoted', 'code', 'block', 'link', 'note', 'heading', 'alert', 'strong'].map((where) => [where, word()]));
      const alt = word();
      put(`${content}/${n}-${name(n === '01' ? 'first' : 'second')}.md`, `---\ntitle: ${word()}\n---\n\n${words.paragraph}\n\n### ${words.heading}\n\n- ${words.item}\n  - ${word()}\n\n`
        + `| ${words.cell} | ${word()} | ${word()} |\n|---|---|---|\n| ${word()} | ${word()} | ${word()} |\n\n> ${words.quoted}\n>\n> > ${word()}\n\n\`${words.code}\`\n\n`
        + `\`\`\`\n${words.block}\n\`\`\`\n\n\`\`\`rust\nlet ${word()};\n\`\`\`\n\n[${words.link}](${url()}) <${url()}>\n\nA note.[^one]\n\n[^one]: ${words.note}\n\n> [!NOTE]\n> ${words.alert}\n\n`
        + `**${words.strong}**\n\n![${alt}](../../static/${name('map')}.svg "${word()}")\n`);
      const quotes = Object.entries(words).map(([where, quote]) => [name(`${where}-${n}`), claim({ quote, ...(where === 'paragraph' && { counters: answers() }) })]);
      put(`${content}/${n}-${name(n === '01' ? 'first' : 'second')}.yaml`, { claims: { ...Object.fromEntries(quotes), [name(`alt-${n}`)]: claim({ quote: { exact: alt, image: `${name('map')}.svg` } }) } });
    }
  }
  put(`static/${name('map')}.svg`, '<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="40" viewBox="0 0 2400 40"><rect width="2400" height="40"/></svg>');
}

test('no page scrolls sideways or loses words at its edge, whatever the length of words', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-unbroken-'));
  write(folder);
  const site = buildSite(folder);
  // Of pages that tell of entries of the same kind, one is looked at.
  const kinds = new Map(site.pages.map((page) => [page.replace(/-[-wqxkvz0-9]+(?=[./])/g, ''), page]));
  assert.ok(kinds.size > 30, `${[...kinds.keys()]}`);
  const context = await contextFor(site, { ...wide, ...scriptless });
  const page = await context.newPage();
  const wrong = [];
  for (const name of [...kinds.values(), '404.html']) {
    await page.goto(address(site, name));
    for (const width of [320, 768, 992, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      const out = await page.evaluate(() => {
        const over = document.documentElement.scrollWidth - innerWidth;
        // Boxes that scroll by themselves hold what they hold. Lines of a closed note end where the margin
        // does, and are whole when it is opened; nothing else is cut off.
        // What covers the sign that words go on stands beside their end, outside of the box.
        const wide = (e) => {
          if (!e.matches('.note .against')) return e.scrollWidth > e.clientWidth + 1;
          const [box, words] = [e.getBoundingClientRect(), document.createRange()];
          words.selectNodeContents(e);
          return [...words.getClientRects()].some((w) => w.left < box.left - 1 || w.right > box.right + 1);
        };
        const cut = [...document.querySelectorAll('main *')].filter((e) => getComputedStyle(e).overflowX === 'hidden' && !e.closest('svg, .unseen, .note .voice, .note .others, .note .sources') && e.clientWidth > 1 && wide(e));
        return [...(over > 0 ? [`${over} px`] : []), ...cut.map((e) => `cut: ${e.outerHTML.slice(0, 80)}`)];
      });
      wrong.push(...out.map((what) => `${name} at ${width}: ${what}`));
    }
  }
  await context.close();
  assert.deepEqual(wrong, []);
});
