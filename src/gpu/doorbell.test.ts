import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSources } from '../house/sources.ts';
import { Doorbell } from './doorbell.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

interface Habit {
  /** Milliseconds that a submit takes, also one with nothing in it. */
  readonly work: number;
  /** Milliseconds between two looks at what is done. */
  readonly looks: number;
  /** Whether a submit makes the browser look as well. */
  readonly looksAtSubmits: boolean;
}

/** A queue that does one submit after another, with the habits of a browser. */
function queueOf({ work, looks, looksAtSubmits }: Habit) {
  const waiting: { due: number; tell: () => void }[] = [];
  let submits = 0;
  let end = 0;
  const look = (): void => {
    for (const one of waiting.filter(({ due }) => due <= performance.now())) {
      waiting.splice(waiting.indexOf(one), 1);
      one.tell();
    }
  };
  setInterval(look, looks);
  const queue: Pick<GPUQueue, 'submit' | 'onSubmittedWorkDone'> = {
    submit() {
      submits += 1;
      end = Math.max(end, performance.now()) + work;
      if (looksAtSubmits) look();
    },
    onSubmittedWorkDone: () => new Promise((tell) => { waiting.push({ due: end, tell: () => tell(undefined) }); }),
  };
  return { queue, submits: () => submits };
}

async function hung(habit: Habit) {
  const { queue, submits } = queueOf(habit);
  const hanging = Doorbell.hang(queue);
  await vi.advanceTimersByTimeAsync(2000);
  const bell = await hanging;
  const before = submits();
  /** Milliseconds until the end of a submit is heard of. */
  const wait = async (): Promise<number> => {
    const began = performance.now();
    queue.submit([]);
    const heard = bell.heard(queue.onSubmittedWorkDone()).then(() => performance.now() - began);
    await vi.advanceTimersByTimeAsync(500);
    return heard;
  };
  return { bell, wait, rings: () => submits() - before };
}

const FIREFOX: Habit = { work: 0, looks: 100, looksAtSubmits: true };

describe('doorbell', () => {
  it('hears at once from a browser that looks at a timer and at submits', async () => {
    const { bell, wait } = await hung(FIREFOX);
    expect(bell.latency).toBe(4);
    await vi.advanceTimersByTimeAsync(37);
    expect(await wait()).toBe(4);
  });

  it('rings while somebody waits and not longer, once at a time for however many', async () => {
    const { bell, rings } = await hung(FIREFOX);
    const waits = [30, 50].map((milliseconds) => bell.heard(new Promise<void>((done) => setTimeout(done, milliseconds))));
    await vi.advanceTimersByTimeAsync(51);
    await Promise.all(waits);
    expect(rings()).toBe(12);
    await vi.advanceTimersByTimeAsync(1000);
    expect(rings()).toBe(12);
  });

  it('stops ringing when what is waited for fails, and passes the failure on', async () => {
    const { bell, rings } = await hung(FIREFOX);
    await expect(bell.heard(Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    await vi.advanceTimersByTimeAsync(1000);
    expect(rings()).toBe(0);
  });

  it('is silent where the browser tells by itself', async () => {
    const { bell, wait, rings } = await hung({ work: 0, looks: 1, looksAtSubmits: false });
    expect(bell.latency).toBe(1);
    expect(await wait()).toBe(1);
    expect(rings()).toBe(1);
  });

  it('is silent where ringing would only make more work', async () => {
    const { bell, wait, rings } = await hung({ work: 30, looks: 1, looksAtSubmits: true });
    expect(bell.latency).toBe(30);
    expect(await wait()).toBe(30);
    expect(rings()).toBe(1);
  });

  it('is asked by all who wait for the GPU', () => {
    const waiting = readSources().filter(({ path, text }) => !path.includes('.test.') && /\.(onSubmittedWorkDone|mapAsync)\(/.test(text));
    expect(waiting.map(({ path }) => path)).toEqual(['src/gpu/device.ts', 'src/gpu/doorbell.ts', 'src/gpu/readback.ts']);
  });
});
