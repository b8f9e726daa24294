/**
 * The ideal denoiser of a data set: the posterior mean over all of its points, which is what a network with enough capacity
 * learns by heart. Exact, by looking at every point; numerically safe at all noise levels; in slices, so that a page goes on meanwhile.
 */
import { pointCount } from './levelDenoiser.ts';
import type { LevelDenoiser, TracedDenoiser } from './levelDenoiser.ts';
import type { NoisePair } from './levels.ts';

/** Points, or pictures as rows of numbers; each is as likely as the others. */
export interface EmpiricalSet {
  /** [N, d] flattened, N at least 1. */
  readonly points: Float32Array | Float64Array;
  /** d, the numbers of one point or picture. */
  readonly dimensions: number;
}

/** Of n queries x = alpha x0 + sigma epsilon. */
export interface EmpiricalPosterior {
  /** E[x0 | x], [n, d] flattened. */
  readonly x0: Float64Array;
  /** The trace of Cov[x0 | x], [n]: the squared error that is to be expected there. */
  readonly variance: Float64Array;
  /** ln p(x) in nats, [n]; without noise there is no density, and it is large or -Infinity. */
  readonly logDensity: Float64Array;
}

/** Shares below exp(-40) of the largest change nothing in float64, not even 50,000 together: 50,000 exp(-40) is 2e-13. */
const NEGLIGIBLE = 40;

/** Distances are given up on in blocks of this many coordinates. */
const BLOCK = 32;

/** Time between two breaks, of one pair of query and point, and of each of its coordinates: nanoseconds, roughly. */
const SLICE_TIME = 50e6;
const PAIR_TIME = 40;
const COORDINATE_TIME = 1;

/**
 * Softmax of -|x - alpha x_i|^2 / (2 sigma^2) over all points (Karras et al. 2022, appendix B.3). Points that are too far away are
 * dropped as soon as that is certain; 2,000 queries among 50,000 points of a plane take about 4 s, so give long calls breaks.
 * @throws Error with a sentence when the set is empty, or points or queries are no whole number of d coordinates
 */
export function empiricalPosterior(set: EmpiricalSet, x: Float64Array, pair: NoisePair): EmpiricalPosterior {
  return posterior(set, x, pair, true);
}

function posterior({ points, dimensions }: EmpiricalSet, x: Float64Array, { alpha, sigma }: NoisePair, withVariance: boolean): EmpiricalPosterior {
  const total = pointCount(points, dimensions);
  if (total === 0) throw new Error('The data set has no points; give at least one.');
  const count = pointCount(x, dimensions);
  const [x0, variance, logDensity] = [new Float64Array(x.length), new Float64Array(count), new Float64Array(count)];
  // Without noise the nearest point wins; the smallest variance keeps the division finite.
  const square = Math.max(sigma * sigma, Number.MIN_VALUE ** 0.5);
  const farthest = 2 * NEGLIGIBLE * square;
  const constant = Math.log(total) + (dimensions / 2) * Math.log(2 * Math.PI * square);
  const distances = new Float64Array(total);
  for (let row = 0; row < count; row++) {
    const query = x.subarray(row * dimensions, (row + 1) * dimensions);
    const nearest = squaredDistances(points, query, alpha, farthest, distances);
    const mean = x0.subarray(row * dimensions, (row + 1) * dimensions);
    // From here on `distances` holds the weights.
    const sum = weightedMean(points, distances, nearest, farthest, square, mean);
    variance[row] = withVariance ? weightedSpread(points, distances, mean) / sum : Number.NaN;
    logDensity[row] = Math.log(sum) - nearest / (2 * square) - constant;
  }
  return { x0, variance, logDensity };
}

/**
 * The ideal denoiser as samplers and likelihoods take it.
 * @param pause awaited between slices of about 50 ms; left out, all is done at once. May throw to cancel.
 */
export function empiricalDenoiser(set: EmpiricalSet, pause?: () => Promise<void>): LevelDenoiser {
  return async (x, level) => (await sliced(set, x, level, pause, false)).x0;
}

/** The same with the trace of its Jacobian, alpha / sigma^2 times that of the covariance. */
export function tracedEmpirical(set: EmpiricalSet, pause?: () => Promise<void>): TracedDenoiser {
  return async (x, level) => {
    const { x0, variance } = await slicedPosterior(set, x, level, pause);
    const factor = level.alpha / (level.sigma * level.sigma);
    return { x0, trace: variance.map((value) => (value === 0 ? 0 : factor * value)) };
  };
}

/** `empiricalPosterior` with breaks. */
export function slicedPosterior(set: EmpiricalSet, x: Float64Array, pair: NoisePair, pause?: () => Promise<void>): Promise<EmpiricalPosterior> {
  return sliced(set, x, pair, pause, true);
}

