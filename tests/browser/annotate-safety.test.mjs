// The desk beside a hostile page. A script in a page of the site can say what it likes to the desk, and gets neither its
// token nor its keys; it writes nothing, and what stands in the panel stays.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { choose, frameOf, openDesk, select, serve, settled, stopAll } from './annotate.mjs';

after(stopAll);
const limit = { timeout: 60_000 };
let served;
let page;
let frame;
let untouched;
before(async () => {
  served = await serve();
  ({ page, frame } = await openDesk(served.address));
  untouched = served.texts();
});
beforeEach(async () => {
  await page.reload();
  await page.locator('#annotate').waitFor();
  frame = await frameOf(page);
});
const openForm = async (words = 'the council voted') => {
  await select(frame, words);
  await page.locator('#take').click();
  await choose(page, 'New claim');
  await page.locator('#save').waitFor();
};
const closeForm = () => page.locator('#discard').click();
const nothingWritten = () => assert.deepEqual(served.texts(), untouched);
const shown = () => page.locator('.words').evaluate((words) => words.firstChild.data);

test('a page cannot read the desk, its storage or its address, and cannot lead it away', limit, async () => {
  const got = await frame.evaluate(() => {
    const tried = {};
    const attempts = {
      document: () => parent.document.title, storage: () => parent.sessionStorage.token, address: () => parent.location.href, script: () => parent.eval('1'),
      away: () => { top.location = 'about:blank'; },
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      try { tried[name] = `read: ${attempt()}`; } catch (error) { tried[name] = error.name; }
    }
    return tried;
  });
  assert.deepEqual(got, { document: 'SecurityError', storage: 'SecurityError', address: 'SecurityError', script: 'SecurityError', away: 'SecurityError' });
  assert.doesNotMatch(page.url(), /about:blank|code/);
  assert.match(await page.evaluate(() => sessionStorage.token), /\w{20}/);
  assert.equal(await frame.evaluate(() => sessionStorage.token), undefined);
});

test('a page that asks the desk for anything is refused', limit, async () => {
  const desk = new URL(served.address).origin;
  const got = await frame.evaluate(async (origin) => {
    const answers = [];
    const body = JSON.stringify({ kind: 'claim', id: 'forged', words: { exact: 'council' }, claim: {}, seen: {} });
    for (const what of ['token', 'state?page=', 'check', 'save', 'undo', 'look', 'copy/council-minutes', 'desk.js']) {
      const post = ['token', 'check', 'save', 'undo', 'look'].includes(what);
      for (const mode of ['cors', 'no-cors']) {
        for (const type of ['application/json', 'text/plain']) {
          try {
            const answer = await fetch(`${origin}/_desk/${what}`, { mode, method: post ? 'POST' : 'GET', ...(post && { body, headers: { 'Content-Type': type } }) });
            answers.push(`${what} ${mode} ${answer.type === 'opaque' ? 'opaque' : answer.status}`);
          } catch { /* refused */ }
        }
      }
    }
    return answers;
  }, desk);
  assert.deepEqual(got, [], 'the policy of the page alone refuses them');
  nothingWritten();
});

test('forged words change no panel that is open; they are offered', limit, async () => {
  await openForm();
  await page.getByLabel('Finding', { exact: true }).fill('Mine.');
  const forged = { exact: 'Ada Renn lied', prefix: '', suffix: '', section: 'vote', words: 3, claims: [], rect: { left: 0, right: 9, top: 0, bottom: 9 } };
  await frame.evaluate((words) => {
    for (const kind of ['selection', 'annotate', 'save', 'undo', 'look', 'close', 'desk', 'nonsense', '__proto__']) parent.postMessage({ gainsay: 1, kind, ...words }, '*');
    parent.postMessage({ gainsay: 1, kind: 'claim', id: 'no-inspector-since-2021', ask: true }, '*');
    parent.postMessage({ gainsay: 1, kind: 'selection', ...words, claims: 'x', rect: 'y' }, '*');
    parent.postMessage(null, '*');
  }, forged);
  await page.locator('#offer', { hasText: 'Ada Renn lied' }).waitFor();
  assert.equal(await shown(), 'the council voted');
  assert.equal(await page.getByLabel('Finding', { exact: true }).inputValue(), 'Mine.');
  assert.equal(await page.locator('#heading').textContent(), 'New claim');
  nothingWritten();
  await closeForm();
});

