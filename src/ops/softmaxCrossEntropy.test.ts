import { describe, expect, it } from 'vitest';
import { expectClose, finiteDifferenceCheck, randomArray, randomIndices, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/softmaxCrossEntropy.ts';
import { softmaxCrossEntropy } from './softmaxCrossEntropy.ts';

const held = useGpu();
const integers = [1];

async function check(logits: Array64, labels: Array64): Promise<void> {
  const got = await runSteps(held.gpu, softmaxCrossEntropy, [logits, labels], null, { integers });
  const [gradient, rowLoss, correct] = reference.softmaxCrossEntropy(null, logits, labels);
  if (!gradient || !rowLoss || !correct) throw new Error('The reference gives three outputs.');
  const { rows, columns } = logits;
  const spread = (row: number): number => {
    const values = logits.data.subarray(row * columns, (row + 1) * columns);
    return Math.max(...values) - Math.min(...values);
  };
  // WGSL's exp(x) is good to 3 + 2|x| units in the last place (two half units each) and x is a rounded difference; what is
  // far below the largest is as small as its error is large, x e^-x < 0.4. Then K additions of positive terms, and a division of 5 half units.
  const relative = (columns + 6 + 4 * 0.4 * columns + 8 + 5) * UNIT_ROUNDOFF;
  expectClose(at(got, 0), gradient, gradient.map((value) => (relative + 4 * UNIT_ROUNDOFF) * (Math.abs(value) + 1 / rows)), 'd_logits');
  // log is good to 2^-21 near 1 and 3 units elsewhere, and turns a relative error of the sum into an absolute one.
  expectClose(at(got, 1), rowLoss, rowLoss.map((value, row) => relative + 2 ** -21 + 6 * UNIT_ROUNDOFF * Math.log(columns) + 3 * UNIT_ROUNDOFF * (value + spread(row))), 'row_loss');
  expectClose(at(got, 2), correct, 0, 'correct');
}

describe('softmaxCrossEntropy', () => {
  it.each([[1, 1], [1, 10], [31, 2], [64, 10], [65, 3], [97, 127]])('of %i rows and %i classes is the reference', (batch, classes) =>
    check(randomArray([batch, classes], 1).map((value) => Math.fround(3 * value)), randomIndices(batch, classes, 2)));

  it('is the logarithm of the classes where all logits are equal, and of ties the first class is right', async () => {
    const [gradient, loss, correct] = await runSteps(held.gpu, softmaxCrossEntropy, [new Array64([3, 4]).map(() => 7), new Array64([3], [0, 1, 3])], null, { integers });
    loss?.data.forEach((value) => expect(Math.abs(value - Math.log(4))).toBeLessThan(6 * UNIT_ROUNDOFF * 2));
    expect([...correct?.data ?? []]).toEqual([1, 0, 0]);
    // (1/4 - 1) / 3 and 1/4 / 3.
    expect(Math.abs((gradient?.data[0] ?? 0) + 0.25)).toBeLessThan(8 * UNIT_ROUNDOFF);
    expect(Math.abs((gradient?.data[1] ?? 0) - 1 / 12)).toBeLessThan(8 * UNIT_ROUNDOFF);
  });

  it('does not overflow, whatever the logits', async () => {
    for (const size of [1e4, 1e30]) await check(new Array64([3, 3], [size, 0, -size, -size, 0, size, 0, -size, 0].map(Math.fround)), new Array64([3], [0, 0, 1]));
  });

  it('counts a label beyond the classes as the last class', () => check(randomArray([5, 3], 1), new Array64([5], [0, 2, 3, 100, 4_000_000_000])));

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const batch = 65_535 * 64 + 3;
    const logits = new Array64([batch, 1]).map((_, row) => row % 11);
    const got = await runSteps(held.gpu, softmaxCrossEntropy, [logits, new Array64([batch])], null, { integers });
    // One class: certain, whatever the logit.
    expect(at(got, 2).data.every((value) => value === 1)).toBe(true);
    expect(at(got, 1).data.every((value) => Math.abs(value) <= 2 ** -21)).toBe(true);
  });

  it('has as its first output the gradient of the mean of its second', () => {
    const labels = new Array64([5], [0, 2, 1, 2, 0]);
    const mean = (logits: Array64): Array64 => new Array64([1], [at(reference.softmaxCrossEntropy(null, logits, labels), 1).data.reduce((sum, loss) => sum + loss, 0) / 5]);
    finiteDifferenceCheck(
      (_, logits) => (logits ? [mean(logits)] : []),
      (_, logits, gradient) => (logits && gradient ? [at(reference.softmaxCrossEntropy(null, logits, labels), 0).map((slope) => slope * gradient.get(0, 0))] : []),
      null, [randomArray([5, 3], 1)],
    );
  });

  it('tells what does not fit', async () => {
    const run = (logits: Array64, labels: Array64, numbers = integers) => runSteps(held.gpu, softmaxCrossEntropy, [logits, labels], null, { integers: numbers });
    await expect(run(randomArray([6], 1), new Array64([6]))).rejects.toThrow('softmaxCrossEntropy: the logits have shape [6], but a matrix [B, K] is wanted.');
    await expect(run(randomArray([6, 2], 1), new Array64([5]))).rejects.toThrow('softmaxCrossEntropy: the list of labels has shape [5], but [6] fits');
    await expect(run(randomArray([6, 2], 1), new Array64([6]), [])).rejects.toThrow('softmaxCrossEntropy: the labels are f32, but u32 is wanted.');
  });
});
