// Marks: a status is told by glyph, word and line; marks overlap without hiding each other; they
// take no room from the text, and they can be put away.
import assert from 'node:assert/strict';
import { line, phone, scriptless, until, visit, wide } from './browser.mjs';
import { stress } from './site.mjs';

// How a status looks, by its key: on words of the article, at its name and on its marker.
const looks = (page) => page.evaluate(() => {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const hue = (colour) => {
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map((v) => v / 255);
    const top = Math.max(r, g, b), range = top - Math.min(r, g, b);
    if (range < 0.06) return null;
    const turn = top === r ? (g - b) / range : top === g ? 2 + (b - r) / range : 4 + (r - g) / range;
    return Math.round((turn * 60 + 360) % 360);
  };
  const glyph = (e) => /^"(.*?)"/.exec(getComputedStyle(e, '::before').content)[1].replace(/[\d\u2009\u2060]/g, '');
  const under = (e) => {
    const style = getComputedStyle(e);
    return [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness].join(' ');
  };
  const found = {};
  for (const mark of document.querySelectorAll('.prose .claim[id]')) {
    const key = mark.dataset.s;
    const label = document.querySelector(`.legend [data-s="${key}"]`);
    const marker = document.querySelector(`.marker[data-c="${mark.dataset.c}"]`);
    found[key] = {
      line: under(mark), legend: under(label), glyph: glyph(label), marker: glyph(marker),
      hues: [getComputedStyle(mark).textDecorationColor, getComputedStyle(label, '::before').backgroundColor, getComputedStyle(marker).color].map(hue),
    };
  }
  return found;
});

line(3, 'each status has a glyph and a line of its own, and neither red nor green', async (site) => {
  for (const colorScheme of ['light', 'dark']) {
    const found = await visit(site, { ...wide, colorScheme }, looks);
    const all = Object.values(found);
    assert.equal(all.length, site.name === 'stress' ? 8 : 6);
    assert.equal(new Set(all.map((l) => l.glyph)).size, all.length, 'glyphs differ');
    assert.equal(new Set(all.map((l) => l.line)).size, all.length, 'lines differ');
    for (const [key, look] of Object.entries(found)) {
      assert.equal(look.legend, look.line, `the legend shows the line of ${key}`);
      assert.equal(look.marker, look.glyph, `the marker shows the glyph of ${key}`);
      assert.doesNotMatch(look.glyph, /[✓✔✗✘☑☒✅❌×]/u);
      for (const hue of look.hues) assert.ok(hue === null || !(hue < 15 || hue > 345 || (hue > 75 && hue < 170)), `${key} has hue ${hue}`);
    }
  }
});

line(3, 'no page scores people or claims', async (site) => {
  const wrong = [];
  await visit(site, wide, async (page) => {
    const base = page.url().replace('index.html', '');
    for (const name of site.pages.filter((p) => /^speakers\/|^(index|disputes|method)|claims\/index/.test(p))) {
      await page.goto(base + name);
      wrong.push(...await page.evaluate(([where, people]) => {
        const shown = document.querySelector('main').innerText;
        const total = /\d+ (claims? )?(supported|disputed|contradicted|outdated|not yet checked|needs? context|opinions?)\b/i;
        return [
          document.querySelector('meter, progress') && `${where} has a meter`,
          /[✓✔✗✘☑☒✅❌]/u.test(shown.replace(/\[x\]/g, '')) && `${where} has a tick or a cross`,
          /\d\s?%|\bscore\b|\brating\b/i.test([...document.querySelectorAll('b[data-s], .who, .kind')].map((e) => e.innerText).join(' ')) && `${where} has a score`,
          people && total.test(shown) && `${where} counts a person's claims by status: ${total.exec(shown)[0]}`,
        ].filter(Boolean);
      }, [name, name.startsWith('speakers/')]));
    }
  });
  assert.deepEqual(wrong, []);
});

// Marks round an image have no line.
line(4, 'marks that overlap keep their lines apart', (site) => visit(site, wide, async (page) => {
  const nested = await page.evaluate(() => [...document.querySelectorAll('.claim .claim:not(:has(img))')].map((inner) => {
    const lanes = [];
    for (let e = inner; e?.matches('.claim'); e = e.parentElement.closest('.claim')) {
      lanes.push(parseFloat(getComputedStyle(e).textUnderlineOffset) * (getComputedStyle(e).textUnderlineOffset.endsWith('em') ? 18 : 1));
    }
    return lanes.sort((a, b) => a - b);
  }));
  if (site.name === 'stress') assert.equal(Math.max(...nested.map((n) => n.length)), 5);
  for (const lanes of nested) {
    lanes.slice(1).forEach((lane, i) => assert.ok(lane - lanes[i] >= 2.5, `lanes at ${lanes}`));
    assert.ok(lanes.at(-1) < 20, 'the lowest line stays above the next line of text');
  }
}));

