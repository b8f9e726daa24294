import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, randomIndices, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { estimateX0 } from './estimateX0.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/estimateX0.ts';

const held = useGpu();
const LEVELS = 7;
const table = randomArray([LEVELS, 2], 5);

describe('estimateX0', () => {
  it.each([[1, 1], [33, 2], [5, 65], [3, 13, 11, 3]].map((shape) => ({ shape })))('of shape $shape is the reference, clipped and not', async ({ shape }) => {
    const inputs = [randomArray(shape, 1), randomArray(shape, 2), randomIndices(at(shape, 0), LEVELS, 3), table] as const;
    const size = at(reference.estimateX0(null, inputs[0].map(Math.abs), inputs[1].map(Math.abs), inputs[2], table.map(Math.abs)), 0);
    for (const attributes of [null, { limit: 0.75 }]) {
      const got = await runOperation(held.gpu, estimateX0, inputs, attributes, { integers: [2] });
      expectClose(at(got, 0), at(reference.estimateX0(attributes, ...inputs), 0), size.map((value) => 3 * UNIT_ROUNDOFF * value));
    }
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const shape = [65_535 * 64 + 3, 1];
    const x = new Array64(shape).map((_, i) => i % 251);
    const got = await runOperation(held.gpu, estimateX0, [x, x, new Array64([at(shape, 0)]), new Array64([1, 2], [3, -1])], null, { integers: [2] });
    expectClose(at(got, 0), x.map((value) => 2 * value), 0);
  });

  it('tells what does not fit', async () => {
    const x = randomArray([4, 2], 1);
    await expect(runOperation(held.gpu, estimateX0, [x, x, randomIndices(4, 2, 3), randomArray([4, 3], 1)], null, { integers: [2] })).rejects.toThrow('estimateX0: the table has shape [4, 3], but [4, 2] fits');
    await expect(runOperation(held.gpu, estimateX0, [x, x, randomIndices(4, 2, 3), table], { limit: -1 }, { integers: [2] })).rejects.toThrow('estimateX0: the limit is -1, but a number above 0 is wanted.');
  });
});
