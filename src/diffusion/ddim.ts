/** Song, Meng and Ermon, "Denoising diffusion implicit models", 2021. */
import type { NextState } from './plan.ts';

/**
 * One DDIM step between two noise levels (eq. 12 with eq. 16 for the noise):
 * x' = sqrt(to) x0 + sqrt(1 - to - std^2) epsilon + std z, epsilon = (x - sqrt(from) x0) / sqrt(1 - from),
 * std = eta sqrt((1 - to) / (1 - from)) sqrt(1 - from / to).
 * Finite also from alpha_bar 0 (zero terminal SNR) and from alpha_bar 1 (no noise: epsilon counts as 0).
 * @param from alpha_bar of the present state, in [0, 1]
 * @param to alpha_bar of the next state, in [0, 1]; 1 is clean data
 * @param eta 0 deterministic .. 1 as noisy as DDPM
 */
export function ddimStep(from: number, to: number, eta: number): NextState {
  const noiseNow = 1 - from;
  const noiseNext = 1 - to;
  if (noiseNow <= 0) return { states: [0], x0s: [Math.sqrt(to)], noise: Math.sqrt(noiseNext) };
  // Negative where a hand-drawn schedule rises: such a step adds no noise.
  const share = to > 0 ? Math.max(0, 1 - from / to) : 0;
  const variance = Math.min(noiseNext, eta * eta * (noiseNext / noiseNow) * share);
  const direction = Math.sqrt((noiseNext - variance) / noiseNow);
  return {
    states: [direction],
    x0s: [Math.sqrt(to) - direction * Math.sqrt(from)],
    noise: Math.sqrt(variance),
  };
}
