// Writes a site in German or in French, with an article that has a claim of each status, sources,
// answers and a history. It tells of an invented harbour.
// In: a folder and a language. Out: the Markdown and YAML of the site.
import { writer } from './write.mjs';

const texts = {
  de: {
    site: 'Hafenblatt', title: 'Der Steg, der niemandem gehört', standfirst: 'Rat und Anwohner widersprechen einander.', by: 'Rosa Lindner',
    head: 'Die Sperrung', board: 'Hafenrat', mayor: 'Ilse Varga', role: 'Bürgermeisterin', minutes: 'Protokoll der Ratssitzung', survey: 'Gutachten über die Stege',
    sentences: ['Der Rat stimmte im März mit neun zu vier für die Sperrung.', 'Der Steg trägt jeden Tag zweitausend Menschen.', 'Das war eine kluge Entscheidung.', 'Niemand hat je das Geländer geprüft.', 'Die Reparatur ist bezahlt.', 'Im Winter ist er leer.'],
    denial: 'Der Rat stimmte nie ab.', turn: 'Das Protokoll zeigt es.', finding: 'Das Protokoll hält die Abstimmung fest.', states: 'Die Sperrung wurde mit neun zu vier Stimmen beschlossen.',
    note: 'Erneut gelesen.', later: 'Der Steg wurde wieder geöffnet.', correction: 'Eine Zahl wurde berichtigt.',
  },
  fr: {
    site: 'Gazette du port', title: 'La passerelle qui n’est à personne', standfirst: 'Le conseil et les riverains se contredisent.', by: 'Rose Tilleul',
    head: 'La fermeture', board: 'Conseil du port', mayor: 'Ilse Varga', role: 'maire', minutes: 'Procès-verbal de la séance', survey: 'Expertise des passerelles',
    sentences: ['Le conseil a voté la fermeture en mars par neuf voix contre quatre.', 'La passerelle porte deux mille personnes par jour.', 'Ce fut une sage décision.', 'Nul n’a jamais examiné la rambarde.', 'La réparation est payée.', 'En hiver elle est vide.'],
    denial: 'Le conseil n’a jamais voté.', turn: 'Le procès-verbal le montre.', finding: 'Le procès-verbal consigne le vote.', states: 'La fermeture a été votée par neuf voix contre quatre.',
    note: 'Relu.', later: 'La passerelle a rouvert.', correction: 'Un chiffre a été corrigé.',
  },
};

export function writeTongue(folder, language) {
  const of = texts[language];
  const put = writer(folder);
  put('gainsay.yaml', { title: of.site, publisher: of.site, language, contact: 'https://harbour.example/contact', embed: 'true', severity: { 'claim-unsourced': 'off', 'lock-missing': 'off', 'source-overused': 'off' } });
  put('content/sources.yaml', {
    minutes: { title: of.minutes, url: 'https://council.example/minutes', publisher: of.board, date: '2026-03-04', kind: 'court-record', language, archived: { url: 'https://archive.example/minutes', date: '2026-11-01' } },
    survey: { title: of.survey, 'no-url': '—', authors: [of.by], date: '2026~', kind: 'social-post', access: 'paywalled', language },
    speech: { title: of.denial, url: 'https://speech.example/', speaker: 'mayor', kind: 'transcript', date: '2026-03-05', language },
  });
  put('content/speakers.yaml', { mayor: { name: of.mayor, role: of.role }, board: { name: of.board } });
  put('content/article.yaml', { title: of.title, standfirst: of.standfirst, byline: of.by, published: '2026-11-01', 'annotated-by': of.by, corrections: { date: '2026-11-10', text: of.correction } });
  put('content/01-one.md', `---\ntitle: ${of.head}\n---\n\n${of.sentences.slice(0, 3).join(' ')}\n\n${of.sentences.slice(3).join(' ')}\n`);
  const bare = (sentence) => sentence.slice(0, -1);
  const seen = { checked: '2026-11-20', 'checked-by': of.by, finding: of.finding };
  const [vote, bearing, wise, rail, paid, winter] = of.sentences.map(bare);
  put('content/01-one.yaml', { claims: {
    vote: {
      quote: vote, states: of.states, speaker: 'board', via: 'mayor', date: '2026-03-04', ...seen, reviewed: { by: of.mayor, on: '2026-11-21' },
      history: { date: '2026-11-20', note: of.note }, later: { date: '2026-11-24', text: of.later, sources: ['minutes'] }, reply: { asked: ['board'], on: '2026-11-01' },
      citations: [{ source: 'minutes', relation: 'supports', passage: of.finding }, { source: 'speech', relation: 'repeats' }],
      counters: [{ id: 'never', relation: 'denies', speaker: 'mayor', says: of.denial, ...seen, counters: [{ id: 'shown', relation: 'contradicts', says: of.turn, ...seen, citations: [{ source: 'minutes', relation: 'supports', passage: of.finding }] }] }],
    },
    bearing: { quote: bearing, ...seen, citations: [{ source: 'minutes', relation: 'supports' }, { source: 'survey', relation: 'contradicts' }] },
    wise: { quote: wise, kind: 'opinion' },
    rail: { quote: rail, ...seen, citations: [{ source: 'survey', relation: 'contradicts' }] },
    paid: { quote: paid, ...seen, was: `${paid}?`, citations: [{ source: 'survey', relation: 'qualifies', anonymous: 'true' }, { source: 'minutes', relation: 'updates' }] },
    winter: { quote: winter },
  } });
}
