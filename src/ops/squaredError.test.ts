import { describe, expect, it } from 'vitest';
import { expectClose, finiteDifferenceCheck, randomArray, randomIndices, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/squaredError.ts';
import { squaredError } from './squaredError.ts';

const held = useGpu();
const LEVELS = 7;
const weights = randomArray([LEVELS], 9).map((value) => Math.fround(Math.abs(value)));
const mean = (rows: Array64): Array64 => new Array64([1], [rows.data.reduce((sum, loss) => sum + loss, 0) / rows.data.length]);

async function check(batch: number, dimensions: number): Promise<void> {
  const shape = [batch, dimensions];
  const inputs = [randomArray(shape, 1), randomArray(shape, 2), randomIndices(batch, LEVELS, 3), weights] as const;
  const got = await runSteps(held.gpu, squaredError, inputs, null, { integers: [2] });
  const [gradient, rowLoss] = reference.squaredError(null, ...inputs);
  if (!gradient || !rowLoss) throw new Error('The reference gives two outputs.');
  // A difference, two products and a division good to 2.5 units in the last place (5 half units): 8 half units.
  expectClose(at(got, 0), gradient, gradient.map((value) => 8 * UNIT_ROUNDOFF * Math.abs(value)), 'd_prediction');
  // All terms are positive: two differences and a square each, D additions, a product and the division.
  expectClose(at(got, 1), rowLoss, rowLoss.map((value) => (dimensions + 9) * UNIT_ROUNDOFF * value), 'row_loss');
}

describe('squaredError', () => {
  it.each([[1, 1], [1, 5], [31, 2], [32, 3], [33, 5], [63, 1], [64, 2], [65, 3], [97, 2]] as const)('of %i rows of %i is the reference', check);

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const batch = 65_535 * 64 + 3;
    const value = (index: number): number => index % 13;
    const prediction = new Array64([batch, 1]).map((_, index) => value(index));
    const zeros = new Array64([batch]);
    // Whole numbers below 2^24 and a weight of 1: the loss of each row is exact.
    const got = await runSteps(held.gpu, squaredError, [prediction, new Array64([batch, 1]), zeros, new Array64([1], [1])], null, { integers: [2] });
    expectClose(at(got, 1), zeros.map((_, index) => value(index) ** 2), 0);
  });

  it('has as its first output the gradient of the mean of its second', () => {
    const rest = [randomArray([5, 3], 2), randomIndices(5, LEVELS, 3), weights] as const;
    finiteDifferenceCheck(
      (_, prediction) => (prediction ? [mean(at(reference.squaredError(null, prediction, ...rest), 1))] : []),
      (_, prediction, gradient) => (prediction && gradient ? [at(reference.squaredError(null, prediction, ...rest), 0).map((slope) => slope * gradient.get(0, 0))] : []),
      null, [randomArray([5, 3], 1)],
    );
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, squaredError, [randomArray([4, 2], 1), randomArray([4, 3], 2), randomIndices(4, 2, 3), weights], null, { integers: [2] }))
      .rejects.toThrow('squaredError: the target has shape [4, 3], but [4, 2] fits');
  });
});
