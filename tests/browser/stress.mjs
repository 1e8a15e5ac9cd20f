// Writes a site that strains the theme, the same at every run: an invented town, 200 claims on one
// page, ten in a paragraph, five that overlap, claims in every kind of block and in a title of 200
// characters, sections from right to left and without spaces, a claim of 2,000 words.
// In: a folder. Out: its Markdown and YAML.
import { writer } from './write.mjs';

export const marked = 200;

const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120" viewBox="0 0 320 120">
<rect width="320" height="120" fill="#dde3ea"/><path d="M0 90 Q160 10 320 90" fill="none" stroke="#334" stroke-width="6"/></svg>
`;

const sources = {
  ledger: { title: 'Ledger of the Skerry Wells works', url: 'https://ledger.example/works', publisher: 'Skerry Wells Archive', authors: 'Ona Petrel', date: '1931-04', kind: 'document', archived: { url: 'https://archive.example/ledger', date: '2026-02-03' } },
  survey: { title: 'Survey of the quays', url: 'https://county.example/survey.pdf', publisher: 'County Surveyor', date: '2019-06-01', kind: 'report', media: 'application/pdf' },
  film: { title: 'The quays from the water', url: 'https://film.example/quays', publisher: 'Harbour Film Club', date: 2020, kind: 'video' },
  counts: { title: 'Counts at the toll gate', url: 'https://county.example/counts', publisher: 'County Statistics', date: '2021', kind: 'dataset' },
  minutes: { title: 'Minutes of the harbour board', 'no-url': 'A bound volume, read at the town hall.', publisher: 'Harbour Board', date: '2022-11-08', kind: 'document' },
  gazette: { title: 'Wells Gazette, 2022-11-09', url: 'https://gazette.example/2022/11/09', publisher: 'Wells Gazette', date: '2022-11-09', kind: 'news' },
  speech: { title: 'Speech at the opening of the sluice', url: 'https://skerry.example/speech', publisher: 'Town of Skerry Wells', speaker: 'mayor', date: '2023-05-01', kind: 'transcript' },
  register: { title: 'سجل الميناء', url: 'https://register.example/ar', language: 'ar', publisher: 'مكتب الميناء', date: '2018', kind: 'document' },
};

const speakers = {
  mayor: { name: 'Ilse Varga', role: 'mayor of Skerry Wells' },
  board: { name: 'The Harbour Board', within: 'the Harbour Board' },
  pilots: { name: 'Guild of Pilots and of All Who Bring Vessels Over the Outer Bar by Day or Night', role: 'a guild' },
};

const finding = 'The ledger and the survey were read side by side; where they differ the later one was taken, and its tables were added up once more.';
const cite = (source, relation, passage) => ({ source, relation, ...(passage && { passage }) });

// What makes each status; the passages lead to pages, a film, a table and a scan in turn.
const evidence = {
  supported: [cite('ledger', 'supports', 'entered on the left and cast up on the right'), cite('speech', 'repeats')],
  context: [cite('survey', 'qualifies', { text: 'in dry summers only', locator: 'page 12' }), cite('speech', 'supports')],
  disputed: [cite('ledger', 'supports'), cite('counts', 'contradicts', 'gate 4: none recorded')],
  contradicted: [cite('film', 'contradicts', { text: 'the sluice stands open', locator: 'at 03:40' })],
  outdated: [cite('minutes', 'supports', 'carried by nine votes'), cite('gazette', 'updates', 'the board met again on Tuesday')],
  unsourced: [cite('speech', 'supports')],
  unchecked: [],
  opinion: [],
};
const statuses = Object.keys(evidence);

function claim(status, rest) {
  const { counters, ...more } = rest;
  return {
    ...more,
    status,
    ...(status === 'opinion' && { kind: 'opinion' }),
    ...(!['unchecked', 'opinion'].includes(status) && { checked: '2026-11-20', finding }),
    ...(evidence[status].length > 0 && { citations: evidence[status] }),
    ...(counters && { counters }),
  };
}

// Sentences of invented facts; the running number makes each the only one of its kind.
const subjects = ['The north quay', 'The toll gate', 'The rope walk', 'The old sluice', 'The ferry slip', 'The signal mast', 'The fish market'];
const verbs = ['took in', 'paid out', 'lost', 'counted', 'turned away', 'sold on', 'kept back'];
const things = ['barrels of tar', 'herring nets', 'tolls in copper', 'loads of shingle', 'lamps', 'lengths of chain', 'sacks of meal'];
const pick = (list, n) => list[n % list.length];
const fact = (n) => `${pick(subjects, n)} ${pick(verbs, n * 3 + 1)} ${1200 + n * 7} ${pick(things, n * 5 + 2)} in the year ${1701 + n}`;
const filler = (n) => `Whoever walks there in the evening, past house ${n}, hears water under the boards and sees nobody.`;

// A section under way: its text, its claims, and the facts used so far by all sections.
function desk() {
  let facts = 0;
  let claims = 0;
  const sections = [];
  const next = () => fact(facts++);
  return {
    next,
    count: () => claims,
    section(name, front) {
      const section = { name, front, text: [], claims: {} };
      sections.push(section);
      return {
        write: (...blocks) => section.text.push(...blocks),
        mark(id, quote, status = pick(statuses, claims), rest = {}) {
          claims += 1;
          section.claims[id] = claim(status, { quote, ...rest });
          return typeof quote === 'string' ? quote : quote.exact;
        },
        add: (id, status, rest) => { section.claims[id] = claim(status, rest); },
      };
    },
    sections,
  };
}

function crowd(town) {
  const { write, mark } = town.section('01-crowd', { title: 'A crowd of claims' });
  write(`Skerry Wells is a harbour that nobody has visited, because it was made up for a test. ${filler(0)}`);
  const ten = Array.from({ length: 10 }, (_, i) => `${mark(`ten-${i + 1}`, town.next())}.`);
  write(ten.join(' '));
  const words = 'the board said in winter that the outer bar had moved a full cable east and the pilots had known it since autumn';
  const all = words.split(' ');
  statuses.slice(0, 5).forEach((status, i) => mark(`lap-${i + 1}`, all.slice(i * 2, i * 2 + 12).join(' '), status));
  write(`In its letter ${words}, which is a long time.`, filler(1));
  const outer = 'a keeper who slept through two gales was paid for both of them';
  mark('outer', outer, 'supported', {
    speaker: 'mayor',
    date: '2023-05-01',
    states: 'A keeper of the light was paid for two nights on which he slept.',
    history: { date: '2026-11-20', note: 'Read again.' },
    later: { date: '2026-10', text: 'The light was sold.', sources: ['gazette'] },
    reply: { asked: 'mayor', on: '2026-11-01', response: 'I said what I said.' },
    note: 'The log is *torn* at this page.\n\nNobody has the rest.',
    counters: [{
      id: 'outer-denied', relation: 'denies', speaker: 'board', date: '2023-05-02', says: 'No keeper of ours ever slept.', checked: '2026-11-20',
      counters: [{ id: 'outer-answered', relation: 'contradicts', speaker: 'pilots', says: 'We woke him ourselves.', checked: '2026-11-20' }],
    }],
  });
  mark('inner', 'slept through two gales', 'disputed', { was: 'slept through three gales' });
  write(`The mayor recalled ${outer}. ${filler(2)}`);
}

function places(town) {
  const { write, mark } = town.section('02-places', { title: 'Claims in every place' });
  const fresh = (id) => mark(id, town.next());
  write(`### ${fresh('in-heading')}`, `${filler(3)} ${filler(4)}`);
  write(`- ${fresh('in-list')}\n- [x] ${fresh('in-task')}\n  1. ${fresh('in-nested-list')}\n  2. Nothing is claimed here.`);
  write(`| What | When |\n|:-:|---:|\n| ${fresh('in-table')} | then |\n| ${fresh('in-second-row')} | ${fresh('in-last-cell')} |`);
  write(`> ${fresh('in-quotation')}\n>\n> > ${fresh('in-inner-quotation')}`);
  write(`> [!NOTE]\n> ${fresh('in-alert')}`);
  write(`The clerk typed \`${fresh('in-code')}\` and went home.`);
  const code = '    let tide = high_water(northQuay, 1931);';
  mark('in-block-of-code', 'let tide = high_water');
  write(`\`\`\`rust\nstruct Tide;\nfn main() {\n    // Lines of the harbour's own clock.\n${code}\n    println!("{}", tide + 7 * true as u64);\n}\n\`\`\``);
  const alt = town.next();
  const caption = town.next();
  write(`![${alt}](../static/quay.svg "${caption}")`, `![Second view: ${town.next()}](../static/bar.svg)`);
  mark('in-alt', { exact: alt, image: 'quay.svg' });
  mark('in-image-title', { exact: caption, image: 'quay.svg' });
  write(`The rest is in a footnote.[^rest] *Emphasis ${mark('across-emphasis', 'begins and ends there after a link')
    .replace('begins and', 'begins ~~here~~ and').replace('ends there after', 'ends* there [after').replace('a link', 'a](01-crowd.md) link')} without harm.`);
  write(`[^rest]: ${fresh('in-footnote')}. ${fresh('in-footnote-too')}.`);
  const first = town.next();
  const second = town.next();
  mark('across-paragraphs', `${first}. ${second}`);
  write(`${first}.`, `${second}. ${filler(5)}`, '---');
}

