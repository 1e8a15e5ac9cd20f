// Writes a small site with many articles, the same at every run: one in Arabic and one in Spanish,
// whose pages speak these languages, under an index in English; the Spanish one has a page for each
// section, a claim whose words were edited away, and one with more answers than a map
// holds. Both tell of an invented harbour.
// In: a folder, what builds it, and files of more articles. Out: its Markdown and YAML, and the folder built.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const files = {
  'gainsay.yaml': `title: Harbour Desk
language: en
contact: mailto:desk@harbour.example
embed: true
severity: {claim-unsourced: 'off', lock-missing: 'off', source-overused: 'off'}
`,
  'content/sources.yaml': `log:
  title: سجل المنارة
  language: ar
  url: https://log.example/1931
  publisher: مكتب الميناء
  date: 1931-04-02
  kind: document
  archived: {url: 'https://archive.example/log', date: 2026-02-03}
survey: {title: Survey of the quays, url: 'https://county.example/survey.pdf', media: application/pdf, kind: report, date: 2019}
speech: {title: Discurso en el muelle, language: es, url: 'https://speech.example/1', kind: transcript, speaker: mayor, date: 2023-05-01}
`,
  'content/speakers.yaml': `mayor: {name: Ilse Varga, role: alcaldesa}
board: {name: The Harbour Board, within: the Harbour Board}
`,
  'content/snapshots/log.txt': 'وفي تلك الليلة بقيت المنارة مضاءة حتى الفجر.\n',
  'content/lighthouse/article.yaml': `title: منارة لم يزرها أحد
language: ar
standfirst: دفاتر الميناء لا تتفق على ليلة واحدة.
byline: أونا بتريل
published: 2026-11-01
corrections: [{date: 2026-11-10, text: صُحّح اسم شارع.}]
`,
  'content/lighthouse/01-night.md': `---
title: الليلة
---

قال المجلس إن المنارة بقيت مضاءة حتى الفجر وإن الحارس لم يغادر غرفته، ثم قال إن ثلاثمئة سفينة وصلت في الشتاء، ولا أحد يعرف لماذا غادرت كلها في الليلة نفسها. وكتب الحارس أن الريح كسرت الزجاج، ومضى.

> لم يسمع أحد في البلدة جرس الميناء تلك الليلة، فقد كان البحر عاليًا.

- وصلت سفينة واحدة قبل منتصف الليل.
- وغادرت مع الصباح.
`,
  'content/lighthouse/01-night.yaml': `claims:
  lit:
    quote: المنارة بقيت مضاءة حتى الفجر
    states: لم تنطفئ المنارة في تلك الليلة.
    speaker: board
    date: 1931-04-02
    checked: 2026-11-20
    finding: يقول سجل المنارة ذلك بكلماته، ويقول التقرير المتأخر غير ذلك.
    history: {date: 2026-11-20, note: قُرئ السجل من جديد.}
    citations:
      - {source: log, relation: supports, passage: بقيت المنارة مضاءة حتى الفجر}
      - {source: survey, relation: contradicts, passage: {text: the lamp was out by two, lang: en, locator: page 12}}
    counters:
      - id: dark
        relation: denies
        speaker: mayor
        date: 2023-05-01
        says: لم تكن في المنارة نار قط.
        checked: 2026-11-20
        citations: [{source: speech, relation: supports, passage: {text: Nunca hubo fuego en el faro., lang: es, translation: لم تكن في المنارة نار قط.}}]
        counters: [{id: lit-again, relation: contradicts, speaker: board, says: رآها البحارة جميعًا., checked: 2026-11-20}]
  stayed: {quote: الحارس لم يغادر غرفته, checked: 2026-11-20, finding: لا يذكر أي مصدر مستقل أين كان الحارس تلك الليلة., citations: [{source: speech, relation: supports}], counters: [{claim: dark, relation: qualifies}]}
  ships: {quote: ثلاثمئة سفينة وصلت في الشتاء, citations: [{source: survey, relation: supports}], was: مئتا سفينة وصلت في الشتاء}
  glass: {quote: الريح كسرت الزجاج, kind: opinion}
  bell: {quote: لم يسمع أحد في البلدة جرس الميناء تلك الليلة, citations: [{source: log, relation: supports}]}
  one: {quote: سفينة واحدة قبل منتصف الليل}
`,
  'content/quay/article.yaml': `title: El muelle que se movió
language: es
layout: sections
published: 2026-10-01
`,
  'content/quay/01-stones.md': '---\ntitle: Las piedras\n---\n\nEl muelle norte se movió un cable hacia el este. Nadie lo vio. Los pilotos lo sabían desde el otoño.\n',
  'content/quay/01-stones.yaml': `claims:
  moved: {quote: El muelle norte se movió un cable, speaker: mayor, citations: [{source: survey, relation: supports}], counters: [{id: stood, relation: denies, speaker: board, says: El muelle sigue donde estaba.}]}
  gone: {quote: Los pilotos lo sabían desde el otoño}
`,
  'content/quay/02-after.md': '---\ntitle: Después\n---\n\nLa junta se reunió el martes.\n',
  'content/quay/02-after.yaml': 'claims:\n  met:\n    quote: La junta se reunió el martes\n    checked: 2026-11-20\n    counters:\n'
    + Array.from({ length: 70 }, (_, i) => `      - {id: no-${i + 1}, relation: denies, says: Ese martes no vino el miembro ${i + 1}.}\n`).join(''),
};

export function writeDesk(folder, build, more = {}) {
  const write = (name, text) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries({ ...files, ...more })) write(name, text);
  build();
  // The words of a claim that was confirmed go.
  const edited = 'content/quay/01-stones.md';
  write(edited, files[edited].replace(' Los pilotos lo sabían desde el otoño.', ''));
  return build('--allow-drift');
}
