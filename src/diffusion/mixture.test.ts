import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { drawMixture, mixtureCovariance, mixtureDenoiser, mixtureJacobian, mixtureLogDensity, mixtureScore, mixtureVariance, mixtureX0, tracedMixture } from './mixture.ts';

const mixture = { means: [[-1, 0.5, 0], [0.7, -0.2, 1], [0, 1, -1]], std: [0.2, 0.5, 0], weights: [0.5, 0.2, 0.3] };
const x = Float64Array.from([0.1, 0.2, -0.3, -0.9, 0.4, 0.1, 3, -2, 1]);
const levels = [{ alpha: 0.9, sigma: 0.3 }, { alpha: 0.3, sigma: 0.95 }, { alpha: 1, sigma: 2 }, { alpha: 0.4, sigma: 0.6 }];

/** Central differences of f at x along coordinate j of every point. */
function difference(f: (at: Float64Array) => Float64Array, j: number, step: number): Float64Array {
  const moved = (by: number): Float64Array => f(x.map((value, i) => (i % 3 === j ? value + by : value)));
  const [ahead, behind] = [moved(step), moved(-step)];
  return ahead.map((value, i) => (value - (behind[i] ?? 0)) / (2 * step));
}

describe.each(levels)('at alpha $alpha, sigma $sigma', ({ alpha, sigma }) => {
  // Differences of step 1e-5: truncation 1e-10 times third derivatives of up to 1e4 in the units of sigma, rounding 1e-11.
  const step = 1e-5;
  const digits = 6;

  test('the score is the gradient of the log density, and Tweedie\'s formula holds', () => {
    const score = mixtureScore(mixture, x, alpha, sigma);
    const x0 = mixtureX0(mixture, x, alpha, sigma);
    for (let j = 0; j < 3; j++) {
      difference((at) => mixtureLogDensity(mixture, at, alpha, sigma), j, step).forEach((slope, row) => expect(score[3 * row + j]).toBeCloseTo(slope, digits));
    }
    score.forEach((value, i) => expect(value).toBeCloseTo((alpha * (x0[i] ?? 0) - (x[i] ?? 0)) / sigma ** 2, 11));
  });

  test('the Jacobian is the slope of x0, and alpha / sigma^2 times the covariance', () => {
    const jacobian = mixtureJacobian(mixture, x, alpha, sigma);
    const covariance = mixtureCovariance(mixture, x, alpha, sigma);
    for (let j = 0; j < 3; j++) {
      difference((at) => mixtureX0(mixture, at, alpha, sigma), j, step).forEach((slope, i) => expect(jacobian[3 * i + j]).toBeCloseTo(slope, digits));
    }
    jacobian.forEach((value, i) => expect(value).toBeCloseTo((alpha / sigma ** 2) * (covariance[i] ?? 0), 11));
    const { x0, trace } = tracedMixture(mixture)(x, { alpha, sigma });
    expect(x0).toEqual(mixtureDenoiser(mixture)(x, { alpha, sigma }));
    const traceOf = (matrices: Float64Array, row: number): number => [0, 4, 8].reduce((sum, k) => sum + (matrices[9 * row + k] ?? 0), 0);
    const variance = mixtureVariance(mixture, x, alpha, sigma);
    trace.forEach((value, row) => {
      expect(value).toBeCloseTo(traceOf(jacobian, row), 12);
      expect(variance[row]).toBeCloseTo(traceOf(covariance, row), 12);
    });
  });
});

test('the log density of one Gaussian, and of a mixture far out, is that of the textbook', () => {
  const one = { means: [[1, 2]], std: [0.5], weights: [1] };
  const point = Float64Array.from([0.2, 1.1]);
  const variance = 0.64 * 0.25 + 0.36;
  const square = (0.2 - 0.8) ** 2 + (1.1 - 1.6) ** 2;
  expect(mixtureLogDensity(one, point, 0.8, 0.6)[0]).toBeCloseTo(-Math.log(2 * Math.PI * variance) - square / (2 * variance), 13);
  // exp underflows at -745; the nearer component is all that counts.
  const two = { means: [[0], [1]], std: [0.01, 0.01], weights: [0.25, 0.75] };
  expect(mixtureLogDensity(two, Float64Array.from([3]))[0]).toBeCloseTo(Math.log(0.75) - Math.log(2 * Math.PI * 1e-4) / 2 - 4 / 2e-4, 9);
});

test('draws have the mean and the variance of the mixture', () => {
  const two = { means: [[-1, 0], [2, 1]], std: [0.5, 0.1], weights: [0.3, 0.7] };
  const count = 100_000;
  const drawn = drawMixture(two, count, randomStream(3, 0));
  const mean = [0, 1].map((i) => drawn.reduce((sum, value, j) => sum + (j % 2 === i ? value : 0), 0) / count);
  const variance = [0, 1].map((i) => drawn.reduce((sum, value, j) => sum + (j % 2 === i ? (value - (mean[i] ?? 0)) ** 2 : 0), 0) / count);
  const wanted = [{ mean: 1.1, variance: 0.3 * 0.25 + 0.7 * 0.01 + 0.21 * 9 }, { mean: 0.7, variance: 0.3 * 0.25 + 0.7 * 0.01 + 0.21 }];
  wanted.forEach((one, i) => {
    // Five standard errors; the fourth central moment of these is below 3 variances squared.
    expect(Math.abs((mean[i] ?? 0) - one.mean)).toBeLessThan(5 * Math.sqrt(one.variance / count));
    expect(Math.abs((variance[i] ?? 0) - one.variance)).toBeLessThan(5 * one.variance * Math.sqrt(2 / count));
  });
});
