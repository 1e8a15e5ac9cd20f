// Notes: what a closed one says and how much room it takes, where it stands, and what opening one does
// to the page: it goes level with its mark, the text stays, and little is laid out for it.
import assert from 'node:assert/strict';
import { line, phone, scriptless, settle, until, visit, wide } from './browser.mjs';
import { openings } from './opening.mjs';
import { desk, example, sixty, stress } from './site.mjs';

// Notes as they are: their lines, what of them is seen, and how far below its mark each begins.
const notes = (page) => page.evaluate(() => [...document.querySelectorAll('.note')].map((note) => {
  const box = note.getBoundingClientRect(), style = getComputedStyle(note);
  const mark = document.querySelector(`mark[id][data-c="${note.dataset.c}"]`).getClientRects()[0];
  const rest = ['paddingTop', 'paddingBottom', 'borderTopWidth'].reduce((sum, side) => sum + parseFloat(style[side]), 0);
  const parts = [...note.children].filter((part) => part.checkVisibility() && part.getBoundingClientRect().height > 1);
  const cut = (part) => part && (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1);
  return {
    id: note.id,
    below: Math.round(box.top - mark.top),
    lines: Math.round((box.height - rest) / parseFloat(style.lineHeight) * 10) / 10,
    parts: parts.map((part) => part.className.split(' ')[0]),
    head: note.querySelector('.note-head').innerText,
    whole: !cut(note.querySelector('.finding')),
    answered: !!note.querySelector('.against .retort, .against q'),
    said: [...note.querySelector('.against .words')?.getClientRects() ?? []].some((r) => r.width > 40 && r.bottom < box.bottom),
    names: [...note.querySelectorAll('.sources b[data-r]')].map((relation) => {
      let count = 0;
      for (let next = relation.nextElementSibling; next && !next.matches('b[data-r]'); next = next.nextElementSibling) count += next.matches('a') && next.checkVisibility();
      return count;
    }),
    row: (note.querySelector('.sources')?.getBoundingClientRect().height ?? 0) / parseFloat(style.lineHeight),
    spill: note.scrollHeight - note.clientHeight,
  };
}));

const order = ['note-head', 'finding', 'against', 'others', 'sources'];

line(29, 'a closed note answers in seven lines: who and when, the finding, what is against it, sources', async (site) => {
  const article = site.name === 'desk' ? 'lighthouse/index.html' : 'index.html';
  const wrong = await visit(site, wide, async (page) => {
    await settle(page);
    return (await notes(page)).flatMap((note) => [
      note.lines > 7.1 && `${note.id} has ${note.lines} lines`,
      note.spill > 1 && `${note.id} has ${note.spill} px more than it shows`,
      !note.whole && `the finding of ${note.id} is cut`,
      note.parts.join() !== order.filter((part) => note.parts.includes(part)).join() && `${note.id} has ${note.parts}`,
      note.answered && !note.said && `${note.id} does not say what is against it`,
      note.row > 1.1 && `the sources of ${note.id} take ${note.row} lines`,
      note.names.some((count) => count > 2) && `${note.id} names ${note.names}`,
    ].filter(Boolean));
  }, article);
  assert.deepEqual(wrong, []);
}, [example, stress, desk, sixty]);

line(29, 'its head has number, status, who made the claim and when', async (site) => {
  const [found] = (await visit(site, wide, notes)).filter((note) => note.id === 'n-kerry-asked-ecuador');
  assert.equal(found.head.replace(/\s+/g, ' '), 'Note 4 Disputed WikiLeaks 18 October 2016');
}, [example]);

line(30, 'closed notes begin near their marks', async (site) => {
  const below = (await visit(site, wide, async (page) => {
    await settle(page);
    return notes(page);
  })).map((note) => note.below).sort((a, b) => a - b);
  const [median, most] = site.name === 'example' ? [60, 300] : [120, 700];
  assert.ok(below[Math.floor(below.length / 2)] <= median && below.at(-1) <= most, `${below}`);
}, [example, sixty]);

const standing = (page) => page.evaluate(() => ({
  text: [...document.querySelectorAll('.prose > *:not(.notes), .head > *:not(.notes)')].map((block) => Math.round(block.getBoundingClientRect().top * 10)),
  notes: Object.fromEntries([...document.querySelectorAll('.note')].map((note) => [note.id, Math.round(note.getBoundingClientRect().top)])),
  scrolled: scrollY,
}));

