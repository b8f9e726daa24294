import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { empiricalDenoiser, empiricalPosterior, slicedPosterior, tracedEmpirical } from './empiricalDenoiser.ts';
import { mixtureLogDensity, mixtureVariance, mixtureX0, tracedMixture } from './mixture.ts';

const few = { points: Float64Array.from([-1, 0.5, 0.7, -0.2, 0, 1, 0.3, 0.3]), dimensions: 2 };
/** The same points as a mixture of point masses. */
const masses = { means: [[-1, 0.5], [0.7, -0.2], [0, 1], [0.3, 0.3]], std: [0, 0, 0, 0], weights: [0.25, 0.25, 0.25, 0.25] };
const x = Float64Array.from([0.1, 0.2, -0.9, 0.4, 3, -2, 40, 7]);

describe('the posterior of a data set', () => {
  test.each([{ alpha: 0.9, sigma: 0.3 }, { alpha: 0.3, sigma: 0.95 }, { alpha: 1, sigma: 30 }, { alpha: 1, sigma: 0.01 }])(
    'is that of a mixture of point masses at alpha $alpha, sigma $sigma',
    async ({ alpha, sigma }) => {
      const { x0, variance, logDensity } = empiricalPosterior(few, x, { alpha, sigma });
      const density = mixtureLogDensity(masses, x, alpha, sigma);
      const spread = mixtureVariance(masses, x, alpha, sigma);
      mixtureX0(masses, x, alpha, sigma).forEach((value, i) => expect(x0[i]).toBeCloseTo(value, 12));
      logDensity.forEach((value, i) => expect(Math.abs(value / (density[i] ?? 0) - 1)).toBeLessThan(1e-12));
      variance.forEach((value, i) => expect(value).toBeCloseTo(spread[i] ?? Number.NaN, 12));
      const { trace } = tracedMixture(masses)(x, { alpha, sigma });
      (await tracedEmpirical(few)(x, { alpha, sigma, timestep: 0 })).trace.forEach((value, i) => expect(value).toBeCloseTo(trace[i] ?? Number.NaN, 10));
    },
  );

  test('is the nearest point without noise and the mean of all without signal', () => {
    expect([...empiricalPosterior(few, x, { alpha: 1, sigma: 0 }).x0]).toEqual([0.3, 0.3, -1, 0.5, 0.7, -0.2, 0.7, -0.2]);
    empiricalPosterior(few, x, { alpha: 0, sigma: 1 }).x0.forEach((value, i) => expect(value).toBeCloseTo(i % 2 === 0 ? 0 : 0.4, 14));
  });

  test('gives up on far pictures without changing the result, and on none near', () => {
    const random = randomStream(1, 0);
    const [total, dimensions, sigma] = [40, 100, 0.4];
    const points = random.fillNormal(new Float32Array(total * dimensions));
    const queries = random.fillNormal(new Float64Array(3 * dimensions)).map((value, i) => 0.8 * (points[i] ?? 0) + sigma * value);
    const means = Array.from({ length: total }, (_, k) => [...points.subarray(k * dimensions, (k + 1) * dimensions)]);
    const pictures = { means, std: means.map(() => 0), weights: means.map(() => 1 / total) };
    for (const noise of [sigma, 5]) {
      const { x0, logDensity } = empiricalPosterior({ points, dimensions }, queries, { alpha: 0.8, sigma: noise });
      mixtureX0(pictures, queries, 0.8, noise).forEach((value, i) => expect(x0[i]).toBeCloseTo(value, 11));
      mixtureLogDensity(pictures, queries, 0.8, noise).forEach((value, i) => expect(logDensity[i]).toBeCloseTo(value, 10));
    }
  });

  test('in slices is the same, with a break between two', async () => {
    const random = randomStream(2, 0);
    const set = { points: random.fillNormal(new Float32Array(100_000)), dimensions: 2 };
    const queries = random.fillNormal(new Float64Array(2 * 60));
    let breaks = 0;
    const pause = async (): Promise<void> => { breaks++; };
    const level = { alpha: 0.9, sigma: 0.05, timestep: 3 };
    expect(await slicedPosterior(set, queries, level, pause)).toEqual(empiricalPosterior(set, queries, level));
    expect(breaks).toBe(2);
    expect(await empiricalDenoiser(set)(queries, level)).toEqual(empiricalPosterior(set, queries, level).x0);
    await expect(empiricalDenoiser(set, () => Promise.reject(new Error('cancelled')))(queries, level)).rejects.toThrow('cancelled');
  });

  test('bad input is named', () => {
    expect(() => empiricalPosterior({ points: new Float32Array(0), dimensions: 2 }, x, { alpha: 1, sigma: 1 })).toThrow('no points');
    expect(() => empiricalPosterior(few, new Float64Array(3), { alpha: 1, sigma: 1 })).toThrow('3 numbers are no whole number of points of 2');
  });
});
