// What opening a note costs in style and layout, as Chromium's own trace has it: how many elements
// are styled anew, how many boxes laid out, and the time on the processor in milliseconds, which the
// waiting for a busy machine is no part of. `node opening.mjs` prints it for an article of 60 claims.
import { phone, settle, visit, wide } from './browser.mjs';
import { sixty } from './site.mjs';

// The sums over what `act` does.
export async function costOf(page, act) {
  const devtools = await page.context().newCDPSession(page);
  const events = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const done = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] } });
  await act();
  await settle(page);
  await devtools.send('Tracing.end');
  await done;
  const of = (...names) => events.filter((event) => names.includes(event.name) && event.ph === 'X');
  const sum = (all, value) => all.reduce((total, event) => total + (value(event) ?? 0), 0);
  return {
    styled: sum(of('UpdateLayoutTree'), (event) => event.args.elementCount),
    laidOut: sum(of('Layout'), (event) => event.args.beginData?.dirtyObjects),
    milliseconds: sum(of('UpdateLayoutTree', 'Layout'), (event) => event.tdur) / 1000,
  };
}

// Opens notes of a page one after another, each in place of the one before.
export async function openings(site, screen, markers, slower = 1) {
  return visit(site, screen, async (page) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await settle(page);
    const all = [];
    for (const n of markers) {
      all.push(await costOf(page, () => page.evaluate((i) => document.querySelectorAll('.marker')[i].click(), n)));
    }
    return all;
  });
}

if (process.argv[1] === import.meta.filename) {
  for (const screen of [phone, wide]) {
    for (const slower of [1, 4]) {
      const costs = await openings(sixty(), screen, [2, 30, 31, 57], slower);
      const most = (key) => Math.max(...costs.map((cost) => cost[key]));
      console.log(`${screen.viewport.width} px, processor ${slower}x slower: ${most('styled')} elements styled, ${most('laidOut')} boxes laid out, ${most('milliseconds').toFixed(1)} ms`);
    }
  }
  process.exit();
}
