import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { cholesky, logDeterminant, solveLower, solveSymmetric } from './cholesky.ts';
import { drawGaussian, gaussianDenoiser, gaussianEntropy, gaussianLogDensity, gaussianOf, gaussianVariance, tracedGaussian } from './gaussian.ts';
import { mixtureLogDensity, mixtureX0, tracedMixture } from './mixture.ts';

test('Cholesky: factor, solutions and determinant of a matrix known by hand', () => {
  // L = [[2, 0, 0], [1, 3, 0], [-1, 0.5, 1]]
  const matrix = [4, 2, -2, 2, 10, 0.5, -2, 0.5, 2.25];
  const lower = cholesky(matrix, 3);
  [2, 0, 0, 1, 3, 0, -1, 0.5, 1].forEach((value, i) => expect(lower[i]).toBeCloseTo(value, 14));
  expect(logDeterminant(lower, 3)).toBeCloseTo(Math.log(36), 14);
  const wanted = [0.5, -1, 2];
  const product = [0, 1, 2].map((i) => wanted.reduce((sum, value, j) => sum + (matrix[3 * i + j] ?? 0) * value, 0));
  solveSymmetric(lower, product).forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? 0, 13));
  solveLower(lower, [2, 1, 3]).forEach((value, i) => expect(value).toBeCloseTo([1, 0, 4][i] ?? 0, 14));
  expect(() => cholesky([1, 1, 1, 1], 2)).toThrow('coordinate 2 of 2');
});

const gaussian = { mean: [1, -0.5], covariance: [1.3, 0.6, 0.6, 0.5] };

describe('a Gaussian', () => {
  const x = Float64Array.from([0.3, 0.2, -2, 1]);

  test('that is round is a mixture of one', () => {
    const round = { mean: [1, -0.5], covariance: [0.49, 0, 0, 0.49] };
    const one = { means: [[1, -0.5]], std: [0.7], weights: [1] };
    const pair = { alpha: 0.8, sigma: 0.6 };
    const { x0, trace } = tracedGaussian(round)(x, pair);
    mixtureX0(one, x, 0.8, 0.6).forEach((value, i) => expect(x0[i]).toBeCloseTo(value, 14));
    tracedMixture(one)(x, pair).trace.forEach((value, i) => expect(trace[i]).toBeCloseTo(value, 14));
    mixtureLogDensity(one, x, 0.8, 0.6).forEach((value, i) => expect(gaussianLogDensity(round, x, 0.8, 0.6)[i]).toBeCloseTo(value, 13));
    expect(gaussianVariance(round, pair)).toBeCloseTo((2 * 0.49 * 0.36) / (0.64 * 0.49 + 0.36), 14);
    expect(gaussianEntropy(round)).toBeCloseTo(Math.log(2 * Math.PI * Math.E * 0.49), 14);
  });

  test('that is not round denoises by Tweedie\'s formula', () => {
    const [alpha, sigma, step] = [0.8, 0.6, 1e-5];
    const x0 = gaussianDenoiser(gaussian)(x, { alpha, sigma });
    for (const j of [0, 1]) {
      const at = (by: number): Float64Array => gaussianLogDensity(gaussian, x.map((value, i) => (i % 2 === j ? value + by : value)), alpha, sigma);
      const [ahead, behind] = [at(step), at(-step)];
      // The density is quadratic, so differences are exact but for rounding: 1e-15 / 1e-5.
      [0, 1].forEach((row) => {
        const score = ((ahead[row] ?? 0) - (behind[row] ?? 0)) / (2 * step);
        expect(x0[2 * row + j]).toBeCloseTo(((x[2 * row + j] ?? 0) + sigma ** 2 * score) / alpha, 8);
      });
    }
  });

  test('gives points back by its draws, and knows its limits', () => {
    const count = 100_000;
    const fitted = gaussianOf(drawGaussian(gaussian, count, randomStream(5, 0)), 2);
    // Five standard errors: sqrt(C_ii / n) for means, at most sqrt(2) C_ii / sqrt(n) for covariances.
    gaussian.mean.forEach((value, i) => expect(Math.abs((fitted.mean[i] ?? 0) - value)).toBeLessThan(5 * Math.sqrt(1.3 / count)));
    gaussian.covariance.forEach((value, i) => expect(Math.abs((fitted.covariance[i] ?? 0) - value)).toBeLessThan(5 * 1.3 * Math.sqrt(2 / count)));
    expect(gaussianVariance(gaussian, { alpha: 1, sigma: 0 })).toBe(0);
    expect(gaussianVariance(gaussian, { alpha: 0, sigma: 1 })).toBeCloseTo(1.8, 14);
    gaussianDenoiser(gaussian)(x, { alpha: 1, sigma: 0 }).forEach((value, i) => expect(value).toBeCloseTo(x[i] ?? 0, 12));
    gaussianDenoiser(gaussian)(x, { alpha: 0, sigma: 1 }).forEach((value, i) => expect(value).toBe(gaussian.mean[i % 2]));
  });
});