function arabic(town) {
  const { write, mark } = town.section('03-arabic', { title: 'من اليمين إلى اليسار', language: 'ar' });
  const line = (n) => `في عام ${1900 + n} وصلت ${300 + n * 3} سفينة إلى الميناء القديم وبقيت حتى الربيع`;
  for (let i = 0; i < 4; i++) {
    const both = [mark(`arabic-${i * 2 + 1}`, line(i * 2)), mark(`arabic-${i * 2 + 2}`, line(i * 2 + 1))];
    write(`قال المجلس إن ${both.join('، ثم ')}. ولا أحد يعرف لماذا غادرت كلها في الليلة نفسها.`);
  }
  mark('arabic-mixed', 'كتب الحارس Skerry Wells 1931 على الباب', 'disputed', {
    counters: { id: 'arabic-answer', relation: 'contradicts', says: 'لم يكتب الحارس شيئا.', citations: [cite('register', 'supports', 'لم يكتب أحد على الباب')] },
  });
  write('ثم كتب الحارس Skerry Wells 1931 على الباب ومضى.');
}

function unspaced(town) {
  const { write, mark } = town.section('04-unspaced', { title: '空白のない文', language: 'ja' });
  const line = (n) => `${1868 + n}年に港は${200 + n * 11}隻の船を迎え、灯台守は毎晩その数を帳面に書き残した`;
  for (let i = 0; i < 4; i++) write(`委員会によれば、${mark(`japanese-${i + 1}`, line(i))}。その帳面は今も町役場の地下に眠っている。`);
  const other = town.section('05-words', { title: 'Words without spaces', language: 'en' });
  const long = 'quay'.repeat(80);
  other.mark('unbroken', `painted ${long} along the wall`);
  other.write(`Somebody painted ${long} along the wall. ${filler(6)}`, `- \`${'0xSKERRY'.repeat(30)}\`\n- https://skerry.example/${'tide/'.repeat(40)}`);
}