// Notes that share a place.
const overlaps = (page) => page.evaluate(() => {
  const boxes = [...document.querySelectorAll('.note')].map((note) => [note.id, note.getBoundingClientRect()]).sort((a, b) => a[1].top - b[1].top);
  return boxes.slice(1).flatMap(([id, box], i) => (boxes[i][1].bottom > box.top + 1 ? [`${boxes[i][0]} and ${id}`] : []));
});

line(29, 'words against a claim that are cut say so, and those that are whole do not', (site) => visit(site, wide, async (page) => {
  await settle(page);
  const found = await page.$$eval('.note .against', (all) => all.filter((one) => one.checkVisibility()).map((one) => {
    const { bottom } = one.getBoundingClientRect(), range = document.createRange();
    range.selectNodeContents(one);
    const end = [...range.getClientRects()].at(-1), cut = end.top > bottom - 2;
    // What covers the sign begins where the words end.
    const cover = getComputedStyle(one, '::after'), sign = getComputedStyle(one, '::before');
    return { cut, whole: parseFloat(cover.top) < one.offsetHeight - 4, signed: sign.content === '"…" / ""' && sign.bottom === '0px' };
  }));
  assert.ok(found.some(({ cut }) => cut) && found.some(({ cut }) => !cut), JSON.stringify(found));
  assert.deepEqual(found.filter(({ cut, whole, signed }) => !signed || cut === whole), []);
}), [example]);

line(31, 'an opened note is level with its mark, and closing it puts all back', (site) => visit(site, wide, async (page) => {
  await settle(page);
  const markers = await page.$$eval('.prose .marker', (all) => all.map((marker) => marker.id.slice(2)));
  const some = markers.length > 60 ? [...markers.slice(0, 16), ...markers.slice(-8)] : markers;
  for (const [i, id] of some.entries()) {
    // The last click left the pointer on words: a card that they open would take the Escape.
    await page.mouse.move(0, 0);
    await page.locator(`#r-${id}`).evaluate((marker) => scrollBy({ top: marker.getBoundingClientRect().top - 300, behavior: 'instant' }));
    const before = await standing(page);
    await page.locator(`#r-${id}`).focus();
    await page.keyboard.press('Enter');
    await until(page, (n) => document.activeElement.id === `n-${n}`, id);
    await settle(page);
    const during = await standing(page);
    assert.deepEqual([during.text, during.scrolled], [before.text, before.scrolled], `${id}: the text stays`);
    const mark = await page.evaluate((n) => document.getElementById(`c-${n}`).getClientRects()[0].top, id);
    assert.ok(Math.abs(during.notes[`n-${id}`] - mark) <= 6, `${id} is ${during.notes[`n-${id}`] - mark} px from its mark`);
    assert.deepEqual(await overlaps(page), [], id);
    if (i % 3 === 0) await page.keyboard.press('Escape');
    else if (i % 3 === 1) await page.locator(`#n-${id} .back`).click();
    else await page.locator(`#r-${id}`).click();
    await until(page, (n) => document.activeElement.id === `r-${n}`, id);
    await settle(page);
    assert.deepEqual(await standing(page), before, `${id} put all back`);
  }
}), [example, stress, sixty]);

line(31, 'without scripts only later notes move, and the text stays', (site) => visit(site, { ...wide, ...scriptless }, async (page) => {
  const ids = await page.$$eval('.prose .note', (all) => all.map((note) => note.id));
  const before = await standing(page);
  await page.evaluate((id) => { location.hash = id; }, ids[5]);
  const during = await standing(page);
  const moved = (all) => Object.fromEntries(Object.entries(all.notes).map(([id, top]) => [id, top + all.scrolled]));
  const [was, is] = [moved(before), moved(during)];
  assert.deepEqual(during.text.map((top) => top + during.scrolled * 10), before.text.map((top) => top + before.scrolled * 10));
  assert.deepEqual(ids.slice(0, 6).filter((id) => was[id] !== is[id]), []);
  assert.deepEqual(ids.slice(6).filter((id) => is[id] < was[id]), []);
  assert.deepEqual(await overlaps(page), []);
}), [example, sixty]);

