/** How smoothly the page runs, told in the report and not judged: the machine may be busy. */
import type { Page, TestInfo } from 'playwright/test';

declare global {
  interface Window { frameTimes: { longest: number; count: number } }
}

/** Begins to measure the time between animation frames. */
export async function measureFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times = { longest: 0, count: 0 };
    window.frameTimes = times;
    let before = performance.now();
    requestAnimationFrame(function frame(now) {
      times.longest = Math.max(times.longest, now - before);
      times.count += 1;
      before = now;
      requestAnimationFrame(frame);
    });
  });
}

/** Puts what was measured since into the report. @returns number of animation frames */
export async function reportFrames(page: Page, info: TestInfo, during: string): Promise<number> {
  const { longest, count } = await page.evaluate(() => window.frameTimes);
  const description = `${longest.toFixed(0)} ms of ${count} (${during})`;
  info.annotations.push({ type: 'longest animation frame', description });
  console.log(`longest animation frame: ${description}`);
  return count;
}
