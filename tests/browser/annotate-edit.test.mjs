// The desk, where something is there already: claims, sources and speakers are edited without a byte of anything else,
// faults are told where they are made, changes of others are seen, and what waits is looked at.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { beginClaim, choose, edit, find, frameOf, marked, openDesk, save, saveAndClose, select, serve, settled, site, stopAll } from './annotate.mjs';
import { program } from './site.mjs';

after(stopAll);
const limit = { timeout: 90_000 };
const vote = 'content/01-vote.yaml';

test('what is edited changes alone: comments, order and ways of quoting stay', limit, async () => {
  const { address, texts } = await serve();
  const { page, frame } = await openDesk(address);
  const before = texts();
  await edit(page, 'no inspector had');
  await page.getByText('Stays as it is: it has a language').waitFor();
  await page.getByText('Stays as it is: later.').waitFor();
  await page.getByLabel('Finding', { exact: true }).fill('The report of the county says otherwise.');
  await page.locator('.evidence').nth(1).getByLabel('Where in the source').fill('page 3');
  await saveAndClose(page);
  const now = texts();
  const expected = before[vote].replace('"The report says otherwise."', '"The report of the county says otherwise."').replace('locator: page 1}', 'locator: page 3}');
  assert.deepEqual(now, { ...before, [vote]: expected });
  await frame.getByText('The report of the county says otherwise.').first().waitFor({ state: 'attached' });

  // Keys go, a source comes, another goes.
  await edit(page, 'no inspector had');
  await page.getByLabel('Checked on').fill('');
  await page.locator('.evidence').nth(1).getByRole('button', { name: 'Remove this source from the claim' }).click();
  await saveAndClose(page);
  const later = texts();
  assert.doesNotMatch(later[vote], /checked:|council-minutes/);
  for (const kept of ["# Read with the minutes at hand.", "# the mayor's word", 'page 2}   # kept', 'later: {date: 2024-06-01']) assert.ok(later[vote].includes(kept), kept);
  assert.doesNotMatch(later[vote], /The second one/, 'its comment goes with it');
});

test('sources and speakers are edited, with what the form does not know', limit, async () => {
  const { address, texts } = await serve({ ...site, 'content/speakers.yaml': "ada-renn:\n  name: 'Ada Renn'  # the mayor\n  aliases: [mayor]\n" });
  const { page } = await openDesk(address);
  const before = texts();
  await edit(page, 'Ada Renn');
  await page.getByText('Stays as it is: aliases.').waitFor();
  await page.getByLabel('What they are').fill('mayor of Tarnford');
  await saveAndClose(page);
  assert.equal(texts()['content/speakers.yaml'].replace(/\n  role: mayor of Tarnford/, ''), before['content/speakers.yaml']);
  await edit(page, 'Minutes of the meeting');
  await page.getByLabel('Kind').selectOption('report');
  await saveAndClose(page);
  assert.equal(texts()['content/sources.yaml'], before['content/sources.yaml'].replace('kind: document', 'kind: report'));
});

test('faults are told at their fields, a draft is saved with them, and what was typed outlives a reload', limit, async () => {
  const { address, texts } = await serve();
  const { page, frame } = await openDesk(address);
  const before = texts();
  await beginClaim(page, frame, 'to close the footbridge');
  await page.getByLabel('Checked on').fill('2999-01-01');
  const problem = page.locator('.field', { has: page.getByLabel('Checked on') }).locator('.problem');
  await problem.filter({ hasText: /./ }).waitFor();
  await page.locator('#said').filter({ hasText: /./ }).waitFor({ state: 'attached' });
  await page.reload();
  await page.locator('#save').waitFor();
  assert.equal(await page.getByLabel('Checked on').inputValue(), '2999-01-01');
  await save(page);
  await page.getByText('Mend this first: with it, even a draft could not be read.').waitFor();
  assert.deepEqual(texts(), before, 'nothing was written');
  assert.equal(await page.getByLabel('Checked on').inputValue(), '2999-01-01', 'what was typed stays');
  await page.getByLabel('Checked on').fill('');
  await settled(page);
  await saveAndClose(page, '#draft');
  assert.match(texts()[vote], /close-footbridge:\n(.*\n)*?\s+draft: true/);
  await edit(page, 'to close the footbridge');
  await saveAndClose(page, '#publish');
  assert.doesNotMatch(texts()[vote], /draft/, 'it is published');
});

