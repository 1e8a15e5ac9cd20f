// Accessibility of the desk: axe-core in every state of its panel, at two widths and in both schemes, and nothing runs
// over the edge of a narrow screen.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { choose, find, openDesk, save, select, serve, settled, site, stopAll } from './annotate.mjs';
import { violations } from './browser.mjs';
import { program } from './site.mjs';

after(stopAll);
const prepare = (folder) => {
  execFileSync(program, ['build', folder], { stdio: 'pipe' });
  const file = join(folder, 'content/01-vote.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('since 2021', 'since the year 2021'));
};

for (const [width, colorScheme] of [[390, 'light'], [390, 'dark'], [1440, 'light'], [1440, 'dark']]) {
  test(`axe-core finds no violation in any state of the desk at ${width}, ${colorScheme}`, { timeout: 110_000 }, async () => {
    const { address } = await serve(site, prepare);
    const { page, frame } = await openDesk(address, { viewport: { width, height: 844 }, colorScheme, bypassCSP: true });
    const wrong = [];
    const look = async (state) => {
      wrong.push(...(await violations(page)).map((v) => `${state}: ${v}`));
      const over = await page.evaluate(() => Math.max(document.documentElement.scrollWidth - innerWidth, document.getElementById('panel').scrollWidth - document.getElementById('panel').clientWidth));
      if (over > 0) wrong.push(`${state}: ${over} px too wide`);
    };
    await look('closed');
    await select(frame, 'the council voted');
    await page.locator('#take').waitFor();
    await look('selected');
    await page.locator('#take').click();
    await look('choice');
    await choose(page, 'New claim');
    await page.locator('#more').click();
    await page.getByRole('combobox', { name: 'Source', exact: true }).fill('o');
    await look('list');
    await find(page, 'Source', 'minutes');
    await page.getByRole('button', { name: 'Take it from the saved copy' }).click();
    await page.locator('.copy [role=button]').first().click();
    await look('copy');
    await page.locator('#more').click();
    await find(page, 'Source', 'https://county.example/2024/04/02/report.pdf');
    await find(page, 'Who says so', 'The Clerk');
    for (const more of await page.locator('.further summary').all()) await more.click();
    await look('form');
    await save(page);
    await page.getByText('missing or wrong').waitFor();
    await look('faults');
    await page.getByLabel('Title').fill('A report');
    for (const radio of await page.getByRole('radio', { name: 'Supports' }).all()) await radio.check();
    await save(page, '#draft');
    await page.locator('#on').waitFor();
    await look('saved');
    await page.locator('#looks').click();
    await page.locator('.wait').first().waitFor();
    await page.locator('.drafts .mark').waitFor();
    await page.locator('.fault').first().waitFor();
    await look('looks');
    await settled(page);
    await page.locator('#close').click();
    await page.locator('#annotate').click();
    await look('typed words');
    await page.locator('#close').click();
    await page.locator('#edit').click();
    await page.getByRole('combobox').fill('no inspector');
    await page.keyboard.press('Enter');
    await page.locator('#save').waitFor();
    await look('edit');
    await page.getByRole('button', { name: /Other words/ }).click();
    await look('other words');
    await page.getByRole('button', { name: 'Leave the words as they were' }).click();
    await page.locator('#discard').click();
    for (const [words, button] of [['council voted', '#publish'], ['Minutes of the meeting', '#out'], ['Tarnford closes', '#save']]) {
      await page.locator('#edit').click();
      await page.getByRole('combobox').fill(words);
      await page.keyboard.press('Enter');
      await page.locator(button).waitFor();
      await look(`edit ${words}`);
      if (button !== '#out') continue;
      await page.locator('#out').click();
      await page.getByText('cannot be removed').first().waitFor();
      await look('not removed');
    }
    await page.locator('#close').click();
    await page.locator('#edit').click();
    await page.getByRole('combobox').fill('no inspector');
    await page.keyboard.press('Enter');
    await page.locator('#out').click();
    await page.locator('#remove').waitFor();
    await look('remove');
    await settled(page);
    await page.locator('#remove').click();
    await page.locator('#undo').waitFor();
    await look('removed');
    assert.deepEqual(wrong, []);
  });
}
