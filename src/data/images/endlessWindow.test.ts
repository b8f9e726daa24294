import { describe, expect, it } from 'vitest';
import { EndlessWindow, firstPicture, REFRESH_STEPS, renewedPictures } from './endlessWindow.ts';
import { type MadeImageOptions, makeImages } from './madeImages.ts';

const options: MadeImageOptions = { name: 'phantoms', seed: 4, size: 8, channels: 1, classes: [0, 1, 2] };
const BYTES = 64;
const atOnce = (): undefined => undefined;

/** The rows that a window writes, and the window. */
function begun(count: number) {
  const beginning = makeImages(options, count);
  const pixels = beginning.pixels.slice();
  const labels = Uint16Array.from(beginning.labels ?? []);
  const written: number[] = [];
  const window = new EndlessWindow(options, beginning, (row, part, some) => {
    expect(part.length).toBe(some.length * BYTES);
    pixels.set(part, row * BYTES);
    labels.set(some, row);
    written.push(some.length);
  });
  return { window, pixels, labels, written };
}

/** What the rows must hold: picture n in row n % count. */
function expected(count: number, step: number) {
  const first = firstPicture(step, count);
  const { pixels, labels } = makeImages(options, count, (row) => first + (row - first % count + count) % count);
  return { pixels, labels: Uint16Array.from(labels ?? []) };
}

describe('the window of an endless set', () => {
  it('moves by the same number of pictures every 16 steps', () => {
    expect([0, 15, 16, 31, 32, 1600].map((step) => firstPicture(step, 6000))).toEqual([0, 0, 64, 64, 128, 6400]);
    expect([1, 63, 64, 65, 100_000].map(renewedPictures)).toEqual([1, 63, 64, 64, 64]);
  });

  // 7: all are new each time; 100: the new ones lie now together, now at both ends.
  it.each([7, 100])('of %i pictures is the one of the step, whether it went there step by step or at once', async (count) => {
    const walked = begun(count);
    for (let step = 0; step < 6 * REFRESH_STEPS; step += 1) {
      walked.window.advance(step);
      // Now nothing, now some, now more than there is.
      walked.window.drawAhead(step % 5 === 0 ? 7 : step % 3);
      if (step % REFRESH_STEPS > 1) continue;
      const { pixels, labels } = expected(count, step);
      expect([walked.pixels, walked.labels], `step ${step}`).toEqual([pixels, labels]);
    }
    const jumped = begun(count);
    await jumped.window.reach(5 * REFRESH_STEPS + 3, atOnce);
    expect([jumped.pixels, jumped.labels]).toEqual([walked.pixels, walked.labels]);
    jumped.window.advance(6 * REFRESH_STEPS);
    expect(jumped.pixels).toEqual(expected(count, 6 * REFRESH_STEPS).pixels);
    await jumped.window.reach(0, atOnce);
    expect([jumped.pixels, jumped.labels]).toEqual([expected(count, 0).pixels, expected(count, 0).labels]);
  });

  it('draws only what is not there', async () => {
    const { window, written } = begun(100);
    await window.reach(2 * REFRESH_STEPS - 1, atOnce);
    expect(written).toHaveLength(64);
    await window.reach(REFRESH_STEPS, atOnce);
    expect(written).toHaveLength(64);
    window.advance(2 * REFRESH_STEPS);
    // Rows 64 to 99, then 0 to 27.
    expect(written.slice(64)).toEqual([36, 28]);
  });

  it('goes on where it was stopped on the way', async () => {
    const { window, pixels, written } = begun(100);
    const stop = new Error('stopped');
    await expect(window.reach(32, () => { if (written.length === 40) throw stop; return undefined; })).rejects.toBe(stop);
    expect(() => window.advance(32)).toThrow('cannot go to step 32 in one move');
    window.drawAhead(16);
    await window.reach(32, () => Promise.resolve());
    expect(written).toHaveLength(100);
    expect(pixels).toEqual(expected(100, 32).pixels);
    expect(() => window.advance(64)).toThrow('cannot go to step 64 in one move');
    expect(() => window.advance(0)).toThrow('cannot go to step 0 in one move');
  });
});
