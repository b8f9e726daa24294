import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { linear } from './linear.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/linear.ts';

const held = useGpu();

function operands(m: number, n: number, k: number, bias: boolean): Array64[] {
  return [randomArray([m, k], 1), randomArray([k, n], 2), ...(bias ? [randomArray([n], 3)] : [])];
}

/** As in matmul.test.ts, with one more addition. */
function rounding(inputs: readonly Array64[]): Array64 {
  const [x, weight, bias] = inputs.map((input) => input.map(Math.abs));
  if (!x || !weight) throw new Error('Two operands are needed.');
  return at(reference.linear(null, x, weight, bias), 0).map((size) => (x.columns + 3) * UNIT_ROUNDOFF * size);
}

describe('linear', () => {
  it.each([true, false].flatMap((software) => [[1, 1, 1], [7, 2, 13], [33, 16, 8], [65, 24, 40]].map((shape) => ({ software, shape }))))('%j', async ({ software, shape }) => {
    const [m = 1, n = 1, k = 1] = shape;
    for (const bias of [true, false]) {
      const inputs = operands(m, n, k, bias);
      const got = await runOperation(held.gpu, linear, inputs, null, { traits: { software } });
      const [x, weight, own] = inputs;
      if (!x || !weight) return;
      expectClose(at(got, 0), at(reference.linear(null, x, weight, own), 0), rounding(inputs));
    }
  });

  it.each([true, false])('has the gradient of the reference; bias: %s', async (bias) => {
    finiteDifferenceCheck(reference.linear, reference.linearGradient, null, operands(3, 4, 5, bias));
    for (const { software, shape: [m, n, k] } of [{ software: true, shape: [70, 3, 5] }, { software: false, shape: [70, 16, 12] }] as const) {
      const inputs = operands(m, n, k, bias);
      const [x, weight, own] = inputs.map((input) => input.map(Math.abs));
      if (!x || !weight) return;
      await checkGradient(held.gpu, linear, {
        inputs, attributes: null, gradient: reference.linearGradient, traits: { software },
        // The longest of the sums has max(M, N) terms; |d_out| < 5 for normals of this number.
        tolerance: (input) => at(reference.linearGradient(null, x, weight, ...(own ? [own] : []), new Array64([m, n]).map(() => 5)), input)
          .map((size) => (Math.max(m, n) + 2) * UNIT_ROUNDOFF * size),
      });
    }
  });

  it('refuses a bias of another width', async () => {
    const [x, weight] = operands(2, 3, 4, false);
    if (!x || !weight) return;
    await expect(runOperation(held.gpu, linear, [x, weight, randomArray([4], 3)], null)).rejects.toThrow('linear: the bias has shape [4], but [3] fits');
  });
});
