import { describe, expect, it } from 'vitest';
import { REFRESH_STEPS } from '../data/images/endlessWindow.ts';
import { type MadeImageOptions, makeImages } from '../data/images/madeImages.ts';
import { packedLabels, PictureRenewal } from './renewal.ts';

const options: MadeImageOptions = { name: 'shapes', seed: 4, size: 8, channels: 1, classes: [0, 1, 2, 3] };
const COUNT = 67;

/** A renewal, and the memories that it writes. */
function begun() {
  const beginning = makeImages(options, COUNT);
  const memories = new Map<string, Uint8Array>([['pixels', beginning.pixels.slice()], ['labels', new Uint8Array(packedLabels(beginning).buffer)]]);
  const renewal = new PictureRenewal(options, beginning, (memory, offset, contents) => {
    expect([offset % 4, contents.byteLength % 4], 'WebGPU writes whole words').toEqual([0, 0]);
    memories.get(memory)?.set(new Uint8Array(contents.buffer, contents.byteOffset, contents.byteLength), offset);
  });
  return { renewal, memories };
}

/** The memories of the window that begins with a picture. */
function memoriesFrom(first: number) {
  const set = makeImages(options, COUNT, (row) => first + (row - first % COUNT + COUNT) % COUNT);
  return new Map([['pixels', set.pixels], ['labels', new Uint8Array(packedLabels(set).buffer)]]);
}

describe('renewed pictures', () => {
  it('have their labels beside those that stay', async () => {
    const { renewal, memories } = begun();
    for (let step = 0; step <= 3 * REFRESH_STEPS; step += 1) renewal.advance(step);
    expect(memories).toEqual(memoriesFrom(3 * 64));
    await renewal.reach(REFRESH_STEPS + 5);
    expect(memories).toEqual(memoriesFrom(64));
  });

  it('stay the same up to the next multiple of 16', () => {
    const { renewal } = begun();
    expect([0, 1, 15, 16, 40].map((step) => renewal.stepsAlike(step))).toEqual([16, 15, 1, 16, 8]);
  });

  it('are given up without a word when that is wished, and nothing but that', async () => {
    const { renewal, memories } = begun();
    await renewal.reach(REFRESH_STEPS, AbortSignal.abort());
    expect(() => renewal.advance(REFRESH_STEPS)).toThrow('in one move');
    await renewal.reach(REFRESH_STEPS);
    expect(memories).toEqual(memoriesFrom(64));
  });
});
