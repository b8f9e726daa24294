import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/scaledAdd.ts';
import { scaledAdd, scaledAddBackward } from './scaledAdd.ts';

const held = useGpu();

describe('scaledAdd', () => {
  it.each([[[1]], [[63]], [[2, 5, 13]], [[2, 5, 28]], [[65]]])('of shape %j', async (shape) => {
    const inputs = [randomArray(shape, 1), randomArray(shape, 2)] as const;
    const attributes = { scale: Math.SQRT1_2 };
    const wanted = at(reference.scaledAdd(attributes, ...inputs), 0);
    // The sum, the rounded scale and the product.
    expectClose(at(await runOperation(held.gpu, scaledAdd, inputs, attributes), 0), wanted, wanted.map((value) => 4 * UNIT_ROUNDOFF * Math.abs(value)));
  });

  it('adds to its output when told to', async () => {
    for (const count of [3, 4]) {
      const [a, b, before] = [[1, 2, 3, 4], [4, 5, 6, 7], [10, 20, 30, 40]].map((values) => new Array64([count], values.slice(0, count)));
      if (!a || !b || !before) throw new Error('There are three arrays.');
      const got = await runOperation(held.gpu, scaledAdd, [a, b], { scale: 0.5 }, { onto: [before] });
      expect([...at(got, 0).data]).toEqual([12.5, 23.5, 34.5, 45.5].slice(0, count));
    }
  });

  it('folds more than 65,535 workgroups into two dimensions, forward and backward', async () => {
    const x = new Array64([65_536 * 64 + 1]).map((_, index) => index % 8191);
    const long = new Array64([65_536 * 256 + 4]).map((_, index) => index % 8191);
    expectClose(at(await runOperation(held.gpu, scaledAdd, [x, x], { scale: 0.5 }), 0), x, 0);
    expectClose(at(await runOperation(held.gpu, scaledAdd, [long, long], { scale: 0.5 }), 0), long, 0);
    expectClose(at(await runOperation(held.gpu, scaledAddBackward, [x], { scale: 0.5 }), 0), x.map((value) => value / 2), 0);
  });

  it.each([1, 0.3])('has a gradient, scale %d', async (scale) => {
    const inputs = [randomArray([3, 7], 1), randomArray([3, 7], 2)];
    finiteDifferenceCheck(reference.scaledAdd, reference.scaledAddGradient, { scale }, inputs);
    await checkGradient(held.gpu, scaledAdd, { inputs, attributes: { scale }, gradient: reference.scaledAddGradient, tolerance: (_, wanted) => wanted.map((value) => 3 * UNIT_ROUNDOFF * Math.abs(value)) });
  });

  it('tells what does not fit', async () => {
    await expect(runOperation(held.gpu, scaledAdd, [randomArray([2, 3], 1), randomArray([3, 2], 2)], { scale: 1 })).rejects.toThrow('scaledAdd: b has shape [3, 2], but [2, 3] fits the other inputs.');
    await expect(runOperation(held.gpu, scaledAdd, [randomArray([2], 1), randomArray([2], 2)], { scale: 1 / 0 })).rejects.toThrow('scaledAdd: the scale is Infinity, but it must be finite. Check that output_scale_factor is not 0.');
  });
});
