import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { normalPair, philox4x32, uniform } from '../random/philox.ts';
import { noiseBatch } from './noiseBatch.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/noiseBatch.ts';
import type { DrawKind } from './timestepDraws.ts';

const held = useGpu();
const ROWS = 37;
const TIMESTEPS = 11;

/** (alpha, sigma, target_x0, target_epsilon) of v-prediction, as float32. */
const levels = new Array64([TIMESTEPS, 4]).map((_, index) => {
  const angle = Math.PI / 2 * (Math.floor(index / 4) + 1) / TIMESTEPS;
  return Math.fround([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)][index % 4] ?? 0);
});
const step = { step: 5, seed: 0xfedcba98, timesteps: TIMESTEPS, rows: ROWS };

/**
 * How far epsilon may be off. The radius sqrt(-2 ln u): u is rounded to float32, and WGSL promises ln to 2^-21 (3 units in
 * the last place outside [0.5, 2]); a square root near zero makes an error e into sqrt(e) at most. Then 2 pi u with two roundings,
 * and cosine and sine to 2^-11.
 */
function noiseAllowance(word: number): number {
  const square = -2 * Math.log(uniform(word));
  const error = 2 * (UNIT_ROUNDOFF + 2 ** -21) + 8 * UNIT_ROUNDOFF * square;
  const radius = Math.min(Math.sqrt(error), error / Math.sqrt(square));
  return radius + (Math.sqrt(square) + radius) * (2 ** -11 + 2 * Math.PI * 3 * UNIT_ROUNDOFF + 2 * UNIT_ROUNDOFF);
}

/** The two factors of x0 and epsilon lie in columns `first` and `first + 1` of the levels. */
function allowance(wanted: Array64, timesteps: Array64, data: Array64, first: number): Array64 {
  const largest = Math.max(...data.data.map(Math.abs));
  return wanted.map((_, index) => {
    const [row, d] = [Math.floor(index / wanted.columns), index % wanted.columns];
    const words = philox4x32([row, step.step, Math.floor(d / 4), 1], [step.seed, 0]);
    const t = timesteps.get(0, row);
    // Two products and an addition; |epsilon| < 6.8 for 32-bit words.
    return Math.abs(levels.get(t, first + 1)) * noiseAllowance(words[2 * Math.floor((d % 4) / 2)] ?? 0) + 3 * UNIT_ROUNDOFF * (largest + 6.8);
  });
}

