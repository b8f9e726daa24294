/** Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", 2020. */
import { ddimStep } from './ddim.ts';
import type { NextState } from './plan.ts';

/** small: the posterior's variance; large: beta of the step (Ho et al. 2020, section 3.2). */
export type DdpmVariance = 'small' | 'large';

/**
 * One ancestral step between two noise levels, however far apart: the posterior q(x' | x, x0) of eq. 7 with
 * beta = 1 - from / to taken from the pair itself, not from neighbouring training steps.
 * x' = sqrt(to) beta / (1 - from) x0 + sqrt(from / to) (1 - to) / (1 - from) x + std z.
 * @param from alpha_bar of the present state, in [0, 1]
 * @param to alpha_bar of the next state, in [0, 1]; 1 is clean data
 */
export function ddpmStep(from: number, to: number, variance: DdpmVariance = 'small'): NextState {
  const noiseNow = 1 - from;
  const noiseNext = 1 - to;
  // Where a hand-drawn schedule rises or is flat there is no noise to take out, and no posterior: follow the same epsilon.
  if (noiseNow <= 0 || to <= from) return ddimStep(from, to, 0);
  const beta = 1 - from / to;
  const kept = 1 - beta;
  return {
    states: [(Math.sqrt(kept) * noiseNext) / noiseNow],
    x0s: [(Math.sqrt(to) * beta) / noiseNow],
    noise: Math.sqrt(variance === 'small' ? (noiseNext / noiseNow) * beta : beta),
  };
}
