/**
 * What the network predicts, and how to turn it into x0 or epsilon: all are linear in (x_t, output) at a known noise level,
 * x_t = alpha x0 + sigma epsilon, in whatever coordinates (alpha^2 + sigma^2 need not be 1). Each works on each path:
 *
 *     epsilon   the noise (Ho et al. 2020)
 *     x0        the clean data
 *     v         (alpha epsilon - sigma x0) / sqrt(alpha^2 + sigma^2) (Salimans and Ho 2022)
 *     score     the gradient of ln p_t(x_t), whose target is -epsilon / sigma (Song et al. 2021)
 *     flow      epsilon - x0, the velocity along the straight path (Lipman et al. 2023; Liu et al. 2023)
 *     edm       F of Karras et al. 2022 (table 1 and appendix B.6): (sigma x0 / s - s alpha epsilon) / q with
 *               q = sqrt(sigma^2 + alpha^2 s^2) and s = sigma_data; for s = 1 in variance-preserving coordinates it is -v
 */
import type { Prediction } from '../recipe/recipe.ts';

export type AnyPrediction = Prediction;

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
 * Below this share of the signal (alpha / sqrt(alpha^2 + sigma^2), alpha_bar 1e-6) an epsilon or score prediction says nothing
 * about x0: an error e of epsilon would become over 1000 e. The data are standardised, so the best guess from pure noise is
 * their mean, 0, which is off from E[x0 | x_t] by no more than about alpha.
 */
export const SMALLEST_ALPHA = 1e-3;

/** Beyond this share, alpha^2 + sigma^2 differs from 1 by more than rounding. */
const ROUNDING = 1e-12;

/** alpha^2 + sigma^2, exactly 1 where it is 1 but for rounding. */
function squaredLength(alpha: number, sigma: number): number {
  const value = alpha * alpha + sigma * sigma;
  return Math.abs(value - 1) < ROUNDING ? 1 : value;
}

function hasSignal(alpha: number, sigma: number): boolean {
  return alpha >= SMALLEST_ALPHA * Math.sqrt(squaredLength(alpha, sigma));
}

/**
 * Predicted x0 = state * x_t + output * (network output).
 * For epsilon and score with a share of the signal below 1e-3 (a zero or nearly zero terminal SNR) both are 0: see `SMALLEST_ALPHA`.
 * @param alpha what x0 is multiplied by, 0 or greater
 * @param sigma standard deviation of the noise, 0 or greater; not both are 0
 * @param sigmaData standard deviation of the data for edm, above 0
 */
export function toX0(prediction: AnyPrediction, alpha: number, sigma: number, sigmaData = 1): OutputCombination {
  switch (prediction) {
    case 'epsilon':
      return hasSignal(alpha, sigma) ? { state: 1 / alpha, output: -sigma / alpha } : { state: 0, output: 0 };
    case 'x0':
      return { state: 0, output: 1 };
    case 'v': {
      const square = squaredLength(alpha, sigma);
      return { state: alpha / square, output: -sigma / Math.sqrt(square) };
    }
    case 'score':
      return hasSignal(alpha, sigma) ? { state: 1 / alpha, output: (sigma * sigma) / alpha } : { state: 0, output: 0 };
    case 'flow':
      return { state: 1 / (alpha + sigma), output: -sigma / (alpha + sigma) };
    case 'edm': {
      const square = edmSquare(alpha, sigma, sigmaData);
      return { state: (sigmaData * sigmaData * alpha) / square, output: (sigma * sigmaData) / Math.sqrt(square) };
    }
  }
}

/**
 * Predicted epsilon = state * x_t + output * (network output).
 * Where sigma is 0 the state holds no noise, and both are 0 for x0 and edm predictions; the others need no division.
 */
export function toEpsilon(prediction: AnyPrediction, alpha: number, sigma: number, sigmaData = 1): OutputCombination {
  switch (prediction) {
    case 'epsilon':
      return { state: 0, output: 1 };
    case 'x0':
      return sigma === 0 ? { state: 0, output: 0 } : { state: 1 / sigma, output: -alpha / sigma };
    case 'v': {
      const square = squaredLength(alpha, sigma);
      return { state: sigma / square, output: alpha / Math.sqrt(square) };
    }
    case 'score':
      return { state: 0, output: -sigma };
    case 'flow':
      return { state: 1 / (alpha + sigma), output: alpha / (alpha + sigma) };
    case 'edm': {
      const square = edmSquare(alpha, sigma, sigmaData);
      return { state: sigma / square, output: (-alpha * sigmaData) / Math.sqrt(square) };
    }
  }
}

