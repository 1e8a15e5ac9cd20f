// Three more articles for the desk, so that it has five: one in Hebrew, one in Chinese and one in
// English, each with claims, foreign sources and answers across articles.
// Out: the Markdown and YAML of the articles, by path.
const cite = (source, relation, passage) => ({ source, relation, ...(passage && { passage }) });
const seen = { checked: '2026-11-20' };

const articles = {
  gate: {
    article: { title: 'השער שאיש לא פתח', language: 'he', standfirst: 'היומן והסקר אינם מסכימים על 3 לילות.', published: '2026-09-01', corrections: { date: '2026-09-10', text: 'תוקן שם של רחוב (מס׳ 12).' } },
    text: '---\ntitle: הלילה\n---\n\nהשומר כתב ש"השער היה פתוח 3 לילות", והעיר ישנה. ראש העיר אמרה אחר כך שאיש לא נכנס בשער.\n\n- הספינה הגיעה ב־4 באפריל 1931.\n',
    claims: {
      open: {
        quote: 'השער היה פתוח 3 לילות', states: 'השער נשאר פתוח שלושה לילות.', speaker: 'board', via: 'mayor', date: '1931-04-02', ...seen, finding: 'היומן אומר זאת במילותיו (עמ׳ 12).',
        history: { date: '2026-11-20', note: 'היומן נקרא שוב.' }, later: { date: '2026-11-24', text: 'השער נמכר.', sources: ['survey'] },
        citations: [cite('log', 'supports', 'بقيت المنارة مضاءة حتى الفجر'), cite('survey', 'qualifies', { text: 'gate 12: two nights', lang: 'en' })],
        counters: [{ id: 'shut', relation: 'denies', speaker: 'mayor', date: '2023-05-01', says: 'השער לא נפתח מעולם.', ...seen, citations: [cite('speech', 'supports', { text: 'La puerta nunca se abrió.', lang: 'es', translation: 'השער לא נפתח מעולם.' })] }],
      },
      nobody: { quote: 'שאיש לא נכנס בשער', ...seen, finding: 'אין מקור בלתי תלוי.', citations: [cite('speech', 'supports')], counters: [{ claim: 'shut', relation: 'qualifies' }] },
      ship: { quote: 'הספינה הגיעה ב־4 באפריל 1931' },
    },
  },
  bridge: {
    article: { title: '没有人走过的桥', language: 'zh', standfirst: '账册与测量报告对一个冬天说法不一。', published: '2026-08-01' },
    text: '---\ntitle: 冬天\n---\n\n港务局说，这座桥在1931年冬天承载了三百艘船的货物，而且没有一块木板断裂。市长后来说桥那时还没有建成。\n\n> 谁也没有听见钟声。\n',
    claims: {
      load: {
        quote: '这座桥在1931年冬天承载了三百艘船的货物', states: '三百艘船的货物经过了这座桥。', speaker: 'board', date: '1931-12', ...seen, finding: '账册这样写，而报告另有说法。',
        citations: [cite('log', 'supports', 'بقيت المنارة مضاءة حتى الفجر'), cite('survey', 'contradicts', { text: 'no load was put on it', lang: 'en' })],
        counters: [{ id: 'unbuilt', relation: 'denies', speaker: 'mayor', says: '桥那时还没有建成。', counters: [{ id: 'built', relation: 'contradicts', says: '图纸上有它。', ...seen }] }],
      },
      planks: { quote: '没有一块木板断裂', kind: 'opinion' },
      'no-bell': { quote: '谁也没有听见钟声', citations: [cite('log', 'supports')], was: '有人听见了钟声' },
    },
  },
  ferry: {
    article: { title: 'The ferry that went once', standfirst: 'One crossing, told in five ways.', published: '2026-07-01' },
    text: 'The ferry crossed the sound once and never again, and the pilots say that it was full.\n',
    claims: {
      once: { quote: 'The ferry crossed the sound once', speaker: 'mayor', ...seen, citations: [cite('survey', 'supports', 'one crossing')], counters: [{ claim: 'bridge/unbuilt', relation: 'qualifies' }] },
      full: { quote: 'it was full', kind: 'opinion' },
    },
  },
};

export const more = Object.fromEntries(Object.entries(articles).flatMap(([name, { article, text, claims }]) => [
  [`content/${name}/article.yaml`, JSON.stringify(article)],
  [`content/${name}/01-one.md`, text],
  [`content/${name}/01-one.yaml`, JSON.stringify({ claims: claims })],
]));
