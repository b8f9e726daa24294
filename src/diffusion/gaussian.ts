/** The ideal denoiser of one Gaussian with any covariance: linear (the Wiener filter), and the simplest distribution that a model can be checked with. */
import type { RandomStream } from '../random/randomStream.ts';
import { cholesky, logDeterminant, solveLower, solveSymmetric } from './cholesky.ts';
import { pointCount } from './levelDenoiser.ts';
import type { ClosedFormDenoiser, TracedX0 } from './levelDenoiser.ts';
import type { NoisePair } from './levels.ts';

export interface Gaussian {
  /** m, d numbers. */
  readonly mean: ArrayLike<number>;
  /** C, [d, d] flattened, symmetric, no direction of negative variance. */
  readonly covariance: ArrayLike<number>;
}

/**
 * E[x0 | x] = m + alpha C S^-1 (x - alpha m), S = alpha^2 C + sigma^2 I, with the trace of its Jacobian alpha C S^-1.
 * The matrix of the last noise level is kept, so ask for many points at a time: d^3 operations a level, d^2 a point.
 */
export function tracedGaussian(gaussian: Gaussian): (x: Float64Array, pair: NoisePair) => TracedX0 {
  const d = gaussian.mean.length;
  let known: { pair: NoisePair; gain: Float64Array } | undefined;
  return (x, { alpha, sigma }) => {
    const count = pointCount(x, d);
    if (!known || known.pair.alpha !== alpha || known.pair.sigma !== sigma) known = { pair: { alpha, sigma }, gain: gainAt(gaussian, alpha, sigma) };
    const { gain } = known;
    const x0 = new Float64Array(x.length);
    for (let start = 0; start < x.length; start += d) {
      for (let i = 0; i < d; i++) {
        let sum = gaussian.mean[i] ?? 0;
        for (let j = 0; j < d; j++) sum += alpha * (gain[i * d + j] ?? 0) * ((x[start + j] ?? 0) - alpha * (gaussian.mean[j] ?? 0));
        x0[start + i] = sum;
      }
    }
    return { x0, trace: new Float64Array(count).fill(alpha * diagonalSum(gain, d)) };
  };
}

/** The ideal denoiser as samplers and likelihoods take it. */
export function gaussianDenoiser(gaussian: Gaussian): ClosedFormDenoiser {
  const traced = tracedGaussian(gaussian);
  return (x, pair) => traced(x, pair).x0;
}

/** The trace of Cov[x0 | x] = sigma^2 C S^-1, the same everywhere: the squared error of the ideal denoiser. */
export function gaussianVariance(gaussian: Gaussian, { alpha, sigma }: NoisePair): number {
  if (sigma === 0) return 0;
  return sigma * sigma * diagonalSum(gainAt(gaussian, alpha, sigma), gaussian.mean.length);
}

/** ln p(x) in nats for x = alpha x0 + sigma epsilon, [n]; the data's own density for the defaults. */
export function gaussianLogDensity({ mean, covariance }: Gaussian, x: Float64Array, alpha = 1, sigma = 0): Float64Array {
  const d = mean.length;
  const lower = cholesky(noisyCovariance(covariance, d, alpha, sigma), d);
  const constant = (d / 2) * Math.log(2 * Math.PI) + logDeterminant(lower, d) / 2;
  return Float64Array.from({ length: pointCount(x, d) }, (_, row) => {
    const away = x.slice(row * d, (row + 1) * d).map((value, i) => value - alpha * (mean[i] ?? 0));
    return -constant - solveLower(lower, away).reduce((sum, value) => sum + value * value, 0) / 2;
  });
}

/** Differential entropy in nats: ln det(2 pi e C) / 2. */
export function gaussianEntropy({ mean, covariance }: Gaussian): number {
  const d = mean.length;
  return (d * Math.log(2 * Math.PI * Math.E) + logDeterminant(cholesky(covariance, d), d)) / 2;
}

/** Points of the Gaussian, [count, d] flattened: m + L z. C must be positive definite. */
export function drawGaussian({ mean, covariance }: Gaussian, count: number, random: RandomStream): Float64Array {
  const d = mean.length;
  const lower = cholesky(covariance, d);
  const out = random.fillNormal(new Float64Array(count * d));
  for (let start = 0; start < out.length; start += d) {
    // From the last coordinate, so that each still finds the normal numbers before it.
    for (let i = d - 1; i >= 0; i--) {
      let sum = mean[i] ?? 0;
      for (let k = 0; k <= i; k++) sum += (lower[i * d + k] ?? 0) * (out[start + k] ?? 0);
      out[start + i] = sum;
    }
  }
  return out;
}

/** Mean and population covariance of points, [n, d] flattened: the Gaussian nearest to a data set (in the sense of maximum likelihood). */
export function gaussianOf(points: ArrayLike<number>, d: number): Gaussian {
  const count = pointCount(points, d);
  const mean = new Float64Array(d);
  for (let k = 0; k < points.length; k++) mean[k % d] = (mean[k % d] ?? 0) + (points[k] ?? 0) / count;
  const covariance = new Float64Array(d * d);
  for (let start = 0; start < points.length; start += d) {
    for (let i = 0; i < d; i++) {
      const away = ((points[start + i] ?? 0) - (mean[i] ?? 0)) / count;
      for (let j = 0; j <= i; j++) covariance[i * d + j] = (covariance[i * d + j] ?? 0) + away * ((points[start + j] ?? 0) - (mean[j] ?? 0));
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) covariance[j * d + i] = covariance[i * d + j] ?? 0;
  return { mean, covariance };
}

function noisyCovariance(covariance: ArrayLike<number>, d: number, alpha: number, sigma: number): Float64Array {
  return Float64Array.from({ length: d * d }, (_, k) => alpha * alpha * (covariance[k] ?? 0) + (k % (d + 1) === 0 ? sigma * sigma : 0));
}

/** C S^-1, symmetric as both have the same eigenvectors. */
function gainAt({ mean, covariance }: Gaussian, alpha: number, sigma: number): Float64Array {
  const d = mean.length;
  const lower = cholesky(noisyCovariance(covariance, d, alpha, sigma), d);
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++) out.set(solveSymmetric(lower, Float64Array.from({ length: d }, (_, j) => covariance[i * d + j] ?? 0)), i * d);
  return out;
}

function diagonalSum(matrix: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += matrix[i * (d + 1)] ?? 0;
  return sum;
}
