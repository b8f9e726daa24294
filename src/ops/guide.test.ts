import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { guide } from './guide.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/guide.ts';

const held = useGpu();
const BEYOND = 65_535 * 64 + 3;
const SCALE = Math.fround(3.7);
const withScale = (scale: number) => ({ coefficients_b: [9, 9, 9, scale] as [number, number, number, number] });
const step = withScale(SCALE);

/** |u| + 3.7 (|c| + |u|): what the roundings of a guided element are relative to. */
const sizeOf = (conditional: Array64, unconditional: Array64): Array64 => conditional.zip(unconditional, (wanted, free) => Math.abs(free) + 3.7 * (Math.abs(wanted) + Math.abs(free)));

describe('guide', () => {
  it.each([[1], [31, 1], [33, 3], [2, 5, 7, 3], [1031], [BEYOND]].map((shape) => ({ shape })))('of shape $shape is the reference', async ({ shape }) => {
    const inputs = [randomArray(shape, 1), randomArray(shape, 2)] as const;
    const got = await runSteps(held.gpu, guide, inputs, null, { steps: [step] });
    // A difference, a product and a sum.
    expectClose(at(got, 0), at(reference.guide({ step }, ...inputs), 0), sizeOf(...inputs).map((value) => 3 * UNIT_ROUNDOFF * value));
  });

  it('with scale 0 is the unconditional prediction, and with scale 1 on whole numbers the conditional one', async () => {
    const [conditional, unconditional] = [new Array64([5], [1, -2, 3, 0, 7]), new Array64([5], [4, 4, -9, 0, 1])];
    for (const [scale, wanted] of [[0, unconditional], [1, conditional]] as const) {
      expectClose(at(await runSteps(held.gpu, guide, [conditional, unconditional], null, { steps: [withScale(scale)] }), 0), wanted, 0);
    }
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, guide, [randomArray([4], 1), randomArray([5], 1)], null)).rejects.toThrow('guide: the unconditional prediction has shape [5], but [4] fits');
    await expect(runSteps(held.gpu, guide, [randomArray([4], 1), randomArray([4], 1)], { rescale: 2 })).rejects.toThrow('guide: the rescaling is 2, but a share from 0 to 1 is wanted.');
    await expect(runSteps(held.gpu, guide, [new Array64([65_536, 1]), new Array64([65_536, 1])], { rescale: 1 })).rejects.toThrow('guide takes at most 65535 samples at a time, not 65536.');
  });
});

describe('guide with rescaling', () => {
  const deviation = (values: Float64Array): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  };

  it.each([[1, 2], [3, 63], [2, 65], [3, 8, 8, 1], [2, 13, 11, 3]].map((shape) => ({ shape })))('of shape $shape is the reference', async ({ shape }) => {
    const inputs = [randomArray(shape, 1), randomArray(shape, 2)] as const;
    const attributes = { rescale: 0.7 };
    const got = at(await runSteps(held.gpu, guide, inputs, attributes, { steps: [step] }), 0);
    const wanted = at(reference.guide({ step, ...attributes }, ...inputs), 0);
    const [samples = 1] = shape;
    const size = wanted.data.length / samples;
    const sizes = sizeOf(...inputs);
    const allowed = wanted.map((value, i) => {
      const from = Math.floor(i / size) * size;
      // Elements are off by 3 units of their size, means by D more; beside the deviation that is its relative error, which the squares,
      // their sum, the division and the root add to. Two deviations make the factor, at most 1 + |ratio|.
      const most = Math.max(...sizes.data.slice(from, from + size));
      const least = Math.min(deviation(inputs[0].data.slice(from, from + size)), deviation(wanted.data.slice(from, from + size)));
      return UNIT_ROUNDOFF * (2 * (size + 8) * (1 + most / least) * Math.abs(value) + 3 * (sizes.data[i] ?? 0));
    });
    expectClose(got, wanted, allowed);
  });

  it('by the share 1 has the contrast of the conditional prediction, each sample its own', async () => {
    const inputs = [randomArray([3, 100], 1).map((value, i) => value * (1 + Math.floor(i / 100))), randomArray([3, 100], 2)];
    const got = at(await runSteps(held.gpu, guide, inputs, { rescale: 1 }, { steps: [step] }), 0);
    for (let sample = 0; sample < 3; sample += 1) {
      const of = (values: Array64 | undefined): number => deviation((values ?? got).data.slice(100 * sample, 100 * sample + 100));
      expect(Math.abs(of(got) / of(inputs[0]) - 1)).toBeLessThan(1000 * UNIT_ROUNDOFF);
    }
  });

  it('leaves a sample without contrast as it is', async () => {
    const flat = new Array64([2, 70]).map((_, i) => (i < 70 ? 3 : i));
    const got = at(await runSteps(held.gpu, guide, [flat, flat], { rescale: 1 }, { steps: [withScale(2)] }), 0);
    expect(got.data.slice(0, 70)).toEqual(flat.data.slice(0, 70));
  });
});
