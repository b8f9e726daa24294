import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { bias } from './bias.ts';
import { at } from './operation.ts';
import * as reference from './reference/bias.ts';
import { Array64 } from './reference/array64.ts';

const held = useGpu();

describe('bias', () => {
  it.each([[1, 1], [7, 9], [1, 64], [64, 1], [13, 65]])('of [%i, %i]', async (rows, columns) => {
    const [x, vector] = [randomArray([rows, columns], 1), randomArray([columns], 2)];
    const wanted = at(reference.bias(null, x, vector), 0);
    const got = await runOperation(held.gpu, bias, [x, vector], null);
    // One addition, correctly rounded.
    expectClose(at(got, 0), wanted, wanted.map((value) => UNIT_ROUNDOFF * Math.abs(value)));
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const [x, vector] = [new Array64([65_537, 65]).map((_, i) => i % 8191), new Array64([65]).map((_, i) => 16 * i)];
    const got = await runOperation(held.gpu, bias, [x, vector], null);
    // Whole numbers below 2^24 add exactly.
    expectClose(at(got, 0), at(reference.bias(null, x, vector), 0), 0);
  });

  it('has a gradient', async () => {
    const inputs = [randomArray([37, 5], 1), randomArray([5], 2)];
    finiteDifferenceCheck(reference.bias, reference.biasGradient, null, inputs);
    // d_bias is a sum of 37 terms below 5, off by at most 36 units of their absolute sum.
    const tolerance = (input: number): number => (input === 0 ? 0 : 37 * UNIT_ROUNDOFF * 37 * 5);
    await checkGradient(held.gpu, bias, { inputs, attributes: null, gradient: reference.biasGradient, tolerance });
  });

  it('refuses a bias of another width', async () => {
    await expect(runOperation(held.gpu, bias, [randomArray([2, 3], 1), randomArray([2], 2)], null)).rejects.toThrow('bias: the bias has shape [2], but [3] fits');
  });
});
