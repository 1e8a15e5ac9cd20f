// Accessibility: axe-core on every kind of page at five widths, in both schemes. A page is
// opened once and then made narrower. html-validate reads every page of every site. In the dark
// the rules about colours alone are asked again, as a scheme changes nothing else, and at the two
// widths whose layouts differ most. The stress site, the articles that other sites have beside it and
// the one of 60 claims are looked at there alone. With GAINSAY_AXE=whole all rules are asked everywhere,
// which takes some three times as long: for who changed the styles.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { address, contextFor, violations } from './browser.mjs';
import { example, five, kinds, sixty, stress } from './site.mjs';

const widths = [1440, 1024, 768, 390, 320];
const whole = process.env.GAINSAY_AXE === 'whole';

for (const [make, few] of [[example, widths], [five, widths], [stress, [1440, 390]], [sixty, [1440, 390]]]) {
  const across = whole ? widths : few;
  test(`axe-core finds no violation on any kind of page (${make().name})`, { timeout: 900_000 }, async () => {
    const site = make();
    const context = await contextFor(site, { bypassCSP: true, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const wrong = [];
    for (const name of kinds(site)) {
      await page.setViewportSize({ width: across[0], height: 900 });
      await page.goto(address(site, name));
      for (const width of across) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: 'light' });
        const found = await violations(page);
        if (whole || [1440, 390].includes(width)) {
          await page.emulateMedia({ colorScheme: 'dark' });
          found.push(...(await violations(page, !whole)).map((v) => `dark: ${v}`));
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) found.push(`${over} px too wide`);
        wrong.push(...found.map((v) => `${name} at ${width}: ${v}`));
      }
    }
    await context.close();
    assert.deepEqual(wrong, []);
  });
}

test('axe-core finds no violation in an open sheet, an open note and an open legend', async () => {
  const wrong = [];
  for (const site of [example(), five()]) {
    const article = site === example() ? 'index.html' : 'lighthouse/index.html';
    for (const [width, colorScheme] of [[390, 'light'], [390, 'dark'], [1440, 'light'], [1440, 'dark']]) {
      const context = await contextFor(site, { viewport: { width, height: 844 }, colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(address(site, article));
      const look = async () => wrong.push(...(await violations(page)).map((v) => `${article} at ${width}, ${colorScheme}: ${v}`));
      await page.locator('.head a[href="#marks"]').click();
      await page.locator('.legend input').first().check();
      await look();
      await page.keyboard.press('Escape');
      await page.locator('.state button[type=reset]').click();
      await page.locator('.prose .marker').first().click();
      await look();
      await context.close();
    }
  }
  assert.deepEqual(wrong, []);
});

test('html-validate finds no error on any page', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      // What Markdown becomes is left as its library writes it: `<hr />`.
      'void-style': 'off',
      // Counted with its entities: 70 characters of text may be more in the source.
      'long-title': ['error', { maxlength: 110 }],
    },
  });
  const errors = [];
  const whole = [example(), stress(), five()].map(({ site, pages }) => [site, [...pages, '404.html']]);
  for (const [site, pages] of [...whole, [sixty().site, kinds(sixty())]]) {
    for (const name of pages) {
      for (const result of (await validator.validateFile(join(site, name))).results) {
        for (const m of result.messages) errors.push(`${name}:${m.line}:${m.column} ${m.message} (${m.ruleId})`);
      }
    }
  }
  assert.deepEqual(errors, []);
});
