// The desk, where something goes or gets other words: what is asked, what is refused and by whom, and what comes back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { beginClaim, edit, find, frameOf, marked, openDesk, save, saveAndClose, select, serve, settled, site, stopAll } from './annotate.mjs';

after(stopAll);
const limit = { timeout: 90_000 };
const vote = 'content/01-vote.yaml';
const remove = async (page) => {
  await page.locator('#remove').waitFor();
  await settled(page);
  await page.locator('#remove').click();
  await page.getByRole('heading', { name: 'Removed' }).waitFor();
};

test('a claim goes after one question that shows its words, and comes back', limit, async () => {
  const { address, texts } = await serve();
  const { page, frame } = await openDesk(address);
  const before = texts();
  await edit(page, 'no inspector had');
  await page.locator('#out').click();
  await page.getByRole('heading', { name: 'Remove this claim?' }).waitFor();
  assert.equal(await page.locator('#body .words').textContent(), 'no inspector had seen the deck since 2021');
  await page.getByText('claims/no-inspector-since-2021.html').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Keep it');
  assert.deepEqual(texts(), before);
  await remove(page);
  assert.equal(texts()[vote], '# Read with the minutes at hand.\n');
  await frame.waitForFunction(() => !document.querySelector('mark'));
  await settled(page);
  await page.locator('#undo').click();
  await page.getByRole('heading', { name: 'Taken back', exact: true }).waitFor();
  assert.deepEqual(texts(), before);
});

test('the address of a claim that goes leads to another, where that is asked for', limit, async () => {
  const files = { ...site, [vote]: 'claims:\n  old:\n    quote: to close the footbridge\n  vote:\n    quote: nine to four\n' };
  const { address, read } = await serve(files);
  const { page } = await openDesk(address);
  await edit(page, 'to close');
  await page.locator('#out').click();
  await find(page, 'Lead its address to another claim', 'nine to');
  await remove(page);
  assert.equal(read(vote), 'claims:\n  vote:\n    quote: nine to four\n    aliases: [old]\n');
});

test('a source that claims cite is not removed; they can be edited from there, and then it can', limit, async () => {
  const { address, read, texts } = await serve();
  const { page } = await openDesk(address);
  const before = texts();
  await edit(page, 'Minutes of the meeting');
  await page.locator('#out').click();
  await page.getByRole('heading', { name: 'This source cannot be removed' }).waitFor();
  assert.deepEqual(texts(), before);
  await page.getByRole('button', { name: /Edit ?: no inspector/ }).click();
  await page.locator('.evidence').nth(1).getByRole('button', { name: 'Remove this source from the claim' }).click();
  await saveAndClose(page);
  await edit(page, 'Minutes of the meeting');
  await page.locator('#out').click();
  await page.getByText('Its saved copy stays').waitFor();
  await remove(page);
  assert.doesNotMatch(read('content/sources.yaml'), /council-minutes/);
  await page.locator('#on').click();
  // Somebody is named, and then nobody is.
  await edit(page, 'Ada Renn');
  await page.locator('#out').click();
  await page.getByRole('heading', { name: 'This speaker cannot be removed' }).waitFor();
});

test('a claim that another answers is not removed until the answer is taken out', limit, async () => {
  const files = { ...site, 'content/02-after.yaml': 'claims:\n  opened:\n    quote: It was opened again in June.\n    answers: [{claim: no-inspector-since-2021, relation: updates}]\n' };
  const { address, read } = await serve(files);
  const { page } = await openDesk(address);
  await edit(page, 'no inspector had');
  await page.locator('#out').click();
  await page.getByRole('button', { name: /Edit ?: It was opened/ }).click();
  await page.getByText('It answers “no inspector had seen').waitFor();
  await page.getByRole('button', { name: /Take this out/ }).click();
  await saveAndClose(page);
  assert.equal(read('content/02-after.yaml'), 'claims:\n  opened:\n    quote: It was opened again in June.\n');
  await edit(page, 'no inspector had');
  await page.locator('#out').click();
  await remove(page);
});

test('a claim of two places shows both, and loses one', limit, async () => {
  const files = { ...site, [vote]: 'claims:\n  kept:\n    quote:\n      - The clerk kept a record\n      - The clerk kept a copy # too\n' };
  const { address, read } = await serve(files);
  const { page } = await openDesk(address);
  await edit(page, 'kept a record');
  assert.deepEqual(await page.locator('.place .words').evaluateAll((all) => all.map((words) => words.firstChild.data)), ['The clerk kept a record', 'The clerk kept a copy']);
  await page.getByRole('button', { name: /Remove this place ?: The clerk kept a copy/ }).click();
  await page.getByText('The claim stays, with its other places.').waitFor();
  await remove(page);
  assert.equal(read(vote), 'claims:\n  kept:\n    quote:\n      - The clerk kept a record\n');
  await page.locator('#on').click();
  await edit(page, 'kept a record');
  assert.equal(await page.getByRole('button', { name: /Remove this place/ }).count(), 0, 'the last place goes with the claim');
});

