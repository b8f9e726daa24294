import { describe, expect, it } from 'vitest';
import { expectClose, finiteDifferenceCheck, randomArray, randomIndices, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { loss, type LossAttributes } from './loss.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/loss.ts';

const held = useGpu();
const LEVELS = 7;
const weights = randomArray([LEVELS], 9).map((value) => Math.fround(Math.abs(value)));
const mean = (rows: Array64): Array64 => new Array64([1], [rows.data.reduce((sum, loss) => sum + loss, 0) / rows.data.length]);

async function check(shape: readonly number[], attributes: null | LossAttributes = null): Promise<void> {
  const [batch = 0] = shape;
  const inputs = [randomArray(shape, 1), randomArray(shape, 2), randomIndices(batch, LEVELS, 3), weights] as const;
  const got = await runSteps(held.gpu, loss, inputs, attributes, { integers: [2] });
  const [gradient, rowLoss] = reference.loss(attributes, ...inputs);
  if (!gradient || !rowLoss) throw new Error('The reference gives two outputs.');
  const dimensions = inputs[0].data.length / batch;
  // A difference and three products, one of them with a constant that is rounded: 8 half units cover them twice. Pseudo-Huber
  // divides by the square root (9 half units by WGSL) of a sum, whose relative error it halves; the division has 5 half units.
  const root = attributes?.kind === 'pseudo-huber' ? dimensions / 2 + 20 : 0;
  expectClose(at(got, 0), gradient, gradient.map((value) => (8 + root) * UNIT_ROUNDOFF * Math.abs(value)), 'd_prediction');
  // All terms are positive: two differences and a square each, D additions, a product and the division; Huber's branches meet smoothly.
  expectClose(at(got, 1), rowLoss, rowLoss.map((value) => (dimensions + 12 + root) * UNIT_ROUNDOFF * value), 'row_loss');
}

describe('loss', () => {
  const points = [[1, 1], [1, 5], [31, 2], [32, 3], [33, 5], [63, 1], [64, 2], [65, 3], [97, 2]];
  const pictures = [[3, 63], [1, 64], [5, 65], [2, 127, 1], [7, 16, 16, 1], [3, 13, 11, 3], [2, 64, 64, 3]];
  it.each([...points, ...pictures].map((shape) => ({ shape })))('of shape $shape is the reference', ({ shape }) => check(shape));

  it.each([{ shape: [33, 5], parts: 3 }, { shape: [5, 8, 9, 3], parts: 4 }])('of shape $shape gives its share of the gradient over $parts micro-batches', ({ shape, parts }) => check(shape, { parts }));

  // Deltas that float32 holds exactly; some of the errors of standard normals are on each side.
  const kinds: LossAttributes[] = [{ kind: 'l1' }, { kind: 'huber', delta: 0.75 }, { kind: 'pseudo-huber', delta: 0.5 }, { kind: 'pseudo-huber', delta: 2 ** -11, parts: 3 }];
  it.each(kinds)('of kind $kind with delta $delta is the reference, on narrow and on wide rows', async (attributes) => {
    for (const shape of [[1, 1], [97, 2], [67, 63], [5, 65], [3, 13, 11, 3]]) await check(shape, attributes);
  });

  it('of no kind named is the mean squared error, bit for bit', async () => {
    for (const shape of [[33, 2], [3, 100]]) {
      const inputs = [randomArray(shape, 1), randomArray(shape, 2), randomIndices(at(shape, 0), LEVELS, 3), weights];
      const [plain, named] = [await runSteps(held.gpu, loss, inputs, null, { integers: [2] }), await runSteps(held.gpu, loss, inputs, { kind: 'mse', delta: 3 }, { integers: [2] })];
      expect(named).toEqual(plain);
    }
  });

  it('is 0 with gradient 0 where nothing is wrong, of every kind', async () => {
    for (const kind of ['l1', 'huber', 'pseudo-huber'] as const) {
      for (const shape of [[3, 2], [2, 80]]) {
        const prediction = randomArray(shape, 1);
        const got = await runSteps(held.gpu, loss, [prediction, prediction, randomIndices(at(shape, 0), LEVELS, 3), weights], { kind }, { integers: [2] });
        for (const output of got) expectClose(output, output.map(() => 0), 0, kind);
      }
    }
  });

  it('of pseudo-Huber is that of Song and Dhariwal, divided by sqrt(D)', () => {
    const [dimensions, c] = [12, 0.00054 * Math.sqrt(12)];
    const [prediction, target] = [randomArray([1, dimensions], 1), randomArray([1, dimensions], 2)];
    const squares = prediction.zip(target, (a, b) => (a - b) ** 2).data.reduce((sum, square) => sum + square, 0);
    const [, rowLoss] = reference.loss({ kind: 'pseudo-huber' }, prediction, target, new Array64([1]), new Array64([1], [1]));
    expect(Math.sqrt(dimensions) * (rowLoss?.data[0] ?? Number.NaN)).toBeCloseTo(Math.sqrt(squares + c ** 2) - c, 12);
  });

  it('gives the same bits each time, whatever the other rows', async () => {
    const run = (batch: number) => runSteps(held.gpu, loss, [randomArray([batch, 1000], 1), randomArray([batch, 1000], 2), randomIndices(batch, 1, 3), weights], null, { integers: [2] });
    const [one, again, more] = [await run(3), await run(3), await run(8)];
    expect(one).toEqual(again);
    expect(at(one, 1).data).toEqual(at(more, 1).data.slice(0, 3));
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const batch = 65_535 * 64 + 3;
    const value = (index: number): number => index % 13;
    const prediction = new Array64([batch, 1]).map((_, index) => value(index));
    const zeros = new Array64([batch]);
    // Whole numbers below 2^24 and a weight of 1: the loss of each row is exact.
    const got = await runSteps(held.gpu, loss, [prediction, new Array64([batch, 1]), zeros, new Array64([1], [1])], null, { integers: [2] });
    expectClose(at(got, 1), zeros.map((_, index) => value(index) ** 2), 0);
  });

  it('folds more than 65,535 wide rows into two dimensions', async () => {
    const batch = 65_536;
    const prediction = new Array64([batch, 64]).map((_, index) => index % 13);
    const wanted = Array.from({ length: batch }, (_, row) => Array.from({ length: 64 }, (_unused, d) => ((64 * row + d) % 13) ** 2).reduce((sum, square) => sum + square) / 64);
    // Sums of whole numbers, divided by a power of two: WGSL's division is good to 2.5 units in the last place.
    const got = await runSteps(held.gpu, loss, [prediction, new Array64([batch, 64]), new Array64([batch]), new Array64([1], [1])], null, { integers: [2] });
    expectClose(at(got, 1), new Array64([batch], wanted), 5 * UNIT_ROUNDOFF * 64);
  });

  it.each(['mse', 'l1', 'huber', 'pseudo-huber'] as const)('of kind %s has as its first output the gradient of the mean of its second', (kind) => {
    // Random errors stay away from the kinks of l1 and the joints of Huber by far more than the step of the differences.
    const attributes = { kind, delta: 0.7 };
    const rest = [randomArray([5, 3], 2), randomIndices(5, LEVELS, 3), weights] as const;
    finiteDifferenceCheck(
      (_, prediction) => (prediction ? [mean(at(reference.loss(attributes, prediction, ...rest), 1))] : []),
      (_, prediction, gradient) => (prediction && gradient ? [at(reference.loss(attributes, prediction, ...rest), 0).map((slope) => slope * gradient.get(0, 0))] : []),
      null, [randomArray([5, 3], 1)],
    );
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, loss, [randomArray([4, 2], 1), randomArray([4, 3], 2), randomIndices(4, 2, 3), weights], null, { integers: [2] }))
      .rejects.toThrow('loss: the target has shape [4, 3], but [4, 2] fits');
    await expect(runSteps(held.gpu, loss, [randomArray([4, 2], 1), randomArray([4, 2], 2), randomIndices(4, 2, 3), weights], { parts: 0 }, { integers: [2] }))
      .rejects.toThrow('loss: parts is 0, but a whole number from 1 on is wanted.');
    await expect(runSteps(held.gpu, loss, [randomArray([4, 2], 1), randomArray([4, 2], 2), randomIndices(4, 2, 3), weights], { kind: 'huber', delta: 0 }, { integers: [2] }))
      .rejects.toThrow('loss: delta is 0, but a number above 0 is wanted.');
  });
});
