// The desk, for who uses it for the first time: what the panel says can be done is done, and it says what came of it.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { beginClaim, edit, find, marked, openDesk, save, saveAndClose, select, serve, site, stopAll } from './annotate.mjs';

after(stopAll);
const limit = { timeout: 90_000 };
const vote = 'content/01-vote.yaml';

test('a counter-claim takes words that are selected in the page', limit, async () => {
  const { address, read } = await serve();
  const { page, frame } = await openDesk(address);
  await edit(page, 'no inspector had');
  await page.getByRole('button', { name: 'Add a counter-claim' }).click();
  await page.getByRole('radio', { name: 'Updates' }).check();
  await page.getByLabel('What is said').fill('It was opened');
  await select(frame, 'It was opened again in June.');
  await page.getByRole('button', { name: 'Take these words instead' }).click();
  assert.equal(await page.getByRole('radio', { name: 'Updates' }).isChecked(), true, 'what was chosen stays');
  await saveAndClose(page);
  assert.equal(await marked(frame, 'opened-again-june'), 'It was opened again in June.');
  const claim = read('content/02-after.yaml');
  assert.match(claim, /answers:[^]*claim: no-inspector-since-2021/);
  assert.doesNotMatch(claim, /says:/);
});

test('a source that is only begun has its passage from a saved copy, once there is one', limit, async () => {
  const { address, folder, read } = await serve();
  const { page, frame } = await openDesk(address);
  await beginClaim(page, frame, 'to close the footbridge');
  await page.locator('#more').click();
  await find(page, 'Source', 'https://county.example/letter.html');
  await page.getByLabel('Title', { exact: true }).fill('A letter of the county');
  await page.getByLabel('Id of the source').fill('county-letter');
  const take = page.getByRole('button', { name: 'Take it from a saved copy' });
  await take.click();
  await page.locator('.taken .hint', { hasText: 'content/snapshots/county-letter.txt' }).waitFor();
  mkdirSync(join(folder, 'content/snapshots'), { recursive: true });
  writeFileSync(join(folder, 'content/snapshots/county-letter.txt'), 'We advise you to close it. We do so with regret.\n');
  await take.click();
  await page.locator('.copy [role=button]', { hasText: 'We advise' }).click();
  await page.getByRole('radio', { name: 'Supports' }).check();
  await saveAndClose(page);
  assert.match(read(vote), /source: county-letter\n +relation: supports\n +passage: We advise you to close it\.\n/);
});

test('of a source with an address nobody is asked why it has none; without both, the labels say what is missing', limit, async () => {
  const { address } = await serve();
  const { page, frame } = await openDesk(address);
  await beginClaim(page, frame, 'to close the footbridge');
  await page.locator('#more').click();
  await find(page, 'Source', 'A book of bridges');
  const none = page.getByLabel('Why there is no address');
  const url = page.getByLabel('Address', { exact: true });
  assert.equal(await url.evaluate((field) => field === document.activeElement), true, 'the keys are where something is missing');
  assert.equal(await page.getByText('Read from the address').count(), 0);
  await page.getByRole('radio', { name: 'Supports' }).check();
  await save(page);
  const problem = page.locator('.field', { has: url }).locator('.problem');
  await problem.filter({ hasText: '“Why there is no address”' }).waitFor();
  assert.match(await problem.textContent(), /^the source book-bridges has no address; add “Address”, or “Why/);
  assert.equal(await none.isVisible(), true);
  await url.fill('https://county.example/book');
  await none.waitFor({ state: 'hidden' });
});