test('a form that is closed is gone on with, or thrown away, before another is begun', limit, async () => {
  const { address, texts } = await serve();
  const { page, frame } = await openDesk(address);
  const before = texts();
  await edit(page, 'no inspector had');
  await page.getByLabel('Finding', { exact: true }).fill('Half a sentence');
  await page.keyboard.press('Escape');
  await page.locator('#resume').click();
  assert.equal(await page.getByLabel('Finding', { exact: true }).inputValue(), 'Half a sentence');
  await page.keyboard.press('Escape');
  await select(frame, 'the council voted');
  await page.locator('#take').click();
  await page.locator('#why', { hasText: 'This is not saved yet.' }).waitFor();
  assert.equal(await page.getByLabel('Finding', { exact: true }).inputValue(), 'Half a sentence');
  await page.getByRole('button', { name: 'Add a counter-claim' }).click();
  assert.equal(await page.getByLabel('Finding', { exact: true }).inputValue(), 'Half a sentence');
  await page.locator('#discard').click();
  await page.locator('#resume').waitFor({ state: 'hidden' });
  await edit(page, 'no inspector had');
  assert.equal(await page.getByLabel('Finding', { exact: true }).inputValue(), 'The report says otherwise.');
  assert.deepEqual(texts(), before);
});

test('an edit that would put a fault into what is published is refused', limit, async () => {
  const { address, texts } = await serve();
  const { page } = await openDesk(address);
  const before = texts();
  await edit(page, 'no inspector had');
  await page.getByLabel('Checked on').fill('soon');
  await save(page);
  await page.getByText('missing or wrong').waitFor();
  assert.equal(await page.getByLabel('Checked on').getAttribute('aria-invalid'), 'true');
  assert.deepEqual(texts(), before);
});

test('a save is undone, also after a reload; beside a change of another program there is a choice', limit, async () => {
  const { address, folder, read, texts } = await serve();
  const { page } = await openDesk(address);
  const before = texts();
  const add = async (words) => {
    await select(await frameOf(page), words);
    await page.locator('#take').click();
    await choose(page, 'New claim');
    await saveAndClose(page);
  };
  const undo = async () => {
    await page.locator('#looks').click();
    await settled(page);
    await page.getByRole('button', { name: 'Undo' }).first().click();
  };
  await add('to close the footbridge');
  await page.reload();
  await page.locator('#looks').waitFor();
  await undo();
  await page.getByRole('heading', { name: 'Taken back', exact: true }).waitFor();
  assert.deepEqual(texts(), before);
  await page.locator('#on').click();

  await page.frameLocator('#page').locator('mark#c-close-footbridge').waitFor({ state: 'detached' });
  await add('to close the footbridge');
  writeFileSync(join(folder, vote), read(vote).replace('quote: to close the footbridge', 'quote: close the footbridge # Somebody else'));
  await page.waitForTimeout(500);
  await undo();
  await page.getByText('The file was changed since.').waitFor();
  assert.match(read(vote), /close-footbridge[^]*Somebody else/, 'nothing was taken back');
  await settled(page);
  await page.getByRole('button', { name: 'Take it back all the same' }).click();
  await page.getByRole('heading', { name: 'Taken back', exact: true }).waitFor();
  assert.deepEqual(texts(), before);
});

test('where the file was changed meanwhile, the save shows what, and stands on it when asked again', limit, async () => {
  const { address, folder, read } = await serve();
  const { page } = await openDesk(address);
  await edit(page, 'no inspector had');
  await page.getByLabel('Finding', { exact: true }).fill('Mine.');
  writeFileSync(join(folder, vote), read(vote).replace('note: Signed and dated.', 'note: Signed, not dated.'));
  await save(page);
  await page.getByText('the file was changed meanwhile').last().waitFor();
  assert.doesNotMatch(read(vote), /Mine/);
  await page.locator('#why pre', { hasText: 'Signed, not dated.' }).waitFor();
  await page.locator('#again').click();
  // The form is opened anew once the files have been read.
  await page.getByText('What you typed stands on the file as it is now').last().waitFor();
  await saveAndClose(page);
  assert.match(read(vote), /finding: "Mine\."[^]*note: Signed, not dated\./);
});

