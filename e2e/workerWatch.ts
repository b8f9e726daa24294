/** The training worker from outside: what it last told the page of its memory, and ways to trouble it. */
import type { Page, Worker as PageWorker } from 'playwright/test';
import type { Event as WorkerEvent, TrainingFacts } from '../src/protocol/messages.ts';

declare global {
  interface Window { lastFacts: TrainingFacts | null; gapsTold: number }
}

/** To be called before the page is opened: from then on `factsOf` answers. */
export async function watchFacts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.lastFacts = null;
    window.gapsTold = 0;
    window.Worker = class extends window.Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }: MessageEvent<WorkerEvent>) => {
          if (data.type === 'status') window.lastFacts = data.facts;
          if (data.type === 'average-gap') window.gapsTold += 1;
        });
      }
    };
  });
}

export function factsOf(page: Page): Promise<TrainingFacts | null> {
  return page.evaluate(() => window.lastFacts);
}

/** How often the worker has told how far the averaged weights are from the present ones: its memory for that is then there. */
export function gapsTold(page: Page): Promise<number> {
  return page.evaluate(() => window.gapsTold);
}

function trainingWorker(page: Page): PageWorker {
  const [worker] = page.workers();
  if (!worker) throw new Error('The page has no worker.');
  return worker;
}

/** Takes the GPU device away. The page has no such button, so the command is handed to the worker as if the page had sent it. */
export async function loseDevice(page: Page): Promise<void> {
  await trainingWorker(page).evaluate(() => {
    globalThis.dispatchEvent(new MessageEvent('message', { data: { type: 'lose-device', id: -1 } }));
  });
}

/** Lets the worker believe that so many seconds went by. */
export async function advanceWorkerClock(page: Page, seconds: number): Promise<void> {
  await trainingWorker(page).evaluate((by) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 1000 * by;
  }, seconds);
}
