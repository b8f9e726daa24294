/**
 * The variational bound of a discrete diffusion model, -ln p(x0) <= prior + sum_t L_t + decoder (Sohl-Dickstein et al. 2015; Ho et al. 2020,
 * eq. 5), for any model that predicts x0. All terms are invariant under the coordinates of the table: they depend on alpha_bar only.
 */
import { alphaBar } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';

/** The variance of the reverse steps: that of the posterior q(x_(t-1) | x_t, x0), or beta_t (Ho et al. 2020, section 3.2). */
export type ReverseVariance = 'small' | 'large';

/** A term as a function of the model's error: nats for each coordinate = constant + weight * (x0 - predicted x0)^2. */
export interface LinearTerm {
  readonly constant: number;
  readonly weight: number;
}

/**
 * L_t for t = 1 .. T - 1: KL(q(x_(t-1) | x_t, x0) || p(x_(t-1) | x_t)). With the small variance it is (SNR(t - 1) - SNR(t)) / 2 times
 * the squared error (Kingma et al. 2021, eq. 13); with the large one, r = (1 - alpha_bar(t - 1)) / (1 - alpha_bar(t)) times that,
 * and (r - 1 - ln r) / 2.
 * @throws Error with a sentence when the level before is not the cleaner one, or has no noise
 */
export function stepTerm(table: NoiseTable, t: number, variance: ReverseVariance = 'small'): LinearTerm {
  const [cleaner, noisier] = [alphaBar(table, t - 1), alphaBar(table, t)];
  if (cleaner >= 1) throw new Error(`Level ${t - 1} of the schedule has no noise, so the bound is infinite; let the schedule begin with some.`);
  if (noisier > cleaner) throw new Error(`The schedule has less noise at timestep ${t} than at ${t - 1}, so it has no variational bound; choose a schedule whose noise only grows.`);
  const ratio = (1 - cleaner) / (1 - noisier);
  // (SNR(t - 1) - SNR(t)) / 2 without the cancellation of two large numbers.
  const weight = (cleaner - noisier) / (1 - cleaner) / (1 - noisier) / 2;
  if (variance === 'small') return { constant: 0, weight };
  const less = (noisier - cleaner) / (1 - noisier);
  return { constant: (less - Math.log1p(less)) / 2, weight: weight * ratio };
}

/** How far the last level is from pure noise, KL(q(x_(T-1) | x0) || N(0, I)), in nats for each coordinate, of data with this second moment E x0^2. */
export function priorTerm(table: NoiseTable, secondMoment: number): number {
  const level = alphaBar(table, table.timesteps - 1);
  return (level * (secondMoment - 1) - Math.log1p(-level)) / 2;
}

/**
 * The variance of x0 given the cleanest level, for the decoder p(x0 | x at level 0) = N(predicted x0, variance): beta_0 = 1 - alpha_bar(0)
 * (Ho et al. 2020, section 3.2), which is also the posterior's variance for standardised Gaussian data.
 */
export function decoderVariance(table: NoiseTable): number {
  return 1 - alphaBar(table, 0);
}

/** The Gaussian decoder: -ln N(x0; predicted, variance), in nats for each coordinate. */
export function gaussianDecoderTerm(variance: number): LinearTerm {
  if (!(variance > 0)) throw new Error('The cleanest level of the schedule has no noise, so the bound is infinite; let the schedule begin with some.');
  return { constant: Math.log(2 * Math.PI * variance) / 2, weight: 1 / (2 * variance) };
}

/** In bits a coordinate. */
export interface Bound {
  readonly total: number;
  readonly prior: number;
  /** [0] is the decoder, [t] is L_t; length T. */
  readonly terms: Float64Array;
}

/**
 * The bound from mean squared errors of x0 alone, with a Gaussian decoder: exact where the errors are. With those of `errorFloor`
 * it is the best bound that any model can have.
 * @param meanSquares E (x0 - predicted)^2 for each coordinate at t = 0 .. T - 1
 * @param secondMoment E x0^2 for each coordinate
 * @throws Error with a sentence when lengths differ or the schedule has no bound
 */
export function boundFromErrors(table: NoiseTable, meanSquares: ArrayLike<number>, secondMoment: number, variance: ReverseVariance = 'small'): Bound {
  if (meanSquares.length !== table.timesteps) throw new Error(`There are ${meanSquares.length} errors for ${table.timesteps} noise levels; give one for each.`);
  const terms = Float64Array.from({ length: table.timesteps }, (_, t) => {
    const { constant, weight } = t === 0 ? gaussianDecoderTerm(decoderVariance(table)) : stepTerm(table, t, variance);
    return (constant + weight * (meanSquares[t] ?? 0)) / Math.LN2;
  });
  const prior = priorTerm(table, secondMoment) / Math.LN2;
  return { total: terms.reduce((sum, term) => sum + term, prior), prior, terms };
}