describe('noiseBatch', () => {
  it.each([[1, 1], [31, 2], [32, 3], [33, 5], [64, 1], [65, 4], [97, 2], [97, 5]])('of %i rows of %i is the reference', async (batch, dimensions) => {
    // More rows are there than count.
    const data = randomArray([ROWS + 5, dimensions], 1);
    const [x, target, timesteps] = reference.noiseBatch({ batch, step }, data, levels);
    if (!x || !target || !timesteps) throw new Error('The reference gives three outputs.');
    const got = await runSteps(held.gpu, noiseBatch, [data, levels], { batch }, { steps: [step] });
    expectClose(at(got, 2), timesteps, 0, 'timesteps');
    expectClose(at(got, 0), x, allowance(x, timesteps, data, 0), 'x_t');
    expectClose(at(got, 1), target, allowance(target, timesteps, data, 2), 'target');
  });

  it.each([[0, 0], [1, 0xffffffff], [0xffffffff, 1], [3000, 42]])('of step %i and seed %i draws rows and timesteps exactly as Philox does', async (index, seed) => {
    const [batch, rows, timesteps] = [1009, 200_000, 1000];
    const numbers = { step: index, seed, timesteps, rows };
    // Without noise, x_t is the row that was drawn: its number, exact in float32.
    const data = new Array64([rows, 1]).map((_, row) => row);
    const clean = new Array64([timesteps, 4]).map((_, place) => (place % 2 === 0 ? 1 : 0));
    const got = await runSteps(held.gpu, noiseBatch, [data, clean], { batch }, { steps: [numbers] });
    const wanted = reference.noiseBatch({ batch, step: numbers }, data, clean);
    for (const output of [0, 1, 2]) expectClose(at(got, output), at(wanted, output), 0, `output ${output}`);
  });

  it('depends on the seed and the step alone, not on the batch', async () => {
    const data = randomArray([ROWS, 2], 1);
    const [small] = await runSteps(held.gpu, noiseBatch, [data, levels], { batch: 40 }, { steps: [step] });
    const [large] = await runSteps(held.gpu, noiseBatch, [data, levels], { batch: 130 }, { steps: [step] });
    const [later] = await runSteps(held.gpu, noiseBatch, [data, levels], { batch: 40 }, { steps: [{ ...step, step: step.step + 1 }] });
    expect(small?.data).toEqual(large?.data.slice(0, 80));
    expect(small?.data).not.toEqual(later?.data);
  });

  it('makes noise with the moments of N(0, 1), independent between neighbours, and timesteps that are equally likely', async () => {
    const [batch, dimensions, timesteps] = [30_011, 4, 10];
    const pure = new Array64([timesteps, 4]).map((_, place) => [0, 1, 0, 1][place % 4] ?? 0);
    const [x, , t] = await runSteps(held.gpu, noiseBatch, [new Array64([1, dimensions]), pure], { batch }, { steps: [{ ...step, rows: 1, timesteps }] });
    if (!x || !t) throw new Error('Outputs are missing.');
    const mean = (value: (z: number, index: number) => number): number => x.data.reduce((sum, z, index) => sum + value(z, index), 0) / x.data.length;
    // Five standard errors of each mean, Var z = 1, Var z^2 = 2, Var z^3 = 15, Var z^4 = 96, Var z z' = 1; the error of epsilon above, times the slope, is added.
    const bound = (variance: number, slope: number): number => 5 * Math.sqrt(variance / x.data.length) + slope * 2 ** -11;
    expect(Math.abs(mean((z) => z))).toBeLessThan(bound(1, 1.3));
    expect(Math.abs(mean((z) => z * z) - 1)).toBeLessThan(bound(2, 2.6));
    expect(Math.abs(mean((z) => z ** 3))).toBeLessThan(bound(15, 6));
    expect(Math.abs(mean((z) => z ** 4) - 3)).toBeLessThan(bound(96, 12));
    for (const distance of [1, 2, 3, 4, 7]) expect(Math.abs(mean((z, index) => z * (x.data[index - distance] ?? 0)))).toBeLessThan(bound(1, 2.6));
    const counts = Array.from({ length: timesteps }, (_, level) => t.data.filter((value) => value === level).length);
    const chiSquare = counts.reduce((sum, count) => sum + (count - batch / timesteps) ** 2 / (batch / timesteps), 0);
    // 99.99 % quantile of chi-square with 9 degrees of freedom.
    expect(chiSquare).toBeLessThan(33.7);
  });

  it('stays finite where the words are at their ends', () => {
    for (const word of [0, 0xffffffff]) expect(normalPair(word, word).every(Number.isFinite)).toBe(true);
  });

  /** Cumulative probabilities as kernels take them, and the probabilities that they stand for; some are 0, also the first and the last. */
  function densityOf(timesteps: number): { cumulative: Array64; shares: readonly number[] } {
    const weights = Array.from({ length: timesteps }, (_, t) => (t % 4 === 0 || t === timesteps - 1 ? 0 : t));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    const cumulative = new Array64([timesteps], weights.map((weight) => Math.fround((sum += weight) / total)));
    return { cumulative, shares: [...cumulative.data].map((value, t) => value - (cumulative.data[t - 1] ?? 0)) };
  }

  const draws: DrawKind[] = ['independent', 'antithetic', 'low-discrepancy'];
  it.each(draws.flatMap((kind) => [false, true].map((weighted) => ({ kind, weighted }))))('of $kind timesteps, weighted $weighted, is the reference', async ({ kind, weighted }) => {
    for (const batch of [1, 2, 97]) {
      const data = randomArray([ROWS, 2], 1);
      const inputs = [data, levels, ...(weighted ? [densityOf(TIMESTEPS).cumulative] : [])] as const;
      // The table may be longer than the schedule.
      const steps = { ...step, timesteps: TIMESTEPS - 1 };
      const [x, target, timesteps] = reference.noiseBatch({ batch, draws: kind, step: steps }, ...inputs);
      if (!x || !target || !timesteps) throw new Error('The reference gives three outputs.');
      const got = await runSteps(held.gpu, noiseBatch, inputs, { batch, draws: kind }, { steps: [steps] });
      expectClose(at(got, 2), timesteps, 0, 'timesteps');
      expectClose(at(got, 0), x, allowance(x, timesteps, data, 0), 'x_t');
      expectClose(at(got, 1), target, allowance(target, timesteps, data, 2), 'target');
    }
  });

  const timestepsOf = async (batch: number, kind: DrawKind, timesteps: number, cumulative?: Array64): Promise<number[]> => {
    const got = await runSteps(held.gpu, noiseBatch, [new Array64([1, 1]), new Array64([timesteps, 4]), ...(cumulative ? [cumulative] : [])], { batch, draws: kind }, { steps: [{ ...step, rows: 1, timesteps }] });
    return [...at(got, 2).data];
  };
  const countsOf = (drawn: readonly number[], timesteps: number): number[] => Array.from({ length: timesteps }, (_, t) => drawn.filter((value) => value === t).length);

  it('draws each timestep by its probability, the impossible ones never', async () => {
    const [batch, timesteps] = [30_011, 13];
    const { cumulative, shares } = densityOf(timesteps);
    const counts = countsOf(await timestepsOf(batch, 'independent', timesteps, cumulative), timesteps);
    const possible = shares.flatMap((share, t) => (share > 0 ? [{ expected: share * batch, count: counts[t] ?? 0 }] : []));
    expect(possible).toHaveLength(9);
    expect(possible.reduce((sum, { count }) => sum + count, 0)).toBe(batch);
    // 99.99 % quantile of chi-square with 8 degrees of freedom.
    expect(possible.reduce((sum, { expected, count }) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(31.8);
  });

  it('spreads low-discrepancy timesteps over a batch as evenly as can be', async () => {
    expect(countsOf(await timestepsOf(64, 'low-discrepancy', 16), 16)).toEqual(new Array<number>(16).fill(4));
    const { cumulative, shares } = densityOf(13);
    const counts = countsOf(await timestepsOf(1000, 'low-discrepancy', 13, cumulative), 13);
    // A grid of spacing 1 / B has floor(B p) or one more points in an interval of length p; steps of 2^-24 move none of them here.
    shares.forEach((share, t) => expect(Math.abs((counts[t] ?? 0) - 1000 * share), `timestep ${t}`).toBeLessThan(1));
  });

  it('pairs antithetic timesteps: a clean one with a noisy one', async () => {
    const drawn = await timestepsOf(51, 'antithetic', 16);
    for (let row = 26; row < 51; row += 1) expect((drawn[row] ?? 0) + (drawn[row - 26] ?? 0)).toBe(15);
    expect(drawn.slice(0, 26)).toEqual((await timestepsOf(51, 'independent', 16)).slice(0, 26));
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, noiseBatch, [randomArray([5, 2], 1), levels, randomArray([4], 1)], { batch: 4 }))
      .rejects.toThrow('noiseBatch: the cumulative probabilities have shape [4], but one number for each of the 11 levels is wanted.');
    await expect(runSteps(held.gpu, noiseBatch, [randomArray([5, 2], 1), levels], { batch: 0 })).rejects.toThrow('noiseBatch: batch is 0, but a whole number from 1 on is wanted.');
    await expect(runSteps(held.gpu, noiseBatch, [randomArray([5], 1), levels], { batch: 4 })).rejects.toThrow('noiseBatch takes data [N, D] and levels [T, 4].');
  });
});
