// The desk, as an author uses it: words are selected by mouse, by keys, by touch, or typed; a claim is written, saved,
// shown, edited, taken back. After each save all other bytes of all files are what they were.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { choose, drag, find, inserted, marked, openDesk, save, saveAndClose, select, serve, settled, site, stopAll } from './annotate.mjs';

after(stopAll);
const limit = { timeout: 90_000 };
const vote = 'content/01-vote.yaml';

// Asserts that the named files alone changed, each by something put in, and gives what that is.
function only(before, now, ...names) {
  for (const [name, text] of Object.entries(now)) if (!names.includes(name)) assert.equal(text, before[name], `${name} is as it was`);
  return names.map((name) => inserted(before[name] ?? '', now[name]));
}

test('by mouse: words become a claim with a source and a passage, and the page shows its mark', limit, async () => {
  const { address, texts } = await serve();
  const { page, frame } = await openDesk(address);
  assert.doesNotMatch(page.url(), /code=/, 'the code is off the address');
  const before = texts();
  await drag(page, frame, 'the council voted', 'to close the footbridge');
  await page.locator('#take').click();
  await choose(page, 'New claim');
  for (const radio of await page.getByRole('radio').all()) assert.equal(await radio.isChecked(), false, 'no relation is preset');
  await page.locator('#more').click();
  await find(page, 'Source', 'minutes');
  await page.getByRole('radio', { name: 'Supports' }).check();
  await page.getByLabel('Passage', { exact: true }).fill('The motion was carried: nine for, four against.');
  await page.getByLabel('Finding', { exact: true }).fill('The minutes record the vote.');
  await page.getByLabel('Checked on').press('t');
  const id = await page.getByLabel('Id', { exact: true }).inputValue();
  assert.match(id, /^council-voted-nine/);
  await saveAndClose(page);
  assert.equal(await marked(frame, id), 'the council voted nine to four to close the footbridge');
  const [claim] = only(before, texts(), vote);
  for (const part of [`${id}:`, 'the council voted nine to four to close the footbridge', 'council-minutes', 'supports', 'The minutes record the vote.', 'checked: 20']) assert.ok(claim.includes(part), `${part} in ${claim}`);
  assert.doesNotMatch(claim, /status|speaker/, 'nothing is guessed');
});

test('by keys: words are found by letters, widened, and saved with a new speaker and a new source', limit, async () => {
  const { address, texts } = await serve();
  const { page, frame } = await openDesk(address);
  const before = texts();
  await frame.locator('article.prose').focus();
  await page.keyboard.press('Alt+a');
  // The first sentence is there; its start goes to "nine", its end back to "four".
  for (const key of ['n', 'i', ' ', ...Array(5).fill('ArrowLeft')]) await page.keyboard.press(key);
  await page.locator('#said', { hasText: '3 words: “nine to four”. The end moves.' }).waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.locator('.choices').waitFor();
  await page.keyboard.press('1');
  await page.locator('#save').waitFor();
  await page.keyboard.type('The council voted nine to four.');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The Town Clerk');
  await page.keyboard.press('Enter');
  await page.getByText('A new speaker').waitFor();
  await page.locator('#more').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('https://county.example/2024/04/02/report-on-the-bridge.pdf');
  await page.keyboard.press('Enter');
  await page.getByText('A new source').last().waitFor();
  await page.keyboard.type('A report of the county');
  // A day in an address may be any day: none is proposed.
  assert.equal(await page.getByLabel('Date', { exact: true }).inputValue(), '');
  await page.getByRole('radio', { name: 'Supports' }).focus();
  await page.keyboard.press('Space');
  await settled(page);
  await page.keyboard.press('Control+Enter');
  await page.locator('#undo').waitFor();
  await page.keyboard.press('Escape');
  const [claim, source, speaker] = only(before, texts(), vote, 'content/sources.yaml', 'content/speakers.yaml');
  assert.match(speaker, /town-clerk:\n  name: The Town Clerk/);
  assert.match(source, /title: A report of the county/);
  assert.match(claim, /speaker: town-clerk/);
  assert.equal(await marked(frame, /^ {2}([\w-]+):/m.exec(claim)[1]), 'nine to four');
});

