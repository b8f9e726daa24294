/**
 * The loss floor: what no model can be better than at a noise level, E |x0 - E[x0 | x]|^2. It is the mean of the trace of
 * Cov[x0 | x] over x, which is taken here instead of the squares of errors themselves: same mean, far smaller spread.
 */
import { randomStream } from '../random/randomStream.ts';
import type { RandomStream } from '../random/randomStream.ts';
import { slicedPosterior } from './empiricalDenoiser.ts';
import type { EmpiricalSet } from './empiricalDenoiser.ts';
import { drawGaussian, gaussianVariance } from './gaussian.ts';
import type { Gaussian } from './gaussian.ts';
import { pointCount } from './levelDenoiser.ts';
import type { LevelDenoiser } from './levelDenoiser.ts';
import type { Level, NoisePair } from './levels.ts';
import { drawMixture, mixtureVariance } from './mixture.ts';
import type { GaussianMixture } from './mixture.ts';
import { target } from './predictions.ts';
import type { AnyPrediction } from './predictions.ts';

/** A distribution of data whose ideal denoiser is known. */
export interface KnownDistribution {
  readonly dimensions: number;
  /** Points, [count, d] flattened. */
  draw(count: number, random: RandomStream): Float64Array;
  /** The trace of Cov[x0 | x] for each of the points x at a noise level, [n]. */
  variance(x: Float64Array, pair: NoisePair): Float64Array | Promise<Float64Array>;
}

export function knownMixture(mixture: GaussianMixture): KnownDistribution {
  return {
    dimensions: mixture.means[0]?.length ?? 0,
    draw: (count, random) => drawMixture(mixture, count, random),
    variance: (x, { alpha, sigma }) => mixtureVariance(mixture, x, alpha, sigma),
  };
}

/** @param pause see `empiricalDenoiser` */
export function knownSet(set: EmpiricalSet, pause?: () => Promise<void>): KnownDistribution {
  const { points, dimensions } = set;
  return {
    dimensions,
    draw(count, random) {
      const out = new Float64Array(count * dimensions);
      for (let row = 0; row < count; row++) {
        const k = random.integer(points.length / dimensions);
        out.set(points.subarray(k * dimensions, (k + 1) * dimensions), row * dimensions);
      }
      return out;
    },
    variance: async (x, pair) => (await slicedPosterior(set, x, pair, pause)).variance,
  };
}

export function knownGaussian(gaussian: Gaussian): KnownDistribution {
  return {
    dimensions: gaussian.mean.length,
    draw: (count, random) => drawGaussian(gaussian, count, random),
    variance: (x, pair) => new Float64Array(pointCount(x, gaussian.mean.length)).fill(gaussianVariance(gaussian, pair)),
  };
}

/** Mean squared error of x0 at a noise level, per coordinate. */
export interface X0Error {
  readonly meanSquare: number;
  /** Of the Monte Carlo estimate; NaN for a single point. */
  readonly standardError: number;
}

export interface ErrorOptions {
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Told after each level. */
  readonly progress?: (done: number, total: number) => void;
}

const FLOOR_STREAM = 0x1dea;
const NOISE_STREAM = 0x1deb0000;

/**
 * The floor at each of the levels, by Monte Carlo; the same points and noise at all levels, so that curves are smooth.
 * @param samples points for each level, at least 2; the cost for a data set of N points is samples N a level
 */
export async function errorFloor(source: KnownDistribution, levels: readonly NoisePair[], { samples, ...options }: ErrorOptions & { samples: number }): Promise<X0Error[]> {
  const { dimensions } = source;
  const points = source.draw(samples, randomStream(options.seed, FLOOR_STREAM));
  return eachLevel(points, levels, options, async (x, level) => (await source.variance(x, level)).map((value) => value / dimensions));
}

/**
 * The error of any model at each of the levels on given points ([n, d] flattened), with the same noise at all levels: the curve
 * to hold against the floor. On points that it was trained on, a model may come below the floor of the distribution, not of the set.
 */
export async function modelErrors(denoise: LevelDenoiser, points: Float64Array, dimensions: number, levels: readonly Level[], options: ErrorOptions): Promise<X0Error[]> {
  pointCount(points, dimensions);
  return eachLevel(points, levels, options, async (x, level) => pointErrors(points, await denoise(x, level), dimensions));
}

/**
 * |x0 - predicted|^2 / d of each point, [n].
 * @throws Error with a sentence when the model returned another number of numbers
 */
export function pointErrors(points: Float64Array, predicted: Float64Array, dimensions: number): Float64Array {
  if (predicted.length !== points.length) throw new Error(`The model returned ${predicted.length} numbers for ${points.length}; it must return one for each.`);
  const out = new Float64Array(points.length / dimensions);
  for (let k = 0; k < points.length; k++) {
    const row = Math.floor(k / dimensions);
    out[row] = (out[row] ?? 0) + ((points[k] ?? 0) - (predicted[k] ?? 0)) ** 2 / dimensions;
  }
  return out;
}

/** Mean of independent numbers and its standard error; NaN error for a single one. */
export function meanAndError(values: Float64Array): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: values.length > 1 ? Math.sqrt(square / (values.length - 1) / values.length) : Number.NaN };
}

/**
 * An x0 error as the loss of a prediction, in the unit of its squared loss (per coordinate): with x known, the target t_x0 x0 +
 * t_eps epsilon is (t_x0 - t_eps alpha / sigma) x0 and a number. Without noise in x, epsilon is what cannot be known.
 */
export function lossOfX0Error(prediction: AnyPrediction, { alpha, sigma }: NoisePair, meanSquare: number, sigmaData = 1): number {
  const { x0, epsilon } = target(prediction, alpha, sigma, sigmaData);
  return sigma === 0 ? epsilon * epsilon : (x0 - (epsilon * alpha) / sigma) ** 2 * meanSquare;
}

async function eachLevel<L extends NoisePair>(
  points: Float64Array,
  levels: readonly L[],
  { seed, signal, progress }: ErrorOptions,
  errors: (x: Float64Array, level: L) => Promise<Float64Array>,
): Promise<X0Error[]> {
  const noise = randomStream(seed, NOISE_STREAM).fillNormal(new Float64Array(points.length));
  const out: X0Error[] = [];
  for (const level of levels) {
    signal?.throwIfAborted();
    const x = points.map((value, i) => level.alpha * value + level.sigma * (noise[i] ?? 0));
    const { mean, standardError } = meanAndError(await errors(x, level));
    out.push({ meanSquare: mean, standardError });
    progress?.(out.length, levels.length);
  }
  return out;
}
