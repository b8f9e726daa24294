import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { latestInTime } from './latestInTime.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function make() {
  const sent: number[] = [];
  const ends: (() => void)[] = [];
  const queue = latestInTime<number>((value) => {
    sent.push(value);
    return new Promise((resolve) => ends.push(resolve));
  }, 800, () => undefined);
  return { sent, ends, queue };
}

it('waits for a quick one, and then sends the latest only', async () => {
  const { sent, ends, queue } = make();
  queue.push(1);
  queue.push(2);
  queue.push(3);
  await vi.advanceTimersByTimeAsync(500);
  expect(sent).toEqual([1]);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual([1, 3]);
});

it('does not wait for a slow one longer than its patience, whenever the next is wanted', async () => {
  const { sent, ends, queue } = make();
  queue.push(1);
  await vi.advanceTimersByTimeAsync(300);
  queue.push(2);
  await vi.advanceTimersByTimeAsync(499);
  expect(sent).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual([1, 2]);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  queue.push(3);
  await vi.advanceTimersByTimeAsync(799);
  expect(sent, 'the end of the one whose place was taken says nothing').toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual([1, 2, 3]);
});

it('sends at once after a long rest, and nothing that was dropped', async () => {
  const { sent, ends, queue } = make();
  queue.push(1);
  queue.push(2);
  queue.drop();
  await vi.advanceTimersByTimeAsync(5000);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual([1]);
  queue.push(4);
  expect(sent).toEqual([1, 4]);
});