test('by touch: a sentence is taken, and every target is large enough', limit, async () => {
  const { address } = await serve();
  const { page, frame } = await openDesk(address, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await select(frame, 'kept a record');
  await page.locator('#whole').tap();
  await page.waitForFunction(() => document.querySelector('#beside:not([hidden])'));
  await page.waitForTimeout(300);
  await page.locator('#take').tap();
  assert.equal(await page.locator('.words').evaluate((words) => words.firstChild.data), 'The clerk kept a record of it.');
  await page.locator('.choices button').first().tap();
  await page.locator('#more').tap();
  const small = await page.evaluate(() => [...document.querySelectorAll('button, summary, input:not([type=radio], [type=checkbox]), textarea, select, .radios label')]
    .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 43.5).map((target) => target.outerHTML.slice(0, 90)));
  assert.deepEqual(small, []);
  await page.getByRole('button', { name: 'Remove this source from the claim' }).tap();
  await settled(page);
  await page.locator('#save').tap();
  await page.locator('#on').waitFor();
  await settled(page);
  await page.locator('#on').tap();
  assert.equal(await marked(frame, 'clerk-kept-record'), 'The clerk kept a record of it.');
});

test('typed words are found in the article, or it is said that they are not', limit, async () => {
  const { address } = await serve();
  const { page, frame } = await openDesk(address);
  await page.locator('#annotate').click();
  const words = page.getByLabel('Words of the article');
  const tried = async (text, before, expect) => {
    await words.fill(text);
    await page.getByLabel('What stands right before them').fill(before);
    await page.getByRole('button', { name: 'Use these words' }).click();
    if (expect) await page.locator('#body .problem:visible').filter({ hasText: expect }).waitFor();
  };
  await tried('nobody voted', '', /./);
  await tried('The clerk kept', '', /./);
  await tried('The clerk kept', 'a record of it.', null);
  await choose(page, 'New claim');
  await saveAndClose(page);
  assert.equal(await marked(frame, 'clerk-kept'), 'The clerk kept');
});

test('words that stand twice are told apart, and a claim has a second place', limit, async () => {
  const { address, read } = await serve();
  const { page, frame } = await openDesk(address);
  await select(frame, 'The clerk kept', 'The clerk kept', true);
  await page.locator('#take').click();
  await choose(page, 'New claim');
  await page.getByText('told apart by what').waitFor();
  await saveAndClose(page);
  assert.equal(await marked(frame, 'clerk-kept'), 'The clerk kept');
  assert.match(read(vote), /prefix: /);
  await select(frame, 'the footbridge in April');
  await page.locator('#take').click();
  await choose(page, 'Another place');
  await find(page, 'Which claim says this?', 'inspector');
  await saveAndClose(page);
  await frame.waitForFunction(() => document.querySelectorAll('mark[data-c="2"], mark[data-c="1"]').length > 1);
  assert.match(read(vote), /quote:\n\s+- 'no inspector had seen the deck since 2021'\n\s+- .*section: after/s);
});

test('a heading of the level of sections within one is none', limit, async () => {
  const { address } = await serve({ ...site, 'content/03-late.md': '---\ntitle: Late\n---\n\nIt rained.\n\n## Later\n\nIt was opened again in June.\n' });
  const { page, frame } = await openDesk(address);
  await frame.evaluate(() => {
    const words = document.querySelector('#later + p').firstChild;
    getSelection().setBaseAndExtent(words, 0, words, words.data.length);
  });
  await page.waitForTimeout(300);
  await page.locator('#take').click();
  await choose(page, 'New claim');
  await saveAndClose(page);
  assert.equal(await marked(frame, 'opened-again-june'), 'It was opened again in June.');
  assert.equal(await frame.locator('#later + p mark').count(), 1);
});