line(4, 'activating what two claims share opens the inner one', async (site) => {
  for (const screen of [wide, phone]) {
    await visit(site, screen, async (page) => {
      const all = await page.$$('.claim .claim:not(:has(.claim))');
      const deepest = all[Math.floor(all.length / 2)];
      const c = await deepest.evaluate((e) => e.dataset.c);
      await deepest.scrollIntoViewIfNeeded();
      if (screen === phone) await deepest.tap();
      else await deepest.click();
      await until(page, (n) => document.activeElement?.matches(`.note[data-c="${n}"]`), c);
    });
  }
}, [stress]);

line(5, 'markers are 24 by 24 at least and leave the height of lines alone', async (site) => {
  for (const screen of [wide, phone]) {
    await visit(site, screen, async (page) => {
      const { small, uneven } = await page.evaluate(() => ({
        small: [...document.querySelectorAll('.marker')].filter((m) => {
          const { width, height } = m.getBoundingClientRect();
          return width < 24 || height < 24;
        }).map((m) => m.id),
        uneven: [...document.querySelectorAll('.prose p:has(.marker):not(:has(code, sup, img), .notes p)')].filter((p) => {
          const lines = p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight);
          return Math.abs(lines - Math.round(lines)) > 0.02 + lines / 1000;
        }).map((p) => p.innerText.slice(0, 60)),
      }));
      assert.deepEqual(small, []);
      assert.deepEqual(uneven, []);
    });
  }
});

line(5, 'lines and glyphs remain in forced colours', (site) => visit(site, { ...wide, forcedColors: 'active' }, async (page) => {
  const lost = await page.evaluate(() => [...document.querySelectorAll('.claim, .marker, .prose b[data-s], .legend b[data-s]')].filter((e) => {
    const own = getComputedStyle(e), before = getComputedStyle(e, '::before');
    if (e.matches('.claim')) return own.textDecorationLine !== 'underline' || own.textDecorationColor === own.backgroundColor;
    return !/\S/.test(before.content.replace(/"|\d/g, '')) || before.content === 'none' || before.color === before.backgroundColor;
  }).length);
  assert.equal(lost, 0);
  assert.equal(await page.evaluate(() => new Set([...document.querySelectorAll('.prose .claim')].map((e) => {
    const { textDecorationStyle: style, textDecorationThickness: thick } = getComputedStyle(e);
    return `${style} ${thick}`;
  })).size), site.name === 'stress' ? 8 : 6);
}));

const decorated = (page) => page.evaluate(() => [...document.querySelectorAll('.claim, .marker, .note, .rail li')].filter((e) => {
  if (!e.matches('.claim')) return e.checkVisibility({ visibilityProperty: true });
  const style = getComputedStyle(e);
  return !['rgba(0, 0, 0, 0)', getComputedStyle(document.body).backgroundColor].includes(style.backgroundColor) || style.textDecorationLine !== 'none';
}).length);

line(6, '"No marks" takes all decoration away', async (site) => {
  for (const options of [wide, phone, { ...wide, ...scriptless }, { ...wide, forcedColors: 'active' }]) {
    await visit(site, options, async (page) => {
      await page.locator('.head a[href="#marks"]').click();
      await page.locator('label:has(#show-none)').click();
      assert.equal(await decorated(page), 0);
    });
  }
});

line(6, 'no filter hides text of the article', (site) => visit(site, { ...phone, ...scriptless }, async (page) => {
  const text = () => page.locator('.prose').innerText();
  const before = await text();
  await page.locator('.head a[href="#marks"]').click();
  for (const label of await page.locator('.filter form label').all()) {
    await label.click();
    assert.equal(await text(), before);
  }
}));

line(6, 'a filter leaves only marks and notes of its status', (site) => visit(site, { ...wide, ...scriptless }, async (page) => {
  await page.locator('.legend label', { hasText: 'Disputed' }).click();
  const kept = await page.evaluate(() => {
    const seen = (e) => e.checkVisibility({ visibilityProperty: true });
    const keys = [...document.querySelectorAll('.note, .marker, .rail li, .endnote')].filter(seen).map((e) => e.dataset.s);
    const lines = [...document.querySelectorAll('.claim')].filter((e) => getComputedStyle(e).textDecorationLine !== 'none').map((e) => e.dataset.s);
    return [...new Set([...keys, ...lines])];
  });
  assert.deepEqual(kept, ['disputed']);
}));
