import type { Browser, Page } from 'playwright/test';
import { test } from '../fixtures.ts';
import { eventsOf, traceSummary } from './traceSummary.ts';

declare global {
  interface Window { frames60: { gaps: number[]; long: { duration: number; blocking: number; script: string }[]; stop(): void } }
}

/** Frames as the page sees them: gaps between animation frames, and the browser's own record of long ones. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    const long: { duration: number; blocking: number; script: string }[] = [];
    let [before, on] = [performance.now(), true];
    requestAnimationFrame(function frame(now) {
      gaps.push(now - before);
      before = now;
      if (on) requestAnimationFrame(frame);
    });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const scripts: unknown[] = 'scripts' in entry && Array.isArray(entry.scripts) ? entry.scripts : [];
        const [script] = scripts
          .flatMap((one) => (one instanceof PerformanceEntry ? [{ name: 'invoker' in one ? String(one.invoker) : one.name, duration: one.duration }] : []))
          .toSorted((a, b) => b.duration - a.duration);
        long.push({
          duration: entry.duration,
          blocking: 'blockingDuration' in entry ? Number(entry.blockingDuration) : 0,
          script: script ? `${script.name} ${Math.round(script.duration)} ms` : 'no script',
        });
      }
    });
    if (PerformanceObserver.supportedEntryTypes.includes('long-animation-frame')) observer.observe({ type: 'long-animation-frame', buffered: false });
    window.frames60 = { gaps, long, stop: () => { on = false; observer.disconnect(); } };
  });
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** Does something under a trace, and says in words how smooth it was. */
async function measured(browser: Browser, page: Page, what: string, act: () => Promise<void>): Promise<string> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'] });
  await watch(page);
  await act();
  const { gaps, long } = await page.evaluate(() => {
    window.frames60.stop();
    const { gaps: all, long: found } = window.frames60;
    return { gaps: all, long: found };
  });
  const trace = (await browser.stopTracing()).toString();
  const { longestTask, longestScripting, scriptingShare, longTasks } = traceSummary(eventsOf(trace));
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
  const sorted = gaps.slice(1).toSorted((a, b) => a - b);
  const worst = long.toSorted((a, b) => b.duration - a.duration)[0];
  return [
    `${what}, ${seconds.toFixed(0)} s: ${sorted.length} frames, median ${ms(sorted[Math.floor(sorted.length / 2)] ?? 0)}, longest ${ms(sorted.at(-1) ?? 0)}.`,
    `  Main thread: longest task ${ms(longestTask)}, most scripting in one task ${ms(longestScripting)} (${longTasks} over 50 ms), ${(100 * scriptingShare).toFixed(0)} % of the time.`,
    worst ? `  Long frames by the browser's count: ${long.length}, the longest ${ms(worst.duration)} (blocking ${ms(worst.blocking)}; ${worst.script}).` : '  Long frames by the browser\'s count: none.',
  ].join('\n');
}

test('how smoothly the page runs', async ({ page, browser }, info) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('./?preset=two-moons&autostart=0');
  await page.evaluate(() => window.playground.ready);
  const report = [await page.evaluate(() => `Device: ${window.playground.state().device}. Two moons as the page opens them, 1440 × 900.`)];
  const rest = (seconds: number) => page.waitForTimeout(1000 * seconds);

  await page.evaluate(() => window.playground.start());
  report.push(await measured(browser, page, 'Training', () => rest(5)));

  const point = page.getByRole('slider', { name: /^Point 4 of/ });
  await point.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await point.boundingBox();
  if (!box) throw new Error('The schedule has no point to drag.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  report.push(await measured(browser, page, 'Dragging the schedule while it trains', async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let move = 0; move < 150; move++) {
      await page.mouse.move(x + 40 * Math.sin(move / 15), y + 50 * Math.sin(move / 9));
    }
    await page.mouse.up();
  }));

  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  await page.getByRole('slider', { name: 'Denoising step' }).waitFor();
  await page.evaluate(() => window.playground.pause());
  await page.evaluate(() => scrollTo({ top: 0 }));
  if (await page.getByRole('button', { name: 'Play the film' }).isVisible()) await page.getByRole('button', { name: 'Play the film' }).click();
  report.push(await measured(browser, page, 'Playing the film', () => rest(5)));

  await page.evaluate(() => window.playground.start());
  report.push(await measured(browser, page, 'Playing the film while it trains', () => rest(5)));

  const scrubber = page.getByRole('slider', { name: 'Denoising step' });
  const track = await scrubber.boundingBox();
  if (!track) throw new Error('The film has no scrubber.');
  report.push(await measured(browser, page, 'Scrubbing the film while it trains', async () => {
    await page.mouse.move(track.x + 10, track.y + track.height / 2);
    await page.mouse.down();
    for (let move = 0; move < 100; move++) {
      await page.mouse.move(track.x + (track.width / 2) * (1 + 0.9 * Math.sin(move / 20)), track.y + track.height / 2);
    }
    await page.mouse.up();
  }));
  const text = report.join('\n');
  info.annotations.push({ type: 'frames', description: text });
  console.log(`\n${text}\n`);
});