/**
 * The network output that says the same as a known x0 at x_t: output = state * x_t + x0 * x0. The inverse of `toX0`; lets a
 * closed-form denoiser stand where the network stands. Where sigma is 0 the noise is taken as 0.
 */
export function outputFromX0(prediction: AnyPrediction, alpha: number, sigma: number, sigmaData = 1): StateCombination {
  switch (prediction) {
    case 'epsilon':
      return sigma === 0 ? { state: 0, x0: 0 } : { state: 1 / sigma, x0: -alpha / sigma };
    case 'x0':
      return { state: 0, x0: 1 };
    case 'v': {
      // v = (alpha epsilon - sigma x0) / length with epsilon = (x_t - alpha x0) / sigma.
      const length = Math.sqrt(squaredLength(alpha, sigma));
      return sigma === 0 ? { state: 0, x0: 0 } : { state: alpha / (sigma * length), x0: -length / sigma };
    }
    case 'score':
      return sigma === 0 ? { state: 0, x0: 0 } : { state: -1 / (sigma * sigma), x0: alpha / (sigma * sigma) };
    case 'flow':
      return sigma === 0 ? { state: 0, x0: -1 } : { state: 1 / sigma, x0: -(alpha + sigma) / sigma };
    case 'edm': {
      const length = Math.sqrt(edmSquare(alpha, sigma, sigmaData));
      return sigma === 0 ? { state: 0, x0: 0 } : { state: (-sigmaData * alpha) / (sigma * length), x0: length / (sigma * sigmaData) };
    }
  }
}

/**
 * What training compares the output with: target = x0 * x_0 + epsilon * noise. Where sigma is 0 there is no noise and no score
 * to be learnt; both are 0 there for score predictions.
 */
export function target(prediction: AnyPrediction, alpha: number, sigma: number, sigmaData = 1): TargetCombination {
  switch (prediction) {
    case 'epsilon':
      return { x0: 0, epsilon: 1 };
    case 'x0':
      return { x0: 1, epsilon: 0 };
    case 'v': {
      const length = Math.sqrt(squaredLength(alpha, sigma));
      return { x0: -sigma / length, epsilon: alpha / length };
    }
    case 'score':
      return { x0: 0, epsilon: sigma === 0 ? 0 : -1 / sigma };
    case 'flow':
      return { x0: -1, epsilon: 1 };
    case 'edm': {
      const length = Math.sqrt(edmSquare(alpha, sigma, sigmaData));
      return { x0: sigma / (sigmaData * length), epsilon: (-alpha * sigmaData) / length };
    }
  }
}

/**
 * The output of a network with one prediction as that of a network with another: state * x_t + output * (network output).
 * x_t and the output are two linear equations for x0 and epsilon (Cramer's rule). Where they are one and the same equation
 * (epsilon and score without signal, x0 and score without noise) the conversion goes by way of `toX0`, with its guesses.
 */
export function convertOutput(from: AnyPrediction, to: AnyPrediction, alpha: number, sigma: number, sigmaData = 1): OutputCombination {
  if (from === to) return { state: 0, output: 1 };
  const known = target(from, alpha, sigma, sigmaData);
  const wanted = target(to, alpha, sigma, sigmaData);
  const determinant = alpha * known.epsilon - sigma * known.x0;
  if (determinant === 0) {
    const x0 = toX0(from, alpha, sigma, sigmaData);
    const back = outputFromX0(to, alpha, sigma, sigmaData);
    return { state: back.state + back.x0 * x0.state, output: back.x0 * x0.output };
  }
  return {
    state: (wanted.x0 * known.epsilon - wanted.epsilon * known.x0) / determinant,
    output: (alpha * wanted.epsilon - sigma * wanted.x0) / determinant,
  };
}

/** q^2 = sigma^2 + alpha^2 sigma_data^2, the variance of x_t when that of the data is sigma_data^2. */
function edmSquare(alpha: number, sigma: number, sigmaData: number): number {
  return sigma * sigma + alpha * alpha * sigmaData * sigmaData;
}
