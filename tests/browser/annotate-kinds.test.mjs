// Words that are selected at random in Markdown of many kinds become claims whose marks cover the same words.
import { after, test } from 'node:test';
import { checkSelections } from './annotate-drawn.mjs';
import { stopAll } from './annotate.mjs';

after(stopAll);
const kinds = {
  paragraphs: 'The ferry left at dawn, and nobody waved.\n\nIt came back late. The harbour was dark by then; the lamp had failed.\n\nIt came back late again the next day.',
  emphasis: 'The *old* lamp was **bright and _warm_ at once**, said the ***keeper***; half*way* up it `flickers`.',
  links: 'She read [the *whole* report](https://county.example/a) and <https://county.example/b>, then [a note][n].\n\n[n]: https://county.example/c "A title"',
  list: '- bread from the mill\n- salt, and oil\n\n  kept in a jar\n- wine\n  1. red wine\n  2. white wine',
  tight: '1. first came the mayor\n2. then the clerk\n   - with a hat\n   - without gloves\n3. last the band',
  tasks: '- [x] paint the door\n- [ ] mend the roof of the shed',
  quotation: '> The board met twice.\n>\n> > It decided nothing, said one.\n>\n> Then it rose.\n\nSo it was.',
  alert: '> [!WARNING]\n> The stairs are wet in winter.\n>\n> Hold the rail with both hands.',
  table: '| ship | crew | weight |\n|---|:-:|--:|\n| Aurora | 12 men | 1,200 t |\n| Borealis | 9 women | 3.5 t |\n| Celeste | nobody | -5 t |',
  code: 'Before `let mut x = -1;` runs:\n\n```rust\nfn main() {\n    println!("the lamp is {}", 5);\n}\n```\n\n    indented code, four spaces\n\nAfter it.',
  footnotes: 'The deck was laid in 1931.[^a] It was mended later[^b] by the guild.\n\n[^a]: So says the *plate* on the pillar.\n[^b]: In two summers,\n    with oak.\n\n    And with iron.',
  breaks: 'one line of it  \nand a second line\\\nand a third,\nthen the last',
  headings: '### A smaller heading\n\nWords below it.\n\n#### One smaller *still*\n\nMore words below that.',
  struck: 'The vote was ~~nine~~ eight to four, ~~and late~~ on a Monday.',
  picture: 'Above the picture.\n\n![the bridge in fog](../static/bridge.png "The bridge")\n\nA small one ![of a gull](../static/bridge.png) in a line.',
  entities: 'Salt &amp; pepper cost &lt; 5&nbsp;&euro;, &copy; nobody; \\*not emphasis\\* and a \\[bracket\\].',
  numbers: 'It cost $1,200.50 at 10:30, up 5% from €3; the U.S. share fell to -0.5 in 2021/22, at 21°.',
  punctuation: '“I won’t,” said O’Hara — “not now… not ever!” (He didn’t.) It’s well-known, isn’t it?',
  rule: 'Above the line.\n\n---\n\nBelow the line.\n\n***\n\nAnd at the end.',
};

test('ten random selections in each kind of Markdown are saved and marked', { timeout: 240_000 }, () => checkSelections(kinds));