test('a claim gets other words: those that are selected, or typed', limit, async () => {
  const { address, read } = await serve();
  const { page, frame } = await openDesk(address);
  await edit(page, 'no inspector had');
  await select(frame, 'to close the footbridge');
  await page.getByRole('button', { name: 'Take these words instead' }).click();
  assert.equal(await page.locator('.place del').textContent(), 'no inspector had seen the deck since 2021');
  await saveAndClose(page);
  assert.match(read(vote), /\n {4}quote: 'to close the footbridge'\n/);
  assert.equal(await marked(frame, 'no-inspector-since-2021'), 'to close the footbridge');
  await edit(page, 'to close the footbridge');
  await page.getByRole('button', { name: /Other words/ }).click();
  const words = page.getByLabel('Words of the article');
  await page.locator('.place .problem').filter({ hasText: 'there are no words' }).waitFor();
  await words.fill('nobody said this');
  await page.locator('.place .problem').filter({ hasText: /nowhere/ }).waitFor();
  await words.fill('The clerk kept');
  await page.getByLabel('What stands right before them').fill('a record of it.');
  await page.locator('.place .problem').waitFor({ state: 'hidden' });
  await saveAndClose(page);
  assert.equal(await marked(frame, 'no-inspector-since-2021'), 'The clerk kept');
  assert.match(read(vote), /prefix: /);
});

test('a draft has a mark in the lists, and is published with one press, unless something is wrong with it', limit, async () => {
  const files = { ...site, [vote]: 'claims:\n  late:\n    quote: to close the footbridge\n    draft: true\n    citations:\n      - {source: nothing, relation: supports}\n' };
  const { address, read } = await serve(files);
  const { page } = await openDesk(address);
  // Whoever opens the desk of an article with drafts finds them first; after a reload, the page as it was.
  await page.getByRole('heading', { name: '1 draft to complete' }).waitFor();
  assert.equal(await page.locator('#drafted').innerText(), ', drafts: 1');
  await page.reload();
  const frame = await frameOf(page);
  await page.locator('#looks').waitFor();
  assert.equal(await page.locator('#panel').isVisible(), false);
  await page.locator('#looks').click();
  await page.locator('.drafts .mark', { hasText: 'Draft' }).waitFor();
  await page.getByRole('button', { name: /Edit or publish/ }).click();
  await save(page, '#publish');
  await page.getByText('missing or wrong').waitFor();
  assert.match(read(vote), /draft: true/);
  await page.locator('.evidence .problem').filter({ hasText: 'nothing' }).waitFor();
  await find(page, 'Source', 'minutes');
  await saveAndClose(page, '#publish');
  assert.doesNotMatch(read(vote), /draft/);
  assert.equal(await marked(frame, 'late'), 'to close the footbridge');
  await page.locator('#edit').click();
  await page.getByRole('combobox').fill('to close');
  assert.equal(await page.locator('[role=option] .mark').count(), 0);
});

test('later saves that touch a save are named before they are taken back with it', limit, async () => {
  const { address, texts } = await serve();
  const { page, frame } = await openDesk(address);
  const before = texts();
  await beginClaim(page, frame, 'to close the footbridge');
  await saveAndClose(page);
  const one = texts();
  await beginClaim(page, frame, 'The clerk kept a record of it');
  await saveAndClose(page);
  await edit(page, 'to close the footbridge');
  await page.getByLabel('Finding', { exact: true }).fill('So it was.');
  await saveAndClose(page);
  await page.locator('#looks').click();
  await settled(page);
  await page.getByRole('button', { name: /Undo ?: New claim close-footbridge/ }).click();
  await page.locator('#body', { hasText: 'This takes back 2 later saves as well:' }).waitFor();
  assert.notDeepEqual(texts(), before);
  await settled(page);
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  // What nothing touched since goes alone.
  await page.locator('#looks').click();
  await settled(page);
  await page.getByRole('button', { name: /Undo ?: New claim clerk-kept-record/ }).click();
  await page.getByText('What came later stays.').waitFor();
  assert.equal(texts()[vote].replace(/\n {4}finding: So it was\./, ''), one[vote]);
  await page.locator('#on').click();
  await page.locator('#looks').click();
  await settled(page);
  await page.getByRole('button', { name: /Undo ?: New claim close-footbridge/ }).click();
  await page.locator('#body', { hasText: 'This takes back 1 later save as well:' }).waitFor();
  await settled(page);
  await page.getByRole('button', { name: 'Take back all 2 saves' }).click();
  await page.getByRole('heading', { name: 'Taken back', exact: true }).waitFor();
  assert.deepEqual(texts(), before);
});

test('the name of a speaker and Tab begin a new one; who comes back finds what is like it', limit, async () => {
  const { address, read } = await serve();
  const { page, frame } = await openDesk(address);
  await beginClaim(page, frame, 'to close the footbridge');
  const field = page.getByRole('combobox', { name: 'Who says so', exact: true });
  await field.fill('Ada');
  await page.keyboard.press('Tab');
  await field.click();
  assert.equal(await page.locator('[role=option]').first().textContent(), 'Ada Rennmayor of Tarnford');
  await field.fill('Renn');
  await page.keyboard.press('Tab');
  assert.equal(await page.locator('legend', { hasText: 'A new speaker' }).count(), 0, 'it may be one that there is');
  await field.fill('The Town Clerk');
  await page.keyboard.press('Tab');
  await page.locator('legend', { hasText: 'A new speaker' }).waitFor();
  assert.match(await page.evaluate(() => document.activeElement.labels[0].textContent), /What they are/);
  await saveAndClose(page);
  assert.match(read('content/speakers.yaml'), /town-clerk:\n {2}name: The Town Clerk\n/);
  assert.match(read(vote), /speaker: town-clerk/);
});
