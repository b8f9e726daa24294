import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centreCrop, luma, preparePicture } from './preparePicture.ts';
import { resample, resampleValues, suitableFilter } from './resample.ts';
import type { Filter, Picture } from './resample.ts';

const filters: Filter[] = ['area', 'triangle', 'lanczos3'];
const side = fc.integer({ min: 1, max: 40 });
const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe.each(filters)('%s', (filter) => {
  it('a constant stays constant, at any sizes', () => {
    fc.assert(fc.property(side, side, side, side, fc.double({ min: -5, max: 300, noNaN: true }), (w, h, width, height, value) => {
      const out = resampleValues(new Array(w * h * 2).fill(value), [w, h], 2, [width, height], filter);
      expect(Math.max(...out) - value).toBeLessThan(1e-10);
      expect(value - Math.min(...out)).toBeLessThan(1e-10);
    }));
  });
  it.each([[96, 32], [96, 24], [90, 40], [40, 100]])('a ramp stays a ramp away from the border: %i to %i', (from, to) => {
    const ramp = Array.from({ length: from }, (_, i) => i + 0.5);
    const out = resampleValues(ramp, [from, 1], 1, [to, 1], filter);
    const border = Math.ceil(3 * Math.max(1, to / from)) + 1;
    // Enlarged areas are steps, half an input pixel off at most. A pixel cut in two by the edge of a box or tent shifts the
    // mean by at most 1 / (8 ratio). Lanczos widened by a ratio keeps a ramp to its own ripple, 2 % of an output pixel.
    const cut = from % to === 0 ? 1e-9 : to / from / 8;
    const tolerance = filter === 'lanczos3' ? 0.02 * Math.max(1, from / to) : to < from ? cut : filter === 'area' ? 0.5 : 1e-9;
    for (let i = border; i < to - border; i += 1) expect(Math.abs((out[i] ?? 0) - ((i + 0.5) * from) / to)).toBeLessThan(tolerance);
  });
  it('is linear, turns with the picture and mirrors with it', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 12, maxLength: 12 }), side, side, (values, width, height) => {
      const out = resampleValues(values, [4, 3], 1, [width, height], filter);
      const mirrored = resampleValues([0, 1, 2].flatMap((row) => values.slice(4 * row, 4 * row + 4).toReversed()), [4, 3], 1, [width, height], filter);
      const turned = resampleValues([0, 1, 2, 3].flatMap((column) => [0, 1, 2].map((row) => values[4 * row + column] ?? 0)), [3, 4], 1, [height, width], filter);
      const doubled = resampleValues(values.map((value) => 2 * value + 1), [4, 3], 1, [width, height], filter);
      const off = out.map((here, i) => {
        const [row, column] = [Math.floor(i / width), i % width];
        return Math.max(
          Math.abs((mirrored[row * width + width - 1 - column] ?? 0) - here),
          Math.abs((turned[column * height + row] ?? 0) - here),
          Math.abs((doubled[i] ?? 0) - 2 * here - 1),
        );
      });
      expect(Math.max(...off)).toBeLessThan(1e-9);
    }), { numRuns: 30 });
  });
  it('finest stripes become grey, not other stripes', () => {
    const stripes = Array.from({ length: 96 }, (_, i) => (i % 2) * 255);
    const out = resampleValues(stripes, [96, 1], 1, [20, 1], filter);
    // The window at the frequency that is left: 1 / 4.8 of the pass band; the area filter passes sinc(2.4) of it, an eighth.
    const most = filter === 'area' ? 255 / 8 : 255 / 40;
    for (const value of out.slice(3, -3)) expect(Math.abs(value - 127.5)).toBeLessThan(most);
  });
});

describe('area', () => {
  it('keeps the mean exactly when shrinking, by any ratio', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (values, to) => {
      expect(Math.abs(mean(resampleValues(values, [values.length, 1], 1, [to, 1], 'area')) - mean(values))).toBeLessThan(1e-9);
    }));
  });
  it('is the mean of blocks, chosen where both ratios are whole', () => {
    expect([...resampleValues([1, 3, 5, 7, 9, 11, 13, 15], [4, 2], 1, [2, 1], 'area')]).toEqual([6, 10]);
    expect([suitableFilter(64, 32, 32, 16), suitableFilter(64, 33, 32, 16), suitableFilter(8, 8, 16, 16)]).toEqual(['area', 'lanczos3', 'lanczos3']);
  });
});

describe('resample', () => {
  it('cuts what Lanczos overshoots and rounds the rest', () => {
    const edge: Picture = { width: 12, height: 1, channels: 1, data: Uint8Array.from({ length: 12 }, (_, i) => (i < 6 ? 0 : 255)) };
    const values = resampleValues(edge.data, [12, 1], 1, [7, 1], 'lanczos3');
    expect(Math.min(...values)).toBeLessThan(-1);
    const { data } = resample(edge, 7, 1);
    expect([...data]).toEqual([...values].map((value) => Math.min(255, Math.max(0, Math.round(value)))));
  });
  it('gives the same picture back at the same size', () => {
    const picture: Picture = { width: 2, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    expect(resample(picture, 2, 1)).toBe(picture);
  });
});

describe('preparePicture', () => {
  const wide: Picture = { width: 4, height: 2, channels: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
  const shape = { width: 2, height: 2, channels: 1, crop: 'centre', background: [9, 9, 9] } as const;
  it('crops the middle', () => {
    expect([...preparePicture(wide, shape)]).toEqual([2, 3, 6, 7]);
    expect(centreCrop(wide, 1 / 2)).toEqual({ width: 1, height: 2, channels: 1, data: Uint8Array.of(2, 6) });
    expect(centreCrop(wide, 2)).toBe(wide);
  });
  it('fits all of it onto the background', () => {
    expect([...preparePicture(wide, { ...shape, width: 4, height: 4, crop: 'fit' })]).toEqual([9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9]);
    expect([...preparePicture(wide, { ...shape, crop: 'fit' })].slice(2)).toEqual([9, 9]);
    const sliver: Picture = { width: 1000, height: 1, channels: 1, data: new Uint8Array(1000).fill(200) };
    expect([...preparePicture(sliver, { ...shape, crop: 'fit' })]).toEqual([200, 200, 9, 9]);
  });
  it('lays transparency over the background, makes grey by luma and colour by copying', () => {
    const rgba: Picture = { width: 3, height: 1, channels: 4, data: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 0, 0, 0, 255, 51) };
    const row = { width: 3, height: 1, crop: 'centre', background: [100, 50, 0] } as const;
    expect([...preparePicture(rgba, { ...row, channels: 3 })]).toEqual([255, 0, 0, 100, 50, 0, 80, 40, 51]);
    expect([...preparePicture(rgba, { ...row, channels: 1 })]).toEqual([luma(255, 0, 0), luma(100, 50, 0), luma(80, 40, 51)]);
    const greyAlpha: Picture = { width: 1, height: 1, channels: 2, data: Uint8Array.of(200, 0) };
    expect([...preparePicture(greyAlpha, { ...row, width: 1, channels: 3 })]).toEqual([100, 50, 0]);
    expect([...preparePicture({ ...wide, data: wide.data.map(() => 7) }, { ...row, width: 1, channels: 3 })]).toEqual([7, 7, 7]);
  });
  it('luma: weights of BT.709', () => {
    expect([luma(255, 255, 255), luma(255, 0, 0), luma(0, 255, 0), luma(0, 0, 255)]).toEqual([255, 54, 182, 18]);
  });
});
