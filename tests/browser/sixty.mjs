// Writes a site of one article with 60 claims, some 50 words apart as in the example: half of them are
// answered, some twice, and all have sources. In: a folder. Out: its Markdown and YAML.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const finding = 'The log and the survey were read side by side; where they differ the later one was taken, and its tables were added up again.';
const filler = (n) => `Whoever walks past house ${n} in the evening hears water under the boards and sees nobody, because the ferry went to the other shore at noon and comes back when the tide allows it, which is never said beforehand.`;
const words = (n) => `gate ${n} stood open for ${1200 + n * 7} nights of the winter`;
const cite = (source, relation) => ({ source, relation, passage: `the ${source} has it so` });

const answer = (n, id, relation, speaker) => ({
  id: `${id}-${n}`, relation, speaker, date: '2023-05-02', checked: '2026-11-20', says: `Gate ${n} was never open, and nobody who saw it has said that it was.`,
  citations: [cite('survey', 'supports')],
});

function claim(n) {
  return {
    quote: words(n), speaker: 'keeper', via: 'paper', date: '2023-05-01', checked: '2026-11-20', finding,
    ...(n % 3 === 0 && { states: `In the winter gate ${n} was open.` }),
    citations: [cite('log', 'supports'), cite('deeds', 'supports'), cite('diary', 'supports'), cite('survey', 'contradicts'), cite('paper', 'repeats')],
    ...(n % 2 === 0 && { counters: [answer(n, 'denial', 'denies', 'mayor'), ...(n % 4 === 0 ? [answer(n, 'doubt', 'contradicts', 'board')] : [])] }),
  };
}

const yaml = (map) => `${Object.entries(map).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}\n`;

export function writeSixty(folder) {
  const put = (name, map) => writeFileSync(join(folder, name), typeof map === 'string' ? map : yaml(map));
  mkdirSync(join(folder, 'content'), { recursive: true });
  const source = (title, publisher) => ({ title, publisher, url: `https://skerry.example/${title.toLowerCase().replaceAll(' ', '-')}`, kind: 'document', date: '2024-01-01' });
  put('gainsay.yaml', { title: 'Gates' });
  put('content/article.yaml', { title: 'Sixty gates', standfirst: 'What is on record for and against each of them.' });
  put('content/sources.yaml', {
    log: source('Log of the gates', 'Harbour Board'), deeds: source('Deeds of the quay', 'Land Office'), diary: source('Diary of a keeper', 'Skerry Wells Archive'),
    survey: source('Survey of the gates', 'County Surveyor'), paper: source('Open gates', 'Wells Gazette'),
  });
  put('content/speakers.yaml', {
    keeper: { name: 'The keeper of the gates', within: 'the keeper of the gates' }, paper: { name: 'Wells Gazette' }, mayor: { name: 'Ilse Varga' }, board: { name: 'The Harbour Board', within: 'the Harbour Board' },
  });
  const all = Array.from({ length: 60 }, (_, i) => i + 1);
  const paragraphs = all.map((n) => `${filler(n)} On record is that ${words(n)}.${n % 5 === 0 ? '\n\n' : n % 2 ? ' ' : '\n\n'}`);
  put('content/01-gates.md', paragraphs.join(''));
  put('content/01-gates.yaml', { claims: Object.fromEntries(all.map((n) => [`gate-${n}`, claim(n)])) });
}