function long(town) {
  const { write, mark } = town.section('06-long', { title: 'One claim of two thousand words' });
  const words = Array.from({ length: 125 }, (_, i) => `by the account of the keeper house ${3000 + i} stood ${pick(['dry', 'wet', 'empty', 'shut'], i)} through the whole of its`);
  write(`It is on record that ${words.join(' winter, ')} last winter. ${filler(7)}`);
  mark('long', 'by the account of the keeper house 3000 stood ... through the whole of its last winter', 'contradicted');
}

function many(town, left) {
  const { write, mark } = town.section('07-many', { title: 'And all the others' });
  for (let i = 0; town.count() < left; i++) {
    if (i % 12 === 0) write(`### Street ${i / 12 + 1}`);
    const here = Math.min(1 + (i % 3), left - town.count());
    const said = Array.from({ length: here }, () => `${mark(`fact-${town.count() + 1}`, town.next())}.`);
    write(`${filler(100 + i)} ${said.join(' ')} ${filler(300 + i)}`);
  }
}

// Every value as JSON, which is YAML.
const yaml = (map) => `${Object.entries(map).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}\n`;

export function writeStress(folder) {
  const put = writer(folder);
  const title = `In Skerry Wells the board counted every barrel, net, lamp and length of chain, and then it counted them all again because the first count had been made by ${'somebody who could not see the water'}`;
  const full = `${title}${' at all'.repeat(40)}`.slice(0, 199).trimEnd().padEnd(200, '.');
  const town = desk();
  for (const write of [crowd, places, arabic, unspaced, long]) write(town);
  many(town, marked - 2);

  put('gainsay.yaml', yaml({
    title: 'Skerry Wells Record',
    publisher: 'Nobody at all',
    contact: 'mailto:desk@skerry.example',
    embed: true,
    // Meant to be so here: claims without a source, and two hundred that share eight.
    severity: { 'claim-unsourced': 'off', 'source-overused': 'off', 'lock-missing': 'off' },
  }));
  put('content/article.yaml', yaml({
    title: full,
    standfirst: 'A harbour that is not on any map keeps books that do not agree.',
    byline: 'Ona Petrel',
    published: '2026-11-01',
    'annotated-by': 'the record desk',
    rights: 'Free for any use.',
    images: { 'quay.svg': { credit: 'مكتب الميناء 1931', licence: 'CC BY 4.0' } },
    corrections: [{ date: '2026-11-10', text: 'A street was given the wrong number.' }],
    claims: {
      'in-title': claim('supported', { quote: 'the board counted every barrel' }),
      'in-standfirst': claim('context', { quote: 'keeps books that do not agree' }),
    },
  }));
  for (const { name, front, text, claims } of town.sections) {
    put(`content/${name}.md`, `---\n${yaml(front)}---\n\n${text.join('\n\n')}\n`);
    put(`content/${name}.yaml`, yaml({ claims }));
  }
  put('content/sources.yaml', yaml(sources));
  put('content/speakers.yaml', yaml(speakers));
  put('content/snapshots/ledger.txt', 'Every item was entered on the left and cast up on the right, and nobody looked.\n');
  put('static/quay.svg', picture);
  put('static/bar.svg', picture);
}
