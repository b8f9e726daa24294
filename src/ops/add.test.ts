import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { add } from './add.ts';
import * as reference from './reference/add.ts';
import { Array64 } from './reference/array64.ts';

const held = useGpu();

describe('add', () => {
  // One addition, correctly rounded: half a unit of the result.
  const rounding = (wanted: Array64): Array64 => wanted.map((value) => UNIT_ROUNDOFF * Math.abs(value));

  it.each([[[1]], [[63]], [[64]], [[65]], [[260]], [[7, 13]], [[2, 3, 5]], [[1031]]])('of shape %j is the reference', async (shape) => {
    const inputs = [randomArray(shape, 1), randomArray(shape, 2)] as const;
    const [wanted] = reference.add(null, ...inputs);
    const [got] = await runOperation(held.gpu, add, inputs, null);
    expectClose(got ?? new Array64([0]), wanted ?? new Array64([1]), rounding(wanted ?? new Array64([1])));
  });

  it.each([[[5, 7]], [[5, 8]]])('adds to its output when told to, %j', async (shape) => {
    const [a, b, before] = [randomArray(shape, 1), randomArray(shape, 2), randomArray(shape, 3)];
    const wanted = a.zip(b, (x, y) => x + y).zip(before, (x, y) => x + y);
    const [got] = await runOperation(held.gpu, add, [a, b], null, { onto: [before] });
    expectClose(got ?? before, wanted, wanted.map((value, i) => UNIT_ROUNDOFF * (Math.abs(value) + Math.abs((a.data[i] ?? 0) + (b.data[i] ?? 0)))));
  });

  it.each([65_536 * 64 + 65, 65_536 * 256 + 260])('folds more than 65,535 workgroups into two dimensions, %i elements', async (count) => {
    const shape = [count];
    const a = new Array64(shape).map((_, i) => i % 4096);
    const b = new Array64(shape).map((_, i) => Math.floor(i / 4096));
    const [got] = await runOperation(held.gpu, add, [a, b], null);
    // Whole numbers below 2^24 add exactly.
    expectClose(got ?? a, a.zip(b, (x, y) => x + y), 0);
  });

  it('passes its gradient on', async () => {
    const inputs = [randomArray([3, 5], 4), randomArray([3, 5], 5)];
    finiteDifferenceCheck<null>(reference.add, reference.addGradient, null, inputs);
    await checkGradient(held.gpu, add, { inputs, attributes: null, gradient: reference.addGradient, tolerance: () => 0 });
  });

  it('refuses shapes that differ', async () => {
    await expect(runOperation(held.gpu, add, [randomArray([2, 3], 1), randomArray([3, 2], 2)], null)).rejects.toThrow('add: b has shape [3, 2], but [2, 3] fits');
  });
});
