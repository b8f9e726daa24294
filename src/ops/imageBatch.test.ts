import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, randomIndices, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { imageBatch, type ImageBatchAttributes } from './imageBatch.ts';
import { noiseBatch } from './noiseBatch.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/imageBatch.ts';

const held = useGpu();
const integers = [0, 1];
const TIMESTEPS = 11;
const CLEAN = [1, 0, 1, 0];
const NOISE = [0, 1, 0, 1];
const plain = { mirror: false, shift: 0, scale: 1, offset: 0, classes: 10, labelDropout: 0 };
const step = { step: 5, seed: 0xfedcba98, timesteps: TIMESTEPS, rows: 1 };

const levelsOf = (row: readonly number[], timesteps = TIMESTEPS): Array64 => new Array64([timesteps, 4]).map((_, place) => row[place % 4] ?? 0);

/** Bytes or 16-bit numbers as the u32 words in which they lie on the GPU. */
function wordsOf(values: ArrayLike<number>, Part: Uint8ArrayConstructor | Uint16ArrayConstructor): Array64 {
  const perWord = 4 / Part.BYTES_PER_ELEMENT;
  const padded = new Part(perWord * Math.max(1, Math.ceil(values.length / perWord)));
  padded.set(Part.from(values));
  const words = new Uint32Array(padded.buffer);
  return new Array64([words.length], words);
}

const picturesOf = (count: number, size: number): Array64 => wordsOf(randomIndices(count * size, 256, 7).data, Uint8Array);
const labelsOf = (count: number, classes = 10): Array64 => wordsOf(randomIndices(count, classes, 8).data, Uint16Array);