test('the language of an article and the day on which it was published are set', limit, async () => {
  const { address, read } = await serve({ ...site, 'content/article.yaml': `${site['content/article.yaml']}# The sample is in English.\nlanguage: en\n`, 'gainsay.yaml': 'title: Tarnford Notes\nlanguage: es\n' });
  const { page, frame } = await openDesk(address);
  await edit(page, 'Tarnford closes');
  await page.getByLabel('Language', { exact: true }).fill('');
  await page.getByLabel('Published').press('t');
  const day = await page.getByLabel('Published').inputValue();
  assert.match(day, /^\d{4}-\d\d-\d\d$/);
  await saveAndClose(page);
  assert.equal(read('content/article.yaml'), `${site['content/article.yaml']}# The sample is in English.\npublished: ${day}\n`);
  await frame.waitForFunction(() => document.documentElement.lang === 'es');
});

test('what was saved is told with its status, and with a fault that it brought', limit, async () => {
  const { address } = await serve();
  const { page } = await openDesk(address);
  await edit(page, 'no inspector had');
  await page.getByRole('button', { name: 'Add a counter-claim' }).click();
  await page.getByRole('radio', { name: 'Denies' }).check();
  await page.getByLabel('What is said').fill('An inspector came in 2023.');
  await save(page);
  await page.getByText('Status: Not yet checked. That of the claim it answers: Contradicted.').waitFor();
  await page.locator('#body .problem', { hasText: 'has no source' }).waitFor();
  await page.getByRole('button', { name: 'Edit it' }).click();
  await page.getByText('It answers “no inspector had seen the deck since 2021”.').waitFor();
  await page.keyboard.press('Escape');
  // What can be taken back is called by whole words.
  await page.locator('#looks').click();
  const lines = await page.locator('.list .link').evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height < 30));
  assert.deepEqual(lines, lines.map(() => true));
});

test('at 390 px, everything that can be edited is listed at once, within the screen', limit, async () => {
  const { address } = await serve();
  const { page } = await openDesk(address, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const bar = await page.locator('#looks').innerText();
  assert.doesNotMatch(bar, /\s,/);
  await page.locator('#edit').tap();
  const list = page.locator('[role=listbox]');
  await list.waitFor();
  assert.ok(await list.locator('[role=option]').count() > 4);
  const { y, height } = await list.boundingBox();
  assert.ok(y + height <= 844, `the list ends at ${y + height}`);
});

test('who selects by keys is shown which keys there are', limit, async () => {
  const { address } = await serve();
  const { page, frame } = await openDesk(address);
  await frame.locator('article.prose').focus();
  await page.keyboard.press('Alt+a');
  await page.locator('#keys', { hasText: 'the other end' }).waitFor();
  const box = await page.locator('#beside').boundingBox();
  assert.ok(box.x + box.width <= 1440 && box.y + box.height <= 900);
  await page.keyboard.press('Escape');
  await select(frame, 'The clerk kept a record');
  await page.locator('#take').waitFor();
  assert.equal(await page.locator('#keys').isVisible(), false, 'by mouse nobody needs them');
});

test('what a remark of a draft names is cited at a press, and its relation is left to say', limit, async () => {
  const claims = site[vote]
    .replace('    finding:', '    desk-note: "Ada: see https://council.example/minutes/2024-03-04, and https://other.example/x."\n    finding:')
    .replace(/ {6}# The second one\.\n.*\n/, '');
  const { address, read } = await serve({ ...site, [vote]: claims });
  const { page } = await openDesk(address);
  await edit(page, 'no inspector had');
  assert.match(await page.getByLabel('For the desk').inputValue(), /^Ada: see/);
  const offer = page.getByRole('button', { name: 'Cite Minutes of the meeting' });
  await offer.click();
  assert.equal(await offer.count(), 0, 'it is offered once');
  const row = page.locator('.evidence').last();
  assert.equal(await row.locator('input[type=radio]:checked').count(), 0, 'no relation is preset');
  await row.getByRole('radio', { name: 'Repeats' }).check();
  await row.getByRole('textbox', { name: 'Passage' }).fill('She asked for a report.');
  await saveAndClose(page);
  assert.match(read(vote), /- source: council-minutes\n\s+relation: repeats\n\s+passage: She asked for a report\./);
  assert.match(read(vote), /desk-note: "Ada: see/);
});