line(32, 'opening one of 60 notes styles and lays out little', async (site) => {
  // The page has some 3,000 elements. How long it takes is printed by opening.mjs.
  for (const screen of [phone, wide]) {
    for (const { styled, laidOut } of await openings(site, screen, [2, 30, 31, 57])) {
      assert.ok(styled > 0 && styled < 600, `${styled} elements were styled`);
      assert.ok(laidOut < 400, `${laidOut} boxes were laid out`);
    }
  }
}, [sixty]);

line(33, 'crowded notes rise no higher than what stands above them', (site) => visit(site, wide, async (page) => {
  await settle(page);
  const ids = await page.$$eval('.note', (all) => all.slice(0, 14).map((note) => note.id.slice(2)));
  for (const id of ids) {
    await page.locator(`#r-${id}`).evaluate((marker) => marker.click());
    await settle(page);
    const highest = await page.evaluate(() => {
      const panel = document.querySelector('.marks');
      const beside = panel && getComputedStyle(panel).position === 'absolute';
      const floor = (beside ? panel.getBoundingClientRect().bottom : document.querySelector('main').getBoundingClientRect().top);
      return Math.min(...[...document.querySelectorAll('.note')].map((note) => note.getBoundingClientRect().top)) - floor;
    });
    assert.ok(highest >= -1, `${id}: a note stands ${-highest} px too high`);
    assert.deepEqual(await overlaps(page), [], id);
  }
}), [stress, example]);

line(36, 'outside of folded parts an article has at most a third as many words as its text, without closed notes', async (site) => {
  for (const screen of [wide, phone]) {
    const [others, text] = await visit(site, screen, (page) => page.evaluate(() => {
      const count = (words) => words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      const own = document.querySelector('.prose'), notes = [...document.querySelectorAll('.notes')];
      for (const one of notes) one.hidden = true;
      const all = count(document.body.innerText), text = count(own.innerText);
      return [all - text, text];
    }));
    assert.ok(others <= text / 3, `${others} beside ${text}`);
  }
}, [example]);

line(36, 'endnotes are folded on the screen, and open in print', (site) => visit(site, wide, async (page) => {
  const seen = () => page.evaluate(() => document.querySelector('.endnote').checkVisibility({ contentVisibilityAuto: true }) && document.querySelector('.endnote p').getBoundingClientRect().height > 1);
  assert.equal(await seen(), false);
  // Browsers look at what is folded when they draw the next frame.
  await page.emulateMedia({ media: 'print' });
  await settle(page);
  assert.equal(await seen(), true);
  await page.emulateMedia({ media: 'screen' });
  await page.locator('.endnotes summary').click();
  await settle(page);
  assert.equal(await seen(), true);
}));

line(36, 'an endnote has status, finding and sources of each counter-claim', async (site) => {
  const html = await visit(site, wide, (page) => page.$eval('#e-kerry-asked-ecuador .answer', (one) => one.textContent.replace(/\s+/g, ' ')));
  assert.match(html, /^Denied by John Kirby: Reports that .* 18 October 2016 Disputed Word against word\..* Supports Washington Examiner, US Department of State \(own words\)$/);
}, [example]);

line(12, 'in the sheet the ways on are always in sight, and the quote is not repeated', async (site) => {
  for (const options of [phone, { ...phone, ...scriptless }]) {
    await visit(site, options, async (page) => {
      const marker = page.locator('.prose .marker').nth(3);
      await marker.scrollIntoViewIfNeeded();
      await marker.tap();
      const id = await page.evaluate(() => document.querySelector('.note:target').id);
      const links = ['.step-back', '.full', '.full + a', '.step-on'];
      for (const share of [0, .5, 1]) {
        await page.locator(`#${id}`).evaluate((note, part) => { note.scrollTop = part * note.scrollHeight; }, share);
        for (const link of links) {
          const box = await page.locator(`#${id} ${link}`).boundingBox();
          assert.ok(box.y >= 0 && box.y + box.height <= 844 && box.height >= 44 && box.width >= 44, `${link}: ${JSON.stringify(box)}`);
        }
      }
      const [quote, said] = await page.evaluate((n) => [document.getElementById(n.replace('n-', 'c-')).textContent, document.getElementById(n).textContent], id);
      assert.ok(!said.includes(quote), 'the quote stands above the sheet');
    });
  }
});
