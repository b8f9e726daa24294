import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, useGpu } from '../node/operationCheck.ts';
import { concat, pad, slice } from './concat.ts';
import { at } from './operation.ts';
import * as reference from './reference/concat.ts';

const held = useGpu();
// Values are only moved: every comparison is exact.

describe('concat', () => {
  it.each([[1, [1, 1]], [7, [3, 5]], [63, [1, 128]], [64, [17]], [65, [2, 3, 5]], [129, [64, 63]]])('of %i rows and widths %j', async (rows, widths) => {
    const inputs = widths.map((width, index) => randomArray([rows, width], 10 + index));
    const got = await runOperation(held.gpu, concat, inputs, null);
    expectClose(at(got, 0), at(reference.concat(null, ...inputs), 0), 0);
  });

  it('joins vectors and keeps leading axes', async () => {
    const vectors = [randomArray([3], 1), randomArray([4], 2)];
    expectClose(at(await runOperation(held.gpu, concat, vectors, null), 0), at(reference.concat(null, ...vectors), 0), 0);
    const boxes = [randomArray([2, 3, 4], 1), randomArray([2, 3, 2], 2)];
    expectClose(at(await runOperation(held.gpu, concat, boxes, null), 0), at(reference.concat(null, ...boxes), 0), 0);
  });

  it('adds to its output when told to', async () => {
    const [a, b, before] = [randomArray([5, 2], 1), randomArray([5, 3], 2), randomArray([5, 5], 3).map(() => 0)];
    const got = await runOperation(held.gpu, concat, [a, b], null, { onto: [before] });
    expectClose(at(got, 0), at(reference.concat(null, a, b), 0), 0);
  });

  it('gives each input its columns of the gradient', async () => {
    const inputs = [randomArray([5, 3], 1), randomArray([5, 1], 2), randomArray([5, 4], 3)];
    finiteDifferenceCheck(reference.concat, reference.concatGradient, null, inputs);
    await checkGradient(held.gpu, concat, { inputs, attributes: null, gradient: reference.concatGradient, tolerance: () => 0 });
  });

  it('refuses other rows', async () => {
    await expect(runOperation(held.gpu, concat, [randomArray([2, 3], 1), randomArray([3, 3], 2)], null)).rejects.toThrow('concat: input 1 has shape [3, 3], but [2, 3] fits');
  });
});

describe('slice', () => {
  it.each([[1, 1, 0, 1], [7, 13, 4, 5], [65, 64, 63, 1], [129, 3, 0, 3]])('of [%i, %i] from column %i, %i wide', async (rows, columns, start, width) => {
    const x = randomArray([rows, columns], 20);
    const got = await runOperation(held.gpu, slice, [x], { start, width });
    expectClose(at(got, 0), at(reference.slice({ start, width }, x), 0), 0);
  });

  it('has a gradient that is zero elsewhere', async () => {
    const [inputs, attributes] = [[randomArray([5, 7], 1)], { start: 2, width: 3 }];
    finiteDifferenceCheck(reference.slice, reference.sliceGradient, attributes, inputs);
    await checkGradient(held.gpu, slice, { inputs, attributes, gradient: reference.sliceGradient, tolerance: () => 0 });
  });

  it('refuses columns that are not there', async () => {
    await expect(runOperation(held.gpu, slice, [randomArray([2, 3], 1)], { start: 2, width: 2 })).rejects.toThrow('slice: columns 2 to 3 do not lie in the last axis of [2, 3]');
  });
});

describe('pad', () => {
  it.each([[1, 1, 0, 1], [7, 5, 4, 13], [65, 1, 63, 64]])('of [%i, %i] at column %i of %i', async (rows, columns, start, width) => {
    const x = randomArray([rows, columns], 20);
    const got = await runOperation(held.gpu, pad, [x], { start, width });
    expectClose(at(got, 0), at(reference.pad({ start, width }, x), 0), 0);
  });

  it('has a gradient', async () => {
    const [inputs, attributes] = [[randomArray([5, 3], 1)], { start: 2, width: 7 }];
    finiteDifferenceCheck(reference.pad, reference.padGradient, attributes, inputs);
    await checkGradient(held.gpu, pad, { inputs, attributes, gradient: reference.padGradient, tolerance: () => 0 });
  });

  it('refuses what does not fit', async () => {
    await expect(runOperation(held.gpu, pad, [randomArray([2, 3], 1)], { start: 2, width: 4 })).rejects.toThrow('pad: 3 columns at column 2 do not fit into 4 columns');
  });
});