test('a row of hyphens and a word with a backtick are taken whole, and nothing out of a title', limit, async () => {
  const { address } = await serve({ ...site, 'content/02-after.md': '---\ntitle: After the vote\n---\n\n    five---six seven---eight a------b\n    pick`up now\n' });
  const { page, frame } = await openDesk(address);
  for (const [from, to, expect] of [['five-', 'five-', 'five---'], ['-eight', '-eight', '---eight'], ['a---', 'a---', 'a------'], ['pick', 'pick', 'pick`up']]) {
    await select(frame, from, to);
    await page.waitForTimeout(200);
    await page.locator('#take').click();
    await choose(page, 'New claim');
    assert.equal(await page.locator('.words').evaluate((words) => words.firstChild.data), expect);
    await settled(page);
    const id = await page.getByLabel('Id', { exact: true }).inputValue();
    await saveAndClose(page);
    assert.equal(await marked(frame, id), expect);
  }
  await select(frame, 'vote', 'five');
  await frame.evaluate(() => {
    const heading = document.querySelector('#after').firstChild;
    const code = document.querySelector('#after ~ pre').firstChild;
    getSelection().setBaseAndExtent(heading, 0, code, 1);
  });
  await page.waitForTimeout(200);
  await page.locator('#take').click();
  await page.getByText('or out of a title.').waitFor();
});

test('a counter-claim is added, and words of the article answer a claim', limit, async () => {
  const { address, read, texts } = await serve();
  const { page, frame } = await openDesk(address);
  const before = texts();
  await frame.locator('.marker').first().click();
  await page.locator('#edit', { hasText: 'Edit claim 1' }).click();
  await page.getByRole('button', { name: 'Add a counter-claim' }).click();
  await page.getByRole('radio', { name: 'Denies' }).check();
  await page.getByLabel('What is said').fill('An inspector came in 2023.');
  assert.equal(await page.getByLabel('Id', { exact: true }).inputValue(), 'inspector-came-2023');
  await saveAndClose(page);
  const [counter] = only(before, texts(), vote);
  assert.match(counter, /counters:\s+- .*id: inspector-came-2023/s);
  await select(frame, 'It was opened again in June.');
  await page.locator('#take').click();
  await choose(page, 'Answer a claim');
  await find(page, 'Which claim does it answer?', 'inspector had seen');
  await page.getByRole('radio', { name: 'Updates' }).check();
  await saveAndClose(page);
  assert.equal(await marked(frame, 'opened-again-june'), 'It was opened again in June.');
  assert.match(read('content/02-after.yaml'), /answers:[^]*claim: no-inspector-since-2021/);
});

test('below a base path, in one of several articles, on the page of a section', limit, async () => {
  const { 'content/article.yaml': article, 'content/01-vote.md': first, 'content/02-after.md': second, ...rest } = site;
  const files = {
    ...rest, 'content/bridge/article.yaml': `${article}layout: sections\n`, 'content/bridge/01-vote.md': first, 'content/bridge/02-after.md': second,
    'content/park/article.yaml': 'title: The park\n', 'content/park/01-vote.md': 'Nobody crossed the footbridge in April, says the park.\n',
  };
  delete files['content/01-vote.yaml'];
  const { address, texts } = await serve(files, undefined, ['--base-path', '/repo/']);
  const before = texts();
  const { page, frame } = await openDesk(address.replace('#', 'bridge/after.html#'));
  assert.match(page.url(), /\/repo\/bridge\/after\.html$/);
  await select(frame, 'Nobody crossed', 'in April');
  await page.locator('#take').click();
  await choose(page, 'New claim');
  await saveAndClose(page);
  assert.equal(await marked(frame, 'nobody-crossed-footbridge-april'), 'Nobody crossed the footbridge in April');
  const [claim] = only(before, texts(), 'content/bridge/02-after.yaml');
  assert.match(claim, /nobody-crossed-footbridge-april:/);
  // The address follows the page, also where it shows no article.
  await frame.locator('.sitename a').click();
  await page.waitForURL(/\/repo\/index\.html$/);
  await page.locator('#annotate').click();
  await page.getByText('This page shows no article.').waitFor();
  await page.goBack();
  await page.waitForURL(/after\.html$/);
});