test('a passage is taken from the saved copy, two stretches of it', limit, async () => {
  const { address, read } = await serve();
  const { page, frame } = await openDesk(address);
  await beginClaim(page, frame, 'the council voted');
  await page.locator('#more').click();
  await find(page, 'Source', 'minutes');
  // What was typed by hand stays before what is taken.
  await page.getByLabel('Passage', { exact: true }).fill('As typed.');
  await page.getByRole('button', { name: 'Take it from the saved copy' }).click();
  await page.locator('.copy [role=button]', { hasText: 'The motion was carried' }).click();
  assert.match(await page.getByLabel('Passage', { exact: true }).inputValue(), /^As typed\. \[\.\.\.\] The motion was carried/);
  await page.getByLabel('Passage', { exact: true }).fill('');
  const sentence = (words) => page.locator('.copy [role=button]', { hasText: words });
  await sentence('The motion was carried').click();
  await sentence('She asked for a report').focus();
  await page.keyboard.press('Space');
  const passage = page.getByLabel('Passage', { exact: true });
  assert.equal(await passage.inputValue(), 'The motion was carried: nine for, four against. [...] She asked for a report.');
  await sentence('She asked').click();
  await sentence('The motion').click();
  await page.evaluate(() => {
    const node = [...document.querySelectorAll('.copy span')].find((span) => span.textContent.includes('motion')).firstChild;
    getSelection().setBaseAndExtent(node, node.data.indexOf('motion') + 2, node, node.data.indexOf('four') + 4);
  });
  await page.getByRole('button', { name: 'Take the selected words' }).click();
  assert.equal(await passage.inputValue(), 'motion was carried: nine for, four');
  await page.getByRole('radio', { name: 'Supports' }).check();
  await saveAndClose(page);
  assert.match(read(vote), /passage: ['"]?motion was carried: nine for, four/);
});

test('what waits is looked at with keys, and a slip is mended', limit, async () => {
  const prepare = (folder) => {
    execFileSync(program, ['build', folder], { stdio: 'pipe' });
    const file = join(folder, 'content/01-vote.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('since 2021', 'since the year 2021').replace('no inspector', 'no inspector at all'));
  };
  const { address, folder, read } = await serve(site, prepare);
  const { page, frame } = await openDesk(address);
  await page.waitForFunction(() => Number(document.getElementById('waiting').textContent) > 0);
  // A page may ask for the list while somebody types in it: the letter answers nothing.
  const before = read('content/anchors.lock');
  await frame.evaluate(() => parent.postMessage({ gainsay: 1, kind: 'desk' }, '*'));
  await page.locator('.wait').first().waitFor();
  await settled(page);
  await page.keyboard.press('s');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'heading');
  assert.equal(read('content/anchors.lock'), before);
  await page.keyboard.press('Alt+l');
  const wait = page.locator('.wait').first();
  await wait.locator('ins', { hasText: 'at all' }).waitFor();
  await settled(page);
  await wait.press('c');
  await page.getByRole('heading', { name: 'To look at: 1' }).or(page.getByRole('heading', { name: 'Nothing waits' })).waitFor();
  await page.waitForFunction(() => !document.querySelector('.wait ins'));
  assert.match(read(vote), /recheck: 20/);
  assert.match(await marked(frame, 'no-inspector-since-2021'), /no inspector at all/);
  await page.locator('.wait', { hasText: 'Evidence' }).waitFor();
  await settled(page);
  await page.locator('.wait').first().press('k');
  await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
  assert.doesNotMatch(read(vote), /recheck/);
  assert.match(execFileSync(program, ['check', folder, '--locked'], { encoding: 'utf8', stdio: 'pipe' }) ?? '', /^/);
});