test('messages of any other window are none', limit, async () => {
  const forged = { gainsay: 1, kind: 'selection', exact: 'forged', words: 1, claims: [], rect: { left: 0, right: 0, top: 0, bottom: 0 } };
  await page.evaluate((message) => postMessage(message, '*'), forged);
  const [popup] = await Promise.all([page.context().waitForEvent('page'), frame.evaluate(() => { open('about:blank'); })]);
  await popup.evaluate((message) => opener?.parent.postMessage(message, '*'), forged);
  await popup.close();
  await page.waitForTimeout(200);
  assert.equal(await page.locator('#beside').isVisible(), false);
});

test('a press by a script, or in the moment the panel comes up, saves nothing', limit, async () => {
  await openForm();
  await page.evaluate(() => document.getElementById('save').click());
  await page.evaluate(() => document.getElementById('save').dispatchEvent(new MouseEvent('click', { bubbles: true })));
  await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true })));
  await page.waitForTimeout(300);
  nothingWritten();
  await closeForm();
  await select(frame, 'the council voted');
  await page.locator('#take').click();
  // The second press of a double click falls on what has just come up: time stands still between them.
  await page.evaluate(() => {
    const now = performance.now();
    performance.now = () => now;
  });
  await choose(page, 'New claim');
  await page.locator('#save').click();
  await page.waitForTimeout(200);
  nothingWritten();
  await closeForm();
});

test('a page that takes the focus is put away, and hears no key after that', limit, async () => {
  await openForm();
  const heard = [];
  page.on('console', (message) => { if (message.text().startsWith('heard')) heard.push(message.text()); });
  const finding = page.getByLabel('Finding', { exact: true });
  await finding.focus();
  await page.keyboard.type('The minutes say so,');
  await frame.evaluate(() => {
    addEventListener('keydown', ({ key }) => { console.log(`heard ${key}`); }, true);
    const field = document.body.appendChild(document.createElement('input'));
    const take = () => { window.focus(); field.focus(); };
    setInterval(take, 15);
    addEventListener('blur', take);
  });
  // Browsers tell of it some milliseconds after they gave the focus away: no key is pressed between.
  await page.getByText('The page was put away.').first().waitFor();
  await page.keyboard.type(' and nothing else does.', { delay: 25 });
  assert.deepEqual(heard, []);
  assert.equal(await finding.inputValue(), 'The minutes say so, and nothing else does.');
  await page.getByRole('button', { name: 'Show the page again' }).click();
  await page.frameLocator('#page').locator('article.prose').waitFor();
  await settled(page);
  await closeForm();
});

test('the desk is framed by nobody, and without the code it only reads', limit, async () => {
  const bare = await page.context().newPage();
  const desk = new URL(served.address).origin;
  await bare.goto(desk);
  await bare.getByText('Reading only').waitFor();
  assert.equal(await bare.locator('#annotate').isVisible(), false);
  // The code was used, and is none any more.
  await bare.goto(`${desk}/content${new URL(served.address).hash}`);
  await bare.locator('#notice', { hasText: /./ }).waitFor();
  assert.equal(await bare.locator('#annotate').isVisible(), false);
  await bare.goto(served.pages);
  await bare.evaluate((address) => {
    const framed = document.createElement('iframe');
    framed.src = address;
    document.body.append(framed);
  }, desk);
  await bare.waitForTimeout(400);
  assert.ok(!bare.frames().some((one) => one.url().startsWith(desk)), 'the desk is in no frame');
  await bare.close();
});
