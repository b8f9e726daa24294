import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { addRows, sumPixels } from './addRows.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/addRows.ts';

const held = useGpu();

describe('addRows', () => {
  it.each([[[1, 1, 1, 1]], [[3, 5, 7, 13]], [[2, 4]], [[3, 5, 7, 20]], [[2, 64, 3]]])('of shape %j', async (shape) => {
    const inputs = [randomArray(shape, 1), randomArray([at(shape, 0), at(shape, shape.length - 1)], 2)] as const;
    const wanted = at(reference.addRows(null, ...inputs), 0);
    expectClose(at(await runOperation(held.gpu, addRows, inputs, null), 0), wanted, wanted.map((value) => UNIT_ROUNDOFF * Math.abs(value)));
  });

  it.each([[65_536 * 8, 3], [65_536 * 22, 4]])('folds more than 65,535 workgroups into two dimensions, %i pixels of %i channels', async (pixels, channels) => {
    const x = new Array64([3, pixels, channels]).map((_, index) => index % 4093);
    const e = new Array64([3, channels]).map((_, index) => 10_000 * index);
    expectClose(at(await runOperation(held.gpu, addRows, [x, e], null), 0), at(reference.addRows(null, x, e), 0), 0);
  });

  it('has a gradient', async () => {
    const inputs = [randomArray([3, 5, 7, 4], 1), randomArray([3, 4], 2)];
    finiteDifferenceCheck<null>(reference.addRows, reference.addRowsGradient, null, [randomArray([2, 3, 2], 1), randomArray([2, 2], 2)]);
    // Handed on as it is; a sum of 35 terms below 5.
    await checkGradient(held.gpu, addRows, { inputs, attributes: null, gradient: reference.addRowsGradient, tolerance: (input) => (input === 0 ? 0 : 35 * 35 * 5 * UNIT_ROUNDOFF) });
  });

  it('tells what does not fit', async () => {
    await expect(runOperation(held.gpu, addRows, [randomArray([2, 3, 4], 1), randomArray([2, 3], 2)], null)).rejects.toThrow('addRows: e has shape [2, 3], but [2, 4] fits the other inputs.');
    await expect(runOperation(held.gpu, addRows, [randomArray([4], 1), randomArray([4], 2)], null)).rejects.toThrow('addRows: x has shape [4], but [N, ..., C] is wanted, samples first and channels last.');
  });
});

describe('sumPixels', () => {
  // One stage; two stages; a prime number of pixels, which has no equal parts; a product of few primes.
  it.each([[[3, 64, 2]], [[2, 32, 32, 5]], [[2, 1009, 3]], [[2, 2, 601, 1]]])('of shape %j', async (shape) => {
    const x = randomArray(shape, 1);
    const sizes = at(reference.sumPixels(null, x.map(Math.abs)), 0);
    const pixels = x.rows / at(shape, 0);
    expectClose(at(await runOperation(held.gpu, sumPixels, [x], null), 0), at(reference.sumPixels(null, x), 0), sizes.map((size) => pixels * UNIT_ROUNDOFF * size));
    const before = randomArray(sizes.shape, 2);
    const wanted = at(reference.sumPixels(null, x), 0).zip(before, (sum, start) => sum + start);
    const added = await runOperation(held.gpu, sumPixels, [x], null, { onto: [before] });
    expectClose(at(added, 0), wanted, sizes.zip(wanted, (size, value) => pixels * UNIT_ROUNDOFF * size + 2 * UNIT_ROUNDOFF * Math.abs(value)), 'added');
  });

  it('adds whole numbers exactly, whatever the cut', async () => {
    const x = new Array64([2, 48, 48, 3]).map((_, index) => (index % 11) - 5);
    expect([...at(await runOperation(held.gpu, sumPixels, [x], null), 0).data]).toEqual([...at(reference.sumPixels(null, x), 0).data]);
  });
});
