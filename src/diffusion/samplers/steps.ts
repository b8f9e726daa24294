/** The steps that samplers are made of, between two noise levels in any coordinates; the time of all of them is ln(alpha / sigma). */
import { noiseRatio } from '../levels.ts';
import type { Level, LevelFinder, NoisePair } from '../levels.ts';
import type { NextState, PlanCall } from '../plan.ts';
import type { SamplerChoices } from '../samplerSettings.ts';

/** What a sampler makes its calls from. */
export interface SamplerContext {
  /** The levels to visit, noisiest first; the last step goes on from there to clean data. */
  readonly levels: readonly Level[];
  readonly finder: LevelFinder;
  readonly choices: SamplerChoices;
}

/**
 * Whether higher-order formulas hold from one level to the next: both have signal and noise, and the next is cleaner. Elsewhere
 * (zero terminal SNR, clean data, a hand-drawn curve that rises or is flat) samplers take a first-order step and forget their history.
 */
export function isRegular(from: NoisePair, to: NoisePair): boolean {
  return from.alpha > 0 && from.sigma > 0 && to.sigma > 0 && noiseRatio(to) < noiseRatio(from) * (1 - 1e-9);
}

/**
 * The first-order step with a constant prediction of x0, exact for it: x' = alpha' x0 + sigma' (sqrt(1 - share) epsilon +
 * sqrt(share) z) with epsilon = (x - alpha x0) / sigma. share 0 is DDIM and Euler (Song et al. 2021, eq. 12). Finite also from pure noise; from clean
 * data, which has no epsilon, all noise is fresh.
 * @param share part of the next level's noise variance that is fresh, 0 .. 1
 * @param noiseScale factor on the fresh noise
 */
export function firstOrder(from: NoisePair, to: NoisePair, share = 0, noiseScale = 1): NextState {
  if (from.sigma <= 0) return { states: [0], x0s: [to.alpha], noise: to.sigma };
  const direction = (to.sigma * Math.sqrt(1 - share)) / from.sigma;
  return { states: [direction], x0s: [to.alpha - direction * from.alpha], noise: to.sigma * Math.sqrt(share) * noiseScale };
}

/**
 * The part of the next level's noise variance that is fresh in the posterior q(x' | x, x0), times eta^2: eta^2 (1 - r^2), r the
 * quotient of the noise ratios (Song et al. 2021, eq. 16; k-diffusion's get_ancestral_step). 0 where the next level is noisier.
 */
export function ancestralShare(from: NoisePair, to: NoisePair, eta: number): number {
  if (from.sigma <= 0 || to.alpha <= 0) return 0;
  const quotient = (to.sigma * from.alpha) / (to.alpha * from.sigma);
  return Math.min(1, eta * eta * Math.max(0, 1 - quotient * quotient));
}

/**
 * Goes on from a step that landed at one level to a noisier one by adding noise: x' = (alpha' / alpha) x + std z, as the forward process does.
 * @param noiseScale factor on the noise added here
 */
export function withNoise(step: NextState, landed: NoisePair, to: NoisePair, noiseScale = 1): NextState {
  if (landed === to) return step;
  const scale = to.alpha / landed.alpha;
  const added = Math.max(0, to.sigma ** 2 - (scale * landed.sigma) ** 2) * noiseScale ** 2;
  return {
    states: step.states.map((value) => value * scale),
    x0s: step.x0s.map((value) => value * scale),
    noise: Math.hypot(step.noise * scale, Math.sqrt(added)),
  };
}

/** One call of the plan at a level. */
export function callAt({ timestep, alpha, sigma }: Level, next: NextState, also: Pick<PlanCall, 'kept' | 'logVariances' | 'within'> = {}): PlanCall {
  return { timestep, alpha, sigma, next, ...also };
}
