import { describe, expect, it } from 'vitest';
import { expectClose, finiteDifferenceCheck, randomArray, randomIndices, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { hybridLoss } from './hybridLoss.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/hybridLoss.ts';

const held = useGpu();
const LEVELS = 7;
const weights = randomArray([LEVELS], 9).map((value) => Math.fround(Math.abs(value)));
/** Spans from 0 to 3, ratios round 1; the first row is a decoder's. */
const bounds = new Array64([LEVELS, 5]).map((_, i) => {
  const [t, column] = [Math.floor(i / 5), i % 5];
  return Math.fround([t / 2, 0.3 + t / 5, t === 0 ? 0 : 1, t === 0 ? -1.7 : -1, 0.01 * (t + 1)][column] ?? 0);
});
const inputsOf = (shape: readonly number[]): [Array64, Array64, Array64, Array64, Array64] => {
  const target = randomArray(shape, 2);
  return [randomArray([...shape.slice(0, -1), 2 * target.columns], 1), target, randomIndices(at(shape, 0), LEVELS, 3), weights, bounds];
};

async function check(shape: readonly number[], parts?: number): Promise<void> {
  const attributes = parts === undefined ? null : { parts };
  const inputs = inputsOf(shape);
  const [prediction, target, timesteps] = inputs;
  const got = await runSteps(held.gpu, hybridLoss, inputs, attributes, { integers: [2] });
  const [gradient, rowLoss, rowBound] = reference.hybridLoss(attributes, ...inputs);
  if (!gradient || !rowLoss || !rowBound) throw new Error('The reference gives three outputs.');
  const [batch, channels] = [at(shape, 0), target.columns];
  const dimensions = target.data.length / batch;
  /** s, the mismatch (own + ratio e^2) exp(-s), and its error: four roundings in each factor, exp good to 3 + 2 |s| units in the last place. */
  const partsOf = (place: number, c: number) => {
    const t = timesteps.get(0, Math.floor(place * channels / dimensions));
    const s = bounds.get(t, 0) * (prediction.get(place, channels + c) + 1) / 2;
    const mismatch = (bounds.get(t, 2) + bounds.get(t, 1) * (prediction.get(place, c) - target.get(place, c)) ** 2) * Math.exp(-s);
    return { t, s, mismatch, error: mismatch * UNIT_ROUNDOFF * (2 * (3 + 2 * Math.abs(s)) + 4 * Math.abs(s) + 8) };
  };
  expectClose(at(got, 0), gradient, gradient.map((value, i) => {
    const [place, column] = [Math.floor(i / (2 * channels)), i % (2 * channels)];
    if (column < channels) return 8 * UNIT_ROUNDOFF * Math.abs(value);
    const { t, mismatch, error } = partsOf(place, column - channels);
    return 0.25 * bounds.get(t, 4) * bounds.get(t, 0) / (batch * dimensions * (parts ?? 1)) * (error + 8 * UNIT_ROUNDOFF * (1 + mismatch));
  }), 'd_prediction');
  // The sums have D additions and a division; their terms are taken at their sizes.
  const sizes = Array.from({ length: batch }, (_, row) => {
    const terms = Array.from({ length: dimensions }, (_unused, d) => partsOf(row * dimensions / channels + Math.floor(d / channels), d % channels));
    const total = (of: (term: ReturnType<typeof partsOf>) => number): number => terms.reduce((sum, term) => sum + of(term), 0) / dimensions;
    const size = total(({ t, s, mismatch }) => Math.abs(s) + Math.abs(bounds.get(t, 3)) + mismatch);
    return { size, bound: total(({ error }) => error) + (dimensions + 12) * UNIT_ROUNDOFF * size };
  });
  expectClose(at(got, 2), rowBound, rowBound.map((_, row) => sizes[row]?.bound ?? 0), 'row_bound');
  expectClose(at(got, 1), rowLoss, rowLoss.map((value, row) => {
    const boundWeight = bounds.get(timesteps.get(0, row), 4);
    const { size = 0, bound = 0 } = sizes[row] ?? {};
    return boundWeight * bound + (dimensions + 12) * UNIT_ROUNDOFF * (Math.abs(value) + boundWeight * size);
  }), 'row_loss');
}

describe('hybridLoss', () => {
  it.each([[1, 1], [5, 2], [3, 63], [2, 65], [1, 64, 1], [7, 8, 8, 1], [3, 13, 11, 3]].map((shape) => ({ shape })))('of shape $shape is the reference', ({ shape }) => check(shape));

  it('gives its share of the gradient over micro-batches', () => check([5, 8, 9, 3], 4));

  it('has as its first output the gradient of the mean of its second, where the bound takes the predicted mean as a constant', () => {
    const [prediction, target, ...rest] = inputsOf([4, 3, 2]);
    const [timesteps, weight] = rest;
    const half = (values: Array64, first: number): Array64 => new Array64(target.shape).map((_, i) => values.get(Math.floor(i / 2), first + i % 2));
    const joined = (mean: Array64, v: Array64): Array64 => prediction.map((_, i) => (i % 4 < 2 ? mean : v).get(Math.floor(i / 4), i % 2));
    const [meanHalf, vHalf] = [half(prediction, 0), half(prediction, 2)];
    const gradient = at(reference.hybridLoss(null, prediction, target, ...rest), 0);
    const mean = (rows: Array64): Array64 => new Array64([1], [rows.data.reduce((sum, value) => sum + value, 0) / rows.data.length]);
    const lossOf = (values: Array64, table: Array64): Array64[] => [mean(at(reference.hybridLoss(null, values, target, timesteps, weight, table), 1))];
    const scaled = (values: Array64, by: Array64 | undefined): Array64[] => [values.map((value) => value * (by?.get(0, 0) ?? Number.NaN))];
    finiteDifferenceCheck((_, v) => lossOf(joined(meanHalf, v ?? vHalf), bounds), (_, _v, by) => scaled(half(gradient, 2), by), null, [vHalf]);
    const without = bounds.map((value, i) => (i % 5 === 4 ? 0 : value));
    finiteDifferenceCheck((_, values) => lossOf(joined(values ?? meanHalf, vHalf), without), (_, _values, by) => scaled(half(gradient, 0), by), null, [meanHalf]);
  });

  it('stays finite far from what is learned', async () => {
    const prediction = new Array64([2, 2], [1e3, -1e4, -1e3, 1e4]);
    const got = await runSteps(held.gpu, hybridLoss, [prediction, new Array64([2, 1]), new Array64([2], [6, 6]), weights, bounds], null, { integers: [2] });
    for (const output of got) expect(output.data.every(Number.isFinite)).toBe(true);
  });

  it('folds more than 65,535 rows into two dimensions', async () => {
    const batch = 65_537;
    const prediction = new Array64([batch, 2]).map((_, i) => (i % 2 === 0 ? Math.floor(i / 2) % 13 : -1));
    const table = new Array64([1, 5], [1, 0, 1, -1, 2]);
    const got = await runSteps(held.gpu, hybridLoss, [prediction, new Array64([batch, 1]), new Array64([batch]), new Array64([1], [1]), table], null, { integers: [2] });
    // v = -1 is the posterior's own variance: no bound but 1 - 1, and whole numbers are exact.
    expectClose(at(got, 1), new Array64([batch]).map((_, row) => (row % 13) ** 2), 0);
    expectClose(at(got, 2), new Array64([batch]), 0);
  });

  it('tells what does not fit', async () => {
    const [prediction, target, timesteps] = inputsOf([4, 3]);
    const run = (...inputs: Array64[]) => runSteps(held.gpu, hybridLoss, inputs, null, { integers: [2] });
    await expect(run(target, target, timesteps, weights, bounds)).rejects.toThrow('hybridLoss: the prediction has shape [4, 3], but [4, 6] fits');
    await expect(run(prediction, target, timesteps, weights, weights)).rejects.toThrow('hybridLoss: the table of bounds has shape [7], but [7, 5] fits');
  });
});
