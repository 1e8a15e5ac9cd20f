// The desk: faults as sentences with ways to mend them, titles, keys that answer, and a preview that only reads.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { beginClaim, edit, find, frameOf, openDesk, save, saveAndClose, serve, settled, site, stopAll } from './annotate.mjs';
import { launch } from './browser.mjs';

after(stopAll);
const limit = { timeout: 90_000 };
const vote = 'content/01-vote.yaml';

// Puts a fault into the claims, and opens the list of the desk once the preview has found it. The last good pages stay up.
async function slip(page, folder, right, wrong) {
  writeFileSync(join(folder, vote), site[vote].replace(right, wrong));
  const found = page.locator('.fault', { hasText: wrong.split(' ')[1] });
  for (let tries = 0; tries < 20 && !(await found.count()); tries++) {
    await page.waitForTimeout(300);
    await page.reload();
    await frameOf(page);
    await page.locator('#looks').click();
    await page.locator('#body h3').first().waitFor();
  }
}

test('a fault of the list is a sentence with its hint, opens the claim, and goes where it is mended', limit, async () => {
  const { address, folder, read } = await serve(site, undefined, ['--editor', 'zed']);
  const { page } = await openDesk(address);
  await slip(page, folder, 'source: inspection-report', 'source: inspection-reprot');
  const fault = page.locator('.fault', { hasText: 'inspection-reprot' });
  assert.match(await fault.locator('p').first().textContent(), /^Error: .*inspection-reprot.*\.$/);
  assert.match(await fault.locator('.hint').first().textContent(), /inspection-report/);
  assert.match(await fault.getByRole('link', { name: /Open in the editor/ }).getAttribute('href'), /^zed:.*01-vote\.yaml:/);
  await fault.getByRole('button', { name: /Edit/ }).click();
  await page.getByRole('heading', { name: 'Edit claim' }).waitFor();
  await page.getByRole('combobox', { name: 'Source', exact: true }).first().fill('Report on');
  await page.keyboard.press('Enter');
  await saveAndClose(page);
  assert.match(read(vote), /source: inspection-report\n/);
});

test('a fault at a field is told with the labels of the form', limit, async () => {
  const { address } = await serve();
  const { page, frame } = await openDesk(address);
  await beginClaim(page, frame, 'to close the footbridge');
  await page.locator('#more').click();
  await find(page, 'Source', 'minutes');
  await save(page);
  const problem = page.locator('.evidence .radios .problem');
  await problem.filter({ hasText: '“What it does to the claim”' }).waitFor();
  assert.doesNotMatch(await problem.textContent(), /relation/);
  assert.equal(await problem.locator('code').count(), 0);
});

test('title and standfirst of the article and the title of a section are edited', limit, async () => {
  const { address, texts } = await serve();
  const { page, frame } = await openDesk(address);
  const before = texts();
  await edit(page, 'Tarnford closes');
  await page.getByLabel('Standfirst').fill('The council voted in March, and the bridge stayed shut.');
  await saveAndClose(page);
  const article = 'content/article.yaml';
  assert.deepEqual(texts(), { ...before, [article]: before[article].replace('voted in March.', 'voted in March, and the bridge stayed shut.') });
  await frame.getByText('and the bridge stayed shut.').first().waitFor();
  await edit(page, 'After the vote');
  await page.getByLabel('Title').fill('After it');
  await saveAndClose(page);
  assert.equal(texts()['content/02-after.md'], before['content/02-after.md'].replace('After the vote', 'After it'));
  await frame.getByRole('heading', { name: 'After it' }).waitFor();
});

test('a source that is somebody’s own words asks whose, until somebody is named', limit, async () => {
  const { address } = await serve();
  const { page, frame } = await openDesk(address);
  await beginClaim(page, frame, 'to close the footbridge');
  await page.locator('#more').click();
  await find(page, 'Source', 'https://council.example/statement');
  await page.locator('legend', { hasText: 'A new source' }).waitFor();
  // As the program reads it from the site's other sources of that host.
  assert.equal(await page.getByLabel('Publisher').inputValue(), 'Tarnford Council');
  await page.getByLabel('Kind').selectOption('statement');
  const asks = page.locator('.begun .asks');
  await asks.filter({ hasText: 'Who speaks here? “Statement” means somebody’s own words.' }).waitFor();
  await find(page, 'Whose words are these?', 'Ada');
  await asks.waitFor({ state: 'hidden' });
});

test('a slip is mended with the key m, and that is undone', limit, async () => {
  const { address, folder, read, texts } = await serve();
  const { page } = await openDesk(address);
  await slip(page, folder, 'relation: contradicts', 'relation: contradict');
  const before = texts();
  const wait = page.locator('.wait', { hasText: 'contradict' });
  await wait.waitFor();
  await settled(page);
  await wait.press('m');
  await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
  assert.match(read(vote), /relation: contradicts\n/);
  await settled(page);
  await page.getByRole('button', { name: /Undo ?: Mended/ }).click();
  await page.getByRole('heading', { name: 'Taken back', exact: true }).waitFor();
  assert.deepEqual(texts(), before);
});

test('with --read-only there is no desk, and no page that can write', limit, async () => {
  const { address, said } = await serve(site, undefined, ['--read-only']);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.locator('article.prose').waitFor();
    assert.doesNotMatch(said(), /annotate|code=/, 'no address of a desk is told');
    assert.equal(await page.locator('iframe, #annotate').count(), 0);
    const tried = await page.evaluate(async () => Promise.all(['save', 'undo', 'look', 'token', 'state', 'propose'].map(async (what) => {
      const { status } = await fetch(`/_desk/${what}`, what === 'state' ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
      return status;
    })));
    assert.ok(tried.every((status) => status >= 400), String(tried));
    await page.keyboard.press('Alt+a');
    assert.equal(await page.evaluate(() => getSelection().toString()), '');
  } finally {
    await browser.close();
  }
});
