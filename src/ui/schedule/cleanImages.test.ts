import { describe, expect, it } from 'vitest';
import type { PictureFacts } from '../../protocol/messages.ts';
import { cleanImages } from './cleanImages.ts';

const facts: PictureFacts = {
  width: 1, height: 1, channels: 3, count: 3, heldOut: 0, allClassNames: [], classNames: [], classCounts: [], mean: [], deviation: [], min: [], max: [],
  duplicates: 0, scale: 2 / 255, offset: -1, description: '',
};

describe('cleanImages', () => {
  it('takes whole pictures in the units of the model, each number with its own noise', () => {
    const { values, noise, shape } = cleanImages({ facts, pixels: Uint8Array.of(0, 255, 51, 102, 0, 0, 9, 9, 9), labels: null }, 2, 1);
    expect(shape).toEqual({ count: 2, height: 1, width: 1, channels: 3 });
    // Bytes in float32: half a unit in the last place of 1 is 2^-25.
    [-1, 1, -0.6, -0.2, -1, -1].forEach((value, index) => expect(Math.abs((values[index] ?? NaN) - value)).toBeLessThan(2 ** -24));
    expect(noise).toHaveLength(6);
    expect(new Set(noise).size).toBe(6);
  });
  it('shows what there is', () => expect(cleanImages({ facts, pixels: Uint8Array.of(1, 2, 3), labels: null }, 4, 1).shape.count).toBe(1));
});