async function sliced(set: EmpiricalSet, x: Float64Array, pair: NoisePair, pause: (() => Promise<void>) | undefined, withVariance: boolean): Promise<EmpiricalPosterior> {
  const { dimensions } = set;
  const count = pointCount(x, dimensions);
  const queryTime = pointCount(set.points, dimensions) * (PAIR_TIME + COORDINATE_TIME * dimensions);
  const rows = pause ? Math.max(1, Math.floor(SLICE_TIME / queryTime)) : count;
  if (rows >= count) return posterior(set, x, pair, withVariance);
  const out = { x0: new Float64Array(x.length), variance: new Float64Array(count), logDensity: new Float64Array(count) };
  for (let row = 0; row < count; row += rows) {
    if (row > 0) await pause?.();
    const part = posterior(set, x.subarray(row * dimensions, (row + rows) * dimensions), pair, withVariance);
    out.x0.set(part.x0, row * dimensions);
    out.variance.set(part.variance, row);
    out.logDensity.set(part.logDensity, row);
  }
  return out;
}

/** `squaredDistances` in the plane, where nothing is worth giving up on: without inner loops it takes a fraction of the time. */
function planeDistances(points: Float32Array | Float64Array, query: Float64Array, alpha: number, out: Float64Array): number {
  const [x = 0, y = 0] = query;
  let nearest = Infinity;
  for (let k = 0; k < out.length; k++) {
    const across = x - alpha * (points[2 * k] ?? 0);
    const up = y - alpha * (points[2 * k + 1] ?? 0);
    const distance = across * across + up * up;
    out[k] = distance;
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/** `weightedMean` in the plane. */
function planeMean(points: Float32Array | Float64Array, distances: Float64Array, nearest: number, farthest: number, square: number, mean: Float64Array): number {
  let sum = 0;
  let x = 0;
  let y = 0;
  for (let k = 0; k < distances.length; k++) {
    const beyond = (distances[k] ?? Infinity) - nearest;
    const weight = beyond > farthest ? 0 : Math.exp(-beyond / (2 * square));
    distances[k] = weight;
    if (weight === 0) continue;
    sum += weight;
    x += weight * (points[2 * k] ?? 0);
    y += weight * (points[2 * k + 1] ?? 0);
  }
  mean[0] = x / sum;
  mean[1] = y / sum;
  return sum;
}

/** Fills in |query - alpha x_i|^2, Infinity where it is surely `farthest` above the least, which is returned. */
function squaredDistances(points: Float32Array | Float64Array, query: Float64Array, alpha: number, farthest: number, out: Float64Array): number {
  const dimensions = query.length;
  if (dimensions === 2) return planeDistances(points, query, alpha, out);
  let nearest = Infinity;
  for (let k = 0, start = 0; k < out.length; k++, start += dimensions) {
    let distance = 0;
    for (let begin = 0; begin < dimensions && distance <= nearest + farthest; begin += BLOCK) {
      const end = Math.min(begin + BLOCK, dimensions);
      for (let i = begin; i < end; i++) {
        const away = (query[i] ?? 0) - alpha * (points[start + i] ?? 0);
        distance += away * away;
      }
    }
    out[k] = distance <= nearest + farthest ? distance : Infinity;
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/** Puts the mean into `mean` and, in the place of distances, the weights exp(-(distance - nearest) / (2 square)); returns their sum. */
function weightedMean(points: Float32Array | Float64Array, distances: Float64Array, nearest: number, farthest: number, square: number, mean: Float64Array): number {
  const dimensions = mean.length;
  if (dimensions === 2) return planeMean(points, distances, nearest, farthest, square, mean);
  let sum = 0;
  for (let k = 0, start = 0; k < distances.length; k++, start += dimensions) {
    const beyond = (distances[k] ?? Infinity) - nearest;
    if (beyond > farthest) {
      distances[k] = 0;
      continue;
    }
    const weight = Math.exp(-beyond / (2 * square));
    distances[k] = weight;
    sum += weight;
    for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] ?? 0) + weight * (points[start + i] ?? 0);
  }
  for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] ?? 0) / sum;
  return sum;
}

/** sum_i weight_i |x_i - mean|^2: differences from the mean, as squares of large numbers would cancel. */
function weightedSpread(points: Float32Array | Float64Array, weights: Float64Array, mean: Float64Array): number {
  const dimensions = mean.length;
  let sum = 0;
  for (let k = 0, start = 0; k < weights.length; k++, start += dimensions) {
    const weight = weights[k] ?? 0;
    if (weight === 0) continue;
    let square = 0;
    for (let i = 0; i < dimensions; i++) {
      const away = (points[start + i] ?? 0) - (mean[i] ?? 0);
      square += away * away;
    }
    sum += weight * square;
  }
  return sum;
}
