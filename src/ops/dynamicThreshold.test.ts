import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { dynamicThreshold } from './dynamicThreshold.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/dynamicThreshold.ts';

const held = useGpu();

describe('dynamicThreshold', () => {
  it.each([
    { shape: [1, 1], quantile: 0.995, limit: 0.25 }, { shape: [3, 2], quantile: 0.5, limit: 0.25 }, { shape: [5, 63], quantile: 0.9, limit: 1 },
    { shape: [2, 65], quantile: 0, limit: 0.125 }, { shape: [2, 8, 8, 1], quantile: 1, limit: 1 }, { shape: [3, 13, 11, 3], quantile: 0.995, limit: 2 },
  ])('of shape $shape, quantile $quantile and limit $limit is the reference', async ({ shape, quantile, limit }) => {
    const x = randomArray(shape, 1);
    const wanted = at(reference.dynamicThreshold({ quantile, limit }, x), 0);
    // The two elements are exact; between them a difference, a product with a rounded fraction and a sum, then a division (5 half units) and a product.
    expectClose(at(await runSteps(held.gpu, dynamicThreshold, [x], { quantile, limit }), 0), wanted, wanted.map(() => 12 * UNIT_ROUNDOFF * limit));
  });

  it('finds elements of every size, equal ones among them, exactly', async () => {
    // Sorted: 0, 0, 1e-30, 0.5, 2, 2, 2, 1e30; at the quantiles k / 7 the threshold is one of them.
    const x = new Array64([1, 8], [2, -0.5, 0, -2, Math.fround(1e30), Math.fround(1e-30), 2, 0]);
    const sorted = [...x.data].map(Math.abs).sort((a, b) => a - b);
    for (const [rank, size] of sorted.entries()) {
      const got = at(await runSteps(held.gpu, dynamicThreshold, [x], { quantile: rank / 7, limit: 2 ** -20 }), 0);
      const threshold = Math.max(2 ** -20, size);
      expectClose(got, x.map((value) => Math.max(-threshold, Math.min(threshold, value)) * 2 ** -20 / threshold), 8 * UNIT_ROUNDOFF * 2 ** -20, `rank ${rank}`);
    }
  });

  it('leaves samples within the limit as they are, whatever the others', async () => {
    const x = new Array64([2, 100]).map((_, i) => (i < 100 ? Math.fround(Math.sin(i)) : i));
    const got = at(await runSteps(held.gpu, dynamicThreshold, [x], { quantile: 0.995, limit: 1 }), 0);
    expect(got.data.slice(0, 100)).toEqual(x.data.slice(0, 100));
    expect(Math.max(...got.data)).toBeLessThanOrEqual(1);
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, dynamicThreshold, [randomArray([2, 2], 1)], { quantile: 99.5, limit: 1 })).rejects.toThrow('dynamicThreshold: the quantile is 99.5, but a share from 0 to 1 is wanted.');
    await expect(runSteps(held.gpu, dynamicThreshold, [randomArray([2, 2], 1)], { quantile: 0.5, limit: 0 })).rejects.toThrow('dynamicThreshold: the limit is 0, but a number above 0 is wanted.');
    await expect(runSteps(held.gpu, dynamicThreshold, [new Array64([65_536, 1])], { quantile: 0.5, limit: 1 })).rejects.toThrow('dynamicThreshold takes at most 65535 samples at a time, not 65536.');
  });
});
