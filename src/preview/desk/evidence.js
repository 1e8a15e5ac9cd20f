// The fields of a citation: which source, what it does to the claim, and the words that do it.
import { desk } from './api.js';
import { button, el, say } from './dom.js';
import { combobox, further, radios, select, text, tick } from './fields.js';
import { combo } from './combo.js';
import { openCopy } from './copy.js';
import { keptKeys, sourceFields, sources } from './records.js';
import { address, sourceAt, sourceCalled } from './ids.js';
import { CITATION, rowPath } from './message.js';

const STAKES = [{ key: 'claimant', label: 'Of who made the claim' }, { key: 'party', label: 'Of a party to it' }, { key: 'independent', label: 'Independent' }];
const isText = (value) => value === undefined || typeof value === 'string';

export function evidence(form, row, at, remove) {
  const { data } = form;
  const { value } = row;
  const path = (key) => () => { const place = rowPath(data, row); return place && `${place}.${key}`; };
  const of = (key, label, more = {}) => ({ label, ...more, path: path(key), get: () => value[key], set: (typed) => { value[key] = typed; } });
  const begun = el('div', { class: 'begun' });
  const copy = el('div', { class: 'taken' });
  const whose = el('p', { class: 'asks', hidden: true });

  const draw = () => {
    const own = Object.hasOwn(data.sources, value.source ?? '');
    begun.replaceChildren(...(own ? [el('fieldset', { class: 'part' }, el('legend', {}, 'A new source'),
      data.sources[value.source].url && el('p', { class: 'hint' }, 'Read from the address where it could be. Look at each line.'), sourceFields(form, value.source, true))] : []));
    const cited = desk.state.sources[value.source];
    const kept = cited && !cited.yaml.speaker && desk.state.kinds.find(({ key, own: is }) => is && key === cited.kind);
    whose.hidden = !kept;
    whose.textContent = kept ? `Whose words are these? “${kept.label}” means somebody’s own words, and this source names nobody. So the site counts it as independent evidence. Edit the source to name who speaks in it.` : '';
    // A source that is only begun may have a copy too; where there is none, it is told where one goes.
    const named = (own || cited) && isText(value.passage);
    copy.replaceChildren(...(named ? [button(cited?.copy ? 'Take it from the saved copy' : 'Take it from a saved copy', () => openCopy({
      source: value.source, article: data.article, into: copy, now: () => value.passage ?? '', put: (words) => write(words), again: draw,
    }), { class: cited?.copy ? undefined : 'link' })] : []));
  };
  const begin = ({ known, id, source, text: wrong }, quiet) => {
    if (wrong) return say(wrong);
    if (known) value.source = known;
    else {
      delete data.sources[value.source];
      data.sources[id] = { title: undefined, ...source };
      value.source = id;
    }
    chosen.write(value.source);
    if (!known) chosen.input.value = source.title ?? source.url;
    draw();
    form.changed();
    say(known ? `The site has this source: ${desk.state.sources[known].name}` : 'A new source is begun.');
    if (known || quiet) return;
    begun.closest('.evidence')?.scrollIntoView({ block: 'start' });
    [...begun.querySelectorAll('input')].find((input) => !input.value && input.checkVisibility())?.focus();
  };
  // The program looks at an address; what is typed into the field meanwhile stands.
  const beginAt = async (typed, quiet) => {
    const proposed = await sourceAt(typed, data.sources);
    if (chosen.input.isConnected) begin(proposed, quiet);
  };
  const chosen = combo({
    value: value.source, label: 'Sources', options: () => sources(form), begins: true,
    pasted: (typed) => Boolean(address(typed)) && (beginAt(typed), true),
    more: (typed) => typed && { id: typed, name: address(typed) ? 'Begin a source at this address' : 'Begin a source with this title', sub: typed, begin: true },
    change: (id, option, quiet) => {
      if (option?.begin) return address(id) ? beginAt(id, quiet) : begin(sourceCalled(id, data.sources), quiet);
      // What was begun and is no longer named is sent no more, and comes back where it is named again.
      value.source = id;
      draw();
      form.changed();
    },
  });

  const passage = isText(value.passage)
    ? text(form, of('passage', 'Passage', { hint: 'The words of the source, as they stand there.', rows: 2 }))
    : el('div', { class: 'field' }, el('p', { class: 'label' }, 'Passage'), el('p', { class: 'hint kept' }, 'Stays as it is: it has a language, a translation or several parts.'));
  const write = (words) => {
    value.passage = words || undefined;
    passage.querySelector('textarea').value = words;
    form.changed();
  };
  draw();
  return el('fieldset', { class: 'part evidence' }, el('legend', {}, `Source ${at + 1}`),
    combobox(form, { label: 'Source', hint: 'Type to find one, or paste an address.', path: () => path('source')() ?? rowPath(data, row), made: chosen }),
    whose, begun,
    radios(form, of('relation', 'What it does to the claim', { options: desk.state.relations })),
    passage, copy,
    text(form, of('locator', 'Where in the source', { hint: 'Such as: page 12, at 03:40.' })),
    text(form, of('note', 'Note', { rows: 1 })),
    further('More about this citation', [
      select(form, of('stake', 'Stake', { none: 'As it is derived', options: STAKES })),
      tick(form, of('anonymous', 'Those who give the evidence are not named')),
    ], Boolean(value.stake || value.anonymous)),
    row.was && keptKeys(row.was, CITATION),
    button('Remove this source from the claim', remove, { class: 'link' }));
}
