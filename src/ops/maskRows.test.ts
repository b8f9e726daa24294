import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { maskRows } from './maskRows.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/maskRows.ts';

const held = useGpu();
const drawn = { step: 5, seed: 0xfedcba98 };
const ones = (shape: readonly number[]): Array64 => new Array64(shape).map(() => 1);

describe('maskRows', () => {
  it.each([
    { shape: [1, 1], probability: 0.5, layer: 0 }, { shape: [33, 5], probability: 0.5, layer: 7 }, { shape: [65, 3, 3, 2], probability: 0.1, layer: 0 }, { shape: [97], probability: 0.9, layer: 1 },
  ])('of shape $shape, p $probability and layer $layer keeps exactly the rows that Philox says', async ({ shape, probability, layer }) => {
    const x = randomArray(shape, 1);
    const got = await runSteps(held.gpu, maskRows, [x], { probability, layer }, { steps: [drawn] });
    expectClose(at(got, 0), at(reference.maskRows({ probability, layer, drawn }, x), 0), 0);
  });

  it('keeps all with probability 1 and none with 0', async () => {
    const x = randomArray([100, 3], 1);
    for (const [probability, wanted] of [[1, x], [0, x.map(() => 0)]] as const) {
      expectClose(at(await runSteps(held.gpu, maskRows, [x], { probability, layer: 0 }, { steps: [drawn] }), 0), wanted, 0);
    }
  });

  it('keeps the share that it is told, and others in other steps, layers and seeds', async () => {
    const count = 40_009;
    const mask = async (layer: number, step: number, seed: number): Promise<string> =>
      at(await runSteps(held.gpu, maskRows, [ones([count, 1])], { probability: 0.3, layer }, { steps: [{ step, seed }] }), 0).data.join('');
    const masks = [await mask(0, 0, 0), await mask(1, 0, 0), await mask(0, 1, 0), await mask(0, 0, 1)];
    expect(new Set(masks).size).toBe(4);
    // Five standard deviations of a binomial.
    for (const one of masks) expect(Math.abs(one.replaceAll('0', '').length - 0.3 * count)).toBeLessThan(5 * Math.sqrt(count * 0.3 * 0.7));
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const shape = [65_535 * 32 + 7, 5];
    expectClose(at(await runSteps(held.gpu, maskRows, [ones(shape)], { probability: 1, layer: 0 }), 0), ones(shape), 0);
  });

  it('has a gradient: the same mask', async () => {
    const inputs = [randomArray([17, 3], 1)];
    const attributes = { probability: 0.5, layer: 2 };
    finiteDifferenceCheck(reference.maskRows, reference.maskRowsGradient, attributes, inputs);
    await checkGradient(held.gpu, maskRows, { inputs, attributes, gradient: reference.maskRowsGradient, tolerance: () => 0 });
  });

  it('tells what does not fit', async () => {
    await expect(runOperation(held.gpu, maskRows, [ones([4, 2])], { probability: 1.5, layer: 0 })).rejects.toThrow('maskRows: the probability is 1.5, but a number from 0 to 1 is wanted.');
    await expect(runOperation(held.gpu, maskRows, [ones([4, 2])], { probability: 0.5, layer: -1 })).rejects.toThrow('maskRows: the layer is -1, but it must be a whole number from 0 on.');
  });
});
