// The fields of the article itself and of its sections: title, standfirst and what stands beside them.
import { desk } from './api.js';
import { el, opener } from './dom.js';
import { date, text } from './fields.js';
import { keptKeys } from './records.js';

const ARTICLE = ['title', 'standfirst', 'byline', 'published', 'language'];
const SECTION = ['title', 'language'];

export function textFields(form) {
  const { data } = form;
  const about = (key, label, more = {}) => ({ label, ...more, path: `texts.${key}`, get: () => data.texts[key], set: (value) => { data.texts[key] = value; } });
  const language = (hint) => text(form, about('language', 'Language', { hint: `As a tag: en, de, fr. ${hint}` }));
  const note = el('p', { class: 'hint' }, 'Titles give claims their sense. Where one changes, the claims below it wait for a look.');
  if (data.kind === 'section') {
    const section = desk.state.sections.find(({ id }) => id === data.of);
    return [el('p', { class: 'row' }, opener(section?.editor, data.of)), text(form, about('title', 'Title', { hint: 'The heading of the section.' })), language('Only where it is not that of the article.'), note, keptKeys(data.was, SECTION)];
  }
  return [
    el('p', { class: 'row' }, opener(desk.state.texts?.editor, 'article.yaml')),
    text(form, about('title', 'Title')), text(form, about('standfirst', 'Standfirst', { hint: 'The sentence or two below the title.', rows: 2 })),
    text(form, about('byline', 'Byline', { hint: 'Who wrote it, without “By”.' })), date(form, about('published', 'Published')),
    language('Only where it is not that of the site.'), note, keptKeys(data.was, ARTICLE),
  ];
}
