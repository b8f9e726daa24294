/**
 * What the network predicts, and how to turn it into x0 or epsilon: all are linear in (x_t, output) at a known noise level.
 * Ho et al. 2020 (epsilon), Salimans and Ho 2022 (v = alpha epsilon - sigma x0). alpha^2 + sigma^2 = 1 throughout.
 */
import type { Prediction } from '../recipe/recipe.ts';

/** A linear combination state * x_t + output * (network output). */
export interface OutputCombination {
  readonly state: number;
  readonly output: number;
}

/** A linear combination x0 * x_0 + epsilon * noise. */
export interface TargetCombination {
  readonly x0: number;
  readonly epsilon: number;
}

/** A linear combination state * x_t + x0 * (predicted x0). */
export interface StateCombination {
  readonly state: number;
  readonly x0: number;
}

/**
 * Below this alpha (alpha_bar 1e-6) an epsilon prediction says nothing about x0: an error e of the network would become
 * e / alpha, over 1000 e. The data are standardised, so the best guess from pure noise is their mean, 0, which is off from
 * E[x0 | x_t] by no more than about alpha.
 */
export const SMALLEST_ALPHA = 1e-3;

/**
 * Predicted x0 = state * x_t + output * (network output).
 * For epsilon with alpha below 1e-3 (a zero or nearly zero terminal SNR) both are 0: see `SMALLEST_ALPHA`.
 * @param alpha sqrt(alpha_bar) in [0, 1]
 * @param sigma sqrt(1 - alpha_bar) in [0, 1]
 */
export function toX0(prediction: Prediction, alpha: number, sigma: number): OutputCombination {
  switch (prediction) {
    case 'epsilon':
      return alpha < SMALLEST_ALPHA ? { state: 0, output: 0 } : { state: 1 / alpha, output: -sigma / alpha };
    case 'x0':
      return { state: 0, output: 1 };
    case 'v':
      return { state: alpha, output: -sigma };
  }
}

/**
 * Predicted epsilon = state * x_t + output * (network output).
 * Where sigma is 0 the state holds no noise, and both are 0 (for x0 predictions; the others need no division).
 */
export function toEpsilon(prediction: Prediction, alpha: number, sigma: number): OutputCombination {
  switch (prediction) {
    case 'epsilon':
      return { state: 0, output: 1 };
    case 'x0':
      return sigma === 0 ? { state: 0, output: 0 } : { state: 1 / sigma, output: -alpha / sigma };
    case 'v':
      return { state: sigma, output: alpha };
  }
}

/**
 * The network output that says the same as a known x0 at x_t: output = state * x_t + x0 * x0. The inverse of `toX0`; lets a
 * closed-form denoiser stand where the network stands. Where sigma is 0 the noise is taken as 0.
 */
export function outputFromX0(prediction: Prediction, alpha: number, sigma: number): StateCombination {
  switch (prediction) {
    case 'epsilon':
      return sigma === 0 ? { state: 0, x0: 0 } : { state: 1 / sigma, x0: -alpha / sigma };
    case 'x0':
      return { state: 0, x0: 1 };
    case 'v':
      // v = alpha epsilon - sigma x0 with epsilon = (x_t - alpha x0) / sigma and alpha^2 + sigma^2 = 1.
      return sigma === 0 ? { state: 0, x0: 0 } : { state: alpha / sigma, x0: -1 / sigma };
  }
}

/** What training compares the output with: target = x0 * x_0 + epsilon * noise. */
export function target(prediction: Prediction, alpha: number, sigma: number): TargetCombination {
  switch (prediction) {
    case 'epsilon':
      return { x0: 0, epsilon: 1 };
    case 'x0':
      return { x0: 1, epsilon: 0 };
    case 'v':
      return { x0: -sigma, epsilon: alpha };
  }
}
