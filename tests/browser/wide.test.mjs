// Wide screens: notes stand in the margin, each beside its mark, and never on one another.
import assert from 'node:assert/strict';
import { line, scriptless, settle, visit, wide } from './browser.mjs';

// What is wrong with where the notes stand. Those before an open one may have risen for it.
const misplaced = (page) => page.evaluate(() => {
  const wrong = [];
  const text = document.querySelector('.prose').getBoundingClientRect();
  const boxes = [...document.querySelectorAll('.note')].map((note) => {
    const { top, bottom, left, right, height } = note.getBoundingClientRect();
    const mark = document.querySelector(`mark[id][data-c="${note.dataset.c}"]`).getClientRects()[0];
    return { id: note.id, top, bottom, left, right, height, mark: mark.top };
  }).sort((a, b) => a.top - b.top);
  const open = boxes.findIndex((box) => document.getElementById(box.id).matches('.open'));
  boxes.forEach((box, i) => {
    if (box.left < text.right) wrong.push(`${box.id} stands on the text`);
    if (box.right > document.documentElement.clientWidth) wrong.push(`${box.id} leaves the screen`);
    if (box.height < 25) wrong.push(`${box.id} is not seen`);
    if (i >= open && box.top < box.mark - 6) wrong.push(`${box.id} starts ${box.mark - box.top} px above its mark`);
    if (boxes.slice(0, i).some((o) => o.bottom > box.top + 1)) wrong.push(`${box.id} overlaps another`);
  });
  // Nothing in the head of a note stands on anything else in it.
  for (const note of document.querySelectorAll('.note')) {
    const parts = [...note.querySelectorAll('.note-head > :not(.unseen), .closer .back')].flatMap((part) => [...part.getClientRects()]).filter((r) => r.width > 1);
    const over = (a, b) => a.top < b.bottom - 3 && b.top < a.bottom - 3 && a.left < b.right - 1 && b.left < a.right - 1;
    if (parts.some((a, i) => parts.slice(0, i).some((b) => over(a, b)))) wrong.push(`the head of ${note.id} runs into itself`);
  }
  // Notes stand below the panel of the marks, where that is in the margin too.
  const panel = document.querySelector('.marks'), below = getComputedStyle(panel).position === 'absolute' ? panel.getBoundingClientRect().bottom : -1e4;
  const astray = boxes.filter((box, i) => below < box.mark - 6 && (i === 0 || boxes[i - 1].bottom < box.mark - 6) && Math.abs(box.top - box.mark) > 6);
  return { wrong, astray: astray.map((b) => `${b.id} is ${b.top - b.mark} px from its mark`), count: boxes.length };
});

const screens = [992, 1024, 1312, 1440, 2560].map((width) => ({ ...wide, viewport: { width, height: 900 } }));

line(7, 'every note stands at the end of the text, below no mark of its own, over no other', async (site) => {
  for (const screen of screens) {
    await visit(site, screen, async (page) => {
      await settle(page);
      const { wrong, count } = await misplaced(page);
      assert.deepEqual(wrong, [], `at ${screen.viewport.width} px`);
      assert.equal(count, site.name === 'stress' ? 200 : 23);
    });
  }
});

line(7, 'the same without scripts', async (site) => {
  for (const screen of [screens[0], screens[3]]) {
    await visit(site, { ...screen, ...scriptless }, async (page) => assert.deepEqual((await misplaced(page)).wrong, []));
  }
});

line(8, 'a note with room is level with its mark', async (site) => {
  for (const screen of screens) {
    await visit(site, screen, async (page) => {
      await settle(page);
      assert.deepEqual((await misplaced(page)).astray, [], `at ${screen.viewport.width} px`);
    });
  }
});

const spacing = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';

line(9, 'wider spacing of text makes no overlap', async (site) => {
  for (const options of [{}, scriptless]) {
    await visit(site, { ...wide, ...options, bypassCSP: true }, async (page) => {
      await page.evaluate((css) => document.head.append(Object.assign(document.createElement('style'), { textContent: css })), spacing);
      if (options !== scriptless) await settle(page);
      assert.deepEqual((await misplaced(page)).wrong, []);
    });
  }
});

line(9, 'opening a note makes no overlap', (site) => visit(site, wide, async (page) => {
  await settle(page);
  const markers = await page.locator('.marker').all();
  for (const marker of [...markers.slice(0, 14), ...markers.slice(-3)]) {
    await marker.focus();
    await page.keyboard.press('Enter');
    await settle(page);
    assert.deepEqual((await misplaced(page)).wrong, []);
  }
}));
