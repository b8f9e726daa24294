import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/resample.ts';
import { averagePool2x2, averagePool2x2Backward, upsampleNearest, upsampleNearestBackward } from './resample.ts';

const held = useGpu();

/** Input, then output height and width: doubled, odd (as diffusers asks for), equal, any. */
const ENLARGEMENTS = [
  { shape: [2, 4, 4, 3], height: 8, width: 8 },
  { shape: [2, 4, 3, 5], height: 7, width: 5 },
  { shape: [1, 1, 1, 1], height: 1, width: 1 },
  { shape: [1, 3, 7, 2], height: 11, width: 17 },
];

describe('upsampleNearest', () => {
  it('takes the pixel at floor(i H / H\')', () => {
    const [out] = reference.upsampleNearest({ height: 3, width: 5 }, new Array64([1, 2, 3, 1], [1, 2, 3, 4, 5, 6]));
    expect([...(out?.data ?? [])]).toEqual([1, 1, 2, 2, 3, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6]);
  });

  it.each(ENLARGEMENTS)('$shape to $height x $width', async ({ shape, height, width }) => {
    const x = randomArray(shape, 1);
    const got = await runOperation(held.gpu, upsampleNearest, [x], { height, width });
    expectClose(at(got, 0), at(reference.upsampleNearest({ height, width }, x), 0), 0);
    const d = randomArray(at(got, 0).shape, 2);
    const back = await runOperation(held.gpu, upsampleNearestBackward, [d], { shape });
    const sizes = at(reference.upsampleNearestBackward({ shape }, d.map(Math.abs)), 0);
    // Up to 4 x 4 pixels are added.
    expectClose(at(back, 0), at(reference.upsampleNearestBackward({ shape }, d), 0), sizes.map((size) => 16 * UNIT_ROUNDOFF * size));
  });

  it('has a gradient', async () => {
    const inputs = [randomArray([2, 4, 3, 5], 1)];
    const attributes = { height: 7, width: 5 };
    finiteDifferenceCheck(reference.upsampleNearest, reference.upsampleNearestGradient, attributes, inputs);
    // Up to 4 terms below 5.
    await checkGradient(held.gpu, upsampleNearest, { inputs, attributes, gradient: reference.upsampleNearestGradient, tolerance: () => 4 * 20 * UNIT_ROUNDOFF });
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const x = new Array64([1, 1025, 1025, 1]).map((_, index) => index % 8191);
    const got = await runOperation(held.gpu, upsampleNearest, [x], { height: 2050, width: 2050 });
    expectClose(at(got, 0), new Array64([1, 2050, 2050, 1]).map((_, index) => x.get(Math.floor(index / 4100) * 1025 + Math.floor(index % 2050 / 2), 0)), 0);
  });

  it('tells what does not fit', async () => {
    await expect(runOperation(held.gpu, upsampleNearest, [randomArray([1, 4, 4, 1], 1)], { height: 3, width: 8 })).rejects.toThrow('upsampleNearest: 4 x 4 pixels cannot be enlarged to 3 x 8. Give whole numbers that are no smaller.');
    await expect(runOperation(held.gpu, upsampleNearest, [randomArray([4, 4, 1], 1)], { height: 8, width: 8 })).rejects.toThrow('upsampleNearest: x has shape [4, 4, 1], but images [N, H, W, C] are wanted.');
    await expect(runOperation(held.gpu, upsampleNearestBackward, [randomArray([1, 4, 4, 2], 1)], { shape: [1, 2, 2, 1] })).rejects.toThrow('upsampleNearestBackward: d_out has shape [1, 4, 4, 2], but [1, 4, 4, 1] fits the other inputs.');
  });
});

describe('averagePool2x2', () => {
  it.each([[[2, 4, 4, 3]], [[1, 2, 2, 1]], [[2, 5, 7, 3]], [[1, 3, 2, 13]]])('of shape %j', async (shape) => {
    const x = randomArray(shape, 1);
    const got = await runOperation(held.gpu, averagePool2x2, [x], null);
    const sizes = at(reference.averagePool2x2(null, x.map(Math.abs)), 0);
    expectClose(at(got, 0), at(reference.averagePool2x2(null, x), 0), sizes.map((size) => 3 * UNIT_ROUNDOFF * size));
    const d = randomArray(at(got, 0).shape, 2);
    expectClose(at(await runOperation(held.gpu, averagePool2x2Backward, [d], { shape }), 0), at(reference.averagePool2x2Backward({ shape }, d), 0), 0);
  });

  it('has a gradient', async () => {
    const inputs = [randomArray([2, 5, 7, 3], 1)];
    finiteDifferenceCheck(reference.averagePool2x2, reference.averagePool2x2Gradient, null, inputs);
    // A quarter is exact.
    await checkGradient(held.gpu, averagePool2x2, { inputs, attributes: null, gradient: reference.averagePool2x2Gradient, tolerance: () => 0 });
  });

  it('tells what does not fit', async () => {
    await expect(runOperation(held.gpu, averagePool2x2, [randomArray([1, 1, 4, 1], 1)], null)).rejects.toThrow('averagePool2x2: images of 1 x 4 pixels have no 2 x 2 pixels to average. Use larger images or fewer resolutions.');
    await expect(runOperation(held.gpu, averagePool2x2Backward, [randomArray([1, 2, 3, 1], 1)], { shape: [1, 5, 5, 1] })).rejects.toThrow('averagePool2x2Backward: d_out has shape [1, 2, 3, 1], but [1, 2, 2, 1] fits the other inputs.');
  });
});
