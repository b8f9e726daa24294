import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { at } from './operation.ts';
import { broadcast, mean, sumRows } from './reduce.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/reduce.ts';

const held = useGpu();

describe('sumRows', () => {
  /** A sum of M terms in any order is off by at most (M - 1) u sum |x| to first order. */
  const rounding = (x: Array64): Array64 => at(reference.sumRows(null, x.map(Math.abs)), 0).map((size) => x.rows * UNIT_ROUNDOFF * size);

  it.each([[1, 1], [31, 7], [32, 64], [33, 65], [1024, 13], [10007, 3]])('of [%i, %i]', async (rows, columns) => {
    const x = randomArray([rows, columns], 1);
    expectClose(at(await runOperation(held.gpu, sumRows, [x], null), 0), at(reference.sumRows(null, x), 0), rounding(x));
    const before = randomArray([columns], 2);
    const wanted = at(reference.sumRows(null, x), 0).zip(before, (sum, start) => sum + start);
    const got = await runOperation(held.gpu, sumRows, [x], null, { onto: [before] });
    expectClose(at(got, 0), wanted, rounding(x).zip(wanted, (own, value) => own + 2 * UNIT_ROUNDOFF * Math.abs(value)), 'added');
  });

  it('gives the same bits each time', async () => {
    const x = randomArray([5003, 5], 1);
    const first = await runOperation(held.gpu, sumRows, [x], null);
    expectClose(at(await runOperation(held.gpu, sumRows, [x], null), 0), at(first, 0), 0);
  });

  it('has a gradient', async () => {
    const inputs = [randomArray([7, 5], 1)];
    finiteDifferenceCheck(reference.sumRows, reference.sumRowsGradient, null, inputs);
    await checkGradient(held.gpu, sumRows, { inputs, attributes: null, gradient: reference.sumRowsGradient, tolerance: () => 0 });
  });

  it('refuses what is no matrix', async () => {
    await expect(runOperation(held.gpu, sumRows, [randomArray([6], 1)], null)).rejects.toThrow('sumRows: the input has shape [6], but a matrix [M, N] is wanted');
  });
});

describe('mean', () => {
  /** Like a sum; the rounded factor 1/n and its product add two more. */
  const rounding = (x: Array64): Array64 => at(reference.mean(null, x.map(Math.abs)), 0).map((size) => (x.data.length + 2) * UNIT_ROUNDOFF * size);

  it.each([[[1]], [[63]], [[64]], [[65]], [[1024]], [[1025]], [[97, 101]]])('of shape %j', async (shape) => {
    const x = randomArray(shape, 1);
    expectClose(at(await runOperation(held.gpu, mean, [x], null), 0), at(reference.mean(null, x), 0), rounding(x));
  });

  it('of more than 65,535 workgroups of elements', async () => {
    // Terms -1, 0, 1 add exactly in any order, and 0.5 more a term keeps partial sums multiples of 0.5 below 2^23.
    const x = new Array64([65_537 * 64]).map((_, i) => (i % 3) - 0.5);
    const wanted = at(reference.mean(null, x), 0);
    expectClose(at(await runOperation(held.gpu, mean, [x], null), 0), wanted, wanted.map((value) => 2 * UNIT_ROUNDOFF * Math.abs(value)));
  });

  it('adds to its output when told to', async () => {
    const [x, before] = [randomArray([300], 1), new Array64([1], [0.25])];
    const wanted = at(reference.mean(null, x), 0).map((value) => value + 0.25);
    expectClose(at(await runOperation(held.gpu, mean, [x], null, { onto: [before] }), 0), wanted, rounding(x).map((own) => own + UNIT_ROUNDOFF));
  });

  it('has a gradient', async () => {
    const inputs = [randomArray([7, 5], 1)];
    finiteDifferenceCheck(reference.mean, reference.meanGradient, null, inputs);
    // d_out (below 5) times the rounded 1/35.
    await checkGradient(held.gpu, mean, { inputs, attributes: null, gradient: reference.meanGradient, tolerance: () => (2 * UNIT_ROUNDOFF * 5) / 35 });
  });
});

describe('broadcast', () => {
  it.each([[[1], [1]], [[1], [7, 9]], [[13], [5, 13]], [[64], [3, 65, 64]]])('%j to %j', async (from, shape) => {
    const x = randomArray(from, 1);
    const attributes = { shape, scale: 0.5 };
    expectClose(at(await runOperation(held.gpu, broadcast, [x], attributes), 0), at(reference.broadcast(attributes, x), 0), 0);
  });

  it('refuses widths that do not fit', async () => {
    await expect(runOperation(held.gpu, broadcast, [randomArray([3], 1)], { shape: [2, 4], scale: 1 })).rejects.toThrow('broadcast: [3] cannot be repeated to [2, 4]');
  });
});