describe('imageBatch', () => {
  // Odd sizes, so that pictures begin in the middle of a word and end in the middle of a quad; shifts larger than the picture.
  const cases: [number, number, number, number, Partial<ImageBatchAttributes>][] = [
    [1, 1, 1, 1, {}], [31, 3, 5, 1, { mirror: true }], [33, 5, 3, 3, { mirror: true, shift: 2 }], [65, 4, 4, 2, { shift: 7, labelDropout: 0.5 }],
    [16, 16, 16, 1, { mirror: true, shift: 1, labelDropout: 0.1 }], [3, 1, 67, 3, { mirror: true, labelDropout: 1 }],
  ];
  it.each(cases)('gathers, mirrors, shifts and labels %i pictures of %i x %i x %i exactly: %o', async (batch, height, width, channels, changed) => {
    const attributes = { ...plain, ...changed, batch, height, width, channels };
    const rows = 23;
    const inputs = [picturesOf(rows + 4, height * width * channels), labelsOf(rows + 4), levelsOf(CLEAN)] as const;
    const steps = { ...step, rows };
    const got = await runSteps(held.gpu, imageBatch, inputs, attributes, { integers, steps: [steps] });
    const wanted = reference.imageBatch({ ...attributes, step: steps }, ...inputs);
    ['x_t', 'goal', 'timesteps', 'classes'].forEach((name, output) => expectClose(at(got, output), at(wanted, output), 0, name));
  });

  it('draws the rows, timesteps and noise of noiseBatch, so that a seed means the same', async () => {
    const [batch, rows] = [37, 29];
    const bytes = randomIndices(rows * 15, 256, 7);
    const levels = new Array64([TIMESTEPS, 4]).map((_, index) => Math.fround([0.8, 0.6, -0.6, 0.8][index % 4] ?? 0));
    const steps = [{ ...step, rows }];
    const attributes = { ...plain, batch, height: 3, width: 5, channels: 1 };
    const pictures = await runSteps(held.gpu, imageBatch, [wordsOf(bytes.data, Uint8Array), labelsOf(rows), levels], attributes, { integers, steps });
    const points = await runSteps(held.gpu, noiseBatch, [new Array64([rows, 15], bytes.data), levels], { batch }, { steps });
    expectClose(at(pictures, 2), at(points, 2), 0, 'timesteps');
    // The same float32 numbers; the compiler may fuse a product and a sum in one of the two, and both terms are below 256.
    for (const output of [0, 1]) expect(Math.max(...at(pictures, output).data.map((value, i) => Math.abs(value - (at(points, output).data[i] ?? Number.NaN))))).toBeLessThanOrEqual(2 * UNIT_ROUNDOFF * 256);
  });

  it('draws timesteps by their probabilities and evenly, as noiseBatch does', async () => {
    const cumulative = new Array64([TIMESTEPS], Array.from({ length: TIMESTEPS }, (_, t) => Math.fround(((t + 1) / TIMESTEPS) ** 2)));
    const attributes = { ...plain, batch: 77, height: 1, width: 1, channels: 1 };
    for (const draws of ['independent', 'antithetic', 'low-discrepancy'] as const) {
      const pictures = await runSteps(held.gpu, imageBatch, [picturesOf(1, 1), labelsOf(1), levelsOf(CLEAN), cumulative], { ...attributes, draws }, { integers, steps: [step] });
      const points = await runSteps(held.gpu, noiseBatch, [new Array64([1, 1]), levelsOf(CLEAN), cumulative], { batch: 77, draws }, { steps: [step] });
      expectClose(at(pictures, 2), at(points, 2), 0, draws);
    }
  });

  it('adds offset noise, one normal for each picture and channel, to the noise and to what is to be predicted of it', async () => {
    const [batch, height, width, channels, offsetNoise] = [301, 3, 5, 6, 0.5];
    const attributes = { ...plain, batch, height, width, channels };
    const inputs = [picturesOf(1, height * width * channels), labelsOf(1), levelsOf(NOISE)] as const;
    const [without] = await runSteps(held.gpu, imageBatch, inputs, attributes, { integers, steps: [step] });
    const [x, goal] = await runSteps(held.gpu, imageBatch, inputs, { ...attributes, offsetNoise }, { integers, steps: [step] });
    if (!without || !x || !goal) throw new Error('Outputs are missing.');
    expectClose(goal, x, 0);
    // Each normal is off by its radius times 2^-11 of the cosine, radius below 6.8, or, for a radius near 0, by sqrt(2 (2^-24 + 2^-21)).
    const wanted = reference.imageBatch({ ...attributes, offsetNoise, step }, ...inputs);
    expectClose(x, at(wanted, 0), (1 + offsetNoise) * 2 ** -8);
    const offsets = x.zip(without, (a, b) => (a - b) / offsetNoise);
    const first = (i: number): number => offsets.data[Math.floor(i / (height * width * channels)) * height * width * channels + i % channels] ?? Number.NaN;
    // Numbers below 6.8 + 3.4, each rounded, their difference divided by a half.
    offsets.data.forEach((value, i) => expect(Math.abs(value - first(i))).toBeLessThanOrEqual(2 * 4 * UNIT_ROUNDOFF * 16));
    const normals = offsets.data.filter((_, i) => i % (height * width * channels) < channels);
    const mean = (value: (z: number, index: number) => number): number => normals.reduce((sum, z, index) => sum + value(z, index), 0) / normals.length;
    // As for the noise itself: five standard errors and the error of cosine and sine.
    const bound = (variance: number, slope: number): number => 5 * Math.sqrt(variance / normals.length) + slope * 2 ** -11;
    expect(Math.abs(mean((z) => z))).toBeLessThan(bound(1, 1.3));
    expect(Math.abs(mean((z) => z * z) - 1)).toBeLessThan(bound(2, 2.6));
    for (const distance of [1, 2, 4, channels]) expect(Math.abs(mean((z, index) => z * (normals[index - distance] ?? 0))), `distance ${distance}`).toBeLessThan(bound(1, 2.6));
  });

  it('normalises bytes to model units', async () => {
    const [batch, scale, offset] = [64, 2 / 255, -1];
    const pictures = wordsOf(Array.from({ length: 256 }, (_, i) => i), Uint8Array);
    const attributes = { ...plain, batch, height: 16, width: 16, channels: 1, scale, offset };
    const [x] = await runSteps(held.gpu, imageBatch, [pictures, labelsOf(1), levelsOf(CLEAN)], attributes, { integers, steps: [step] });
    // The scale is rounded to float32, then a product of at most 2 and a sum.
    x?.data.forEach((value, i) => expect(Math.abs(value - ((i % 256) * scale + offset))).toBeLessThanOrEqual(2 * 2 * UNIT_ROUNDOFF + UNIT_ROUNDOFF));
    expect(x?.data[255]).toBeCloseTo(1, 6);
  });

  it('draws each picture, mirror, shift and dropped class as often as it should, independently', async () => {
    const [batch, rows, shift, drop] = [40_009, 7, 2, 0.3];
    // Byte 8 row + x of a picture in one row of seven pixels: the middle three tell the row, the shift and the mirror.
    const pictures = wordsOf(Array.from({ length: 7 * rows }, (_, i) => 8 * Math.floor(i / 7) + (i % 7)), Uint8Array);
    const attributes = { ...plain, batch, height: 1, width: 7, channels: 1, mirror: true, shift, classes: 9, labelDropout: drop };
    const labels = wordsOf(Array.from({ length: rows }, (_, i) => i), Uint16Array);
    const [x, , t, classes] = await runSteps(held.gpu, imageBatch, [pictures, labels, levelsOf(CLEAN)], attributes, { integers, steps: [{ ...step, rows }] });
    if (!x || !t || !classes) throw new Error('Outputs are missing.');
    const counts = new Map<string, number>();
    const count = (key: string): void => { counts.set(key, (counts.get(key) ?? 0) + 1); };
    for (let row = 0; row < batch; row += 1) {
      const [left = 0, middle = 0, right = 0] = x.data.slice(7 * row + 2, 7 * row + 5);
      const source = Math.floor(middle / 8);
      const mirrored = left > right;
      const moved = mirrored ? (middle % 8) - 3 : 3 - (middle % 8);
      const label = classes.get(0, row);
      expect(label === source || label === 9).toBe(true);
      expect(Math.abs(moved)).toBeLessThanOrEqual(shift);
      for (const key of [`row ${source}`, `mirrored ${mirrored}`, `moved ${moved}`, `dropped ${label === 9}`, `time ${t.get(0, row)}`, `mirrored ${mirrored} and dropped ${label === 9}`, `mirrored ${mirrored} and time ${t.get(0, row)}`]) count(key);
    }
    // Five standard errors of a share p of independent draws.
    const share = (key: string, p: number): void => expect(Math.abs((counts.get(key) ?? 0) / batch - p), key).toBeLessThan(5 * Math.sqrt(p * (1 - p) / batch));
    for (let source = 0; source < rows; source += 1) share(`row ${source}`, 1 / rows);
    for (let moved = -shift; moved <= shift; moved += 1) share(`moved ${moved}`, 1 / (2 * shift + 1));
    share('mirrored true', 0.5);
    share('dropped true', drop);
    share('mirrored true and dropped true', 0.5 * drop);
    for (let time = 0; time < TIMESTEPS; time += 1) {
      share(`time ${time}`, 1 / TIMESTEPS);
      share(`mirrored true and time ${time}`, 0.5 / TIMESTEPS);
    }
  });

  it('makes noise with the moments of N(0, 1), independent between neighbours, channels and rows', async () => {
    const [batch, height, width, channels] = [61, 23, 29, 3];
    const attributes = { ...plain, batch, height, width, channels, mirror: true, shift: 2 };
    const [x] = await runSteps(held.gpu, imageBatch, [picturesOf(1, height * width * channels), labelsOf(1), levelsOf(NOISE)], attributes, { integers, steps: [step] });
    if (!x) throw new Error('Outputs are missing.');
    const mean = (value: (z: number, index: number) => number): number => x.data.reduce((sum, z, index) => sum + value(z, index), 0) / x.data.length;
    // Five standard errors of each mean, Var z = 1, Var z^2 = 2, Var z^4 = 96, Var z z' = 1; WGSL's cosine and sine are good to 2^-11, times the slope.
    const bound = (variance: number, slope: number): number => 5 * Math.sqrt(variance / x.data.length) + slope * 2 ** -11;
    expect(Math.abs(mean((z) => z))).toBeLessThan(bound(1, 1.3));
    expect(Math.abs(mean((z) => z * z) - 1)).toBeLessThan(bound(2, 2.6));
    expect(Math.abs(mean((z) => z ** 4) - 3)).toBeLessThan(bound(96, 12));
    const size = height * width * channels;
    for (const distance of [1, 2, 3, 4, channels * width, size, size + 1]) expect(Math.abs(mean((z, index) => z * (x.data[index - distance] ?? 0))), `distance ${distance}`).toBeLessThan(bound(1, 2.6));
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    // 5 elements take two quads a picture.
    const batch = 65_535 * 32 + 7;
    const attributes = { ...plain, batch, height: 1, width: 5, channels: 1 };
    const [x] = await runSteps(held.gpu, imageBatch, [wordsOf([9, 8, 7, 6, 5], Uint8Array), labelsOf(1), levelsOf(CLEAN)], attributes, { integers, steps: [step] });
    expect(x?.data.every((value, i) => value === 9 - (i % 5))).toBe(true);
  });

  it('depends on the seed and the step alone, not on the batch', async () => {
    const inputs = [picturesOf(20, 12), labelsOf(20), new Array64([TIMESTEPS, 4]).map((_, i) => [0.8, 0.6, 0, 1][i % 4] ?? 0)];
    const attributes = { ...plain, height: 2, width: 2, channels: 3, mirror: true, shift: 1, labelDropout: 0.5 };
    const run = (batch: number, index: number) => runSteps(held.gpu, imageBatch, inputs, { ...attributes, batch }, { integers, steps: [{ ...step, rows: 20, step: index }] });
    const [small, large, later] = [await run(20, 5), await run(50, 5), await run(20, 6)];
    for (const output of [0, 1, 2, 3]) {
      const { data } = at(small, output);
      expect(data).toEqual(at(large, output).data.slice(0, data.length));
      expect(data).not.toEqual(at(later, output).data);
    }
  });

  it('tells what does not fit', async () => {
    const attributes = { ...plain, batch: 2, height: 2, width: 2, channels: 3 };
    const run = (changed: Partial<ImageBatchAttributes>, pixels = picturesOf(2, 12), numbers = integers) => runSteps(held.gpu, imageBatch, [pixels, labelsOf(2), levelsOf(CLEAN)], { ...attributes, ...changed }, { integers: numbers });
    await expect(run({}, randomArray([12], 1), [1])).rejects.toThrow('imageBatch takes pixels (u32, one axis), labels (u32, one axis) and levels [T, 4].');
    await expect(run({ shift: 0.5 })).rejects.toThrow('imageBatch: shift is 0.5, but a whole number from 0 on is wanted.');
    await expect(run({ labelDropout: 1.5 })).rejects.toThrow('imageBatch: labelDropout is 1.5, but a probability from 0 to 1 is wanted.');
    await expect(run({ offsetNoise: -1 })).rejects.toThrow('imageBatch: offsetNoise is -1, but a number of 0 or above is wanted.');
    await expect(run({ batch: 1.5 })).rejects.toThrow('imageBatch: batch is 1.5, but a whole number from 1 on is wanted.');
    await expect(run({ scale: Number.NaN })).rejects.toThrow('imageBatch: scale NaN and offset 0 must be finite numbers.');
    await expect(run({ height: 9 })).rejects.toThrow('imageBatch: 24 bytes of pixels do not hold one picture of 9 x 2 x 3.');
  });
});
