/**
 * The four preconditioning coefficients of Karras et al. 2022 ("Elucidating the design space", eq. 7), under their names:
 *
 *     D(x; sigma) = c_skip x + c_out F(c_in x; c_noise),      x = x0 + sigma n
 *
 * Our tables fold c_in into x_t = alpha x0 + sigma_here epsilon: alpha = c_in, sigma_here = c_in sigma. So any prediction on any
 * path is a preconditioning too: that is what `preconditioningOf` shows.
 */
import { toX0 } from './predictions.ts';
import type { AnyPrediction } from './predictions.ts';

export interface Preconditioning {
  readonly cSkip: number;
  readonly cOut: number;
  readonly cIn: number;
  /** What the network is told of the noise level; our networks are told the timestep instead. */
  readonly cNoise: number;
}

/**
 * EDM's own (table 1, last column): the network's input has variance 1, and so has its training target.
 * @param sigma noise-to-signal ratio, above 0
 * @param sigmaData standard deviation of the data, above 0
 */
export function edmPreconditioning(sigma: number, sigmaData: number): Preconditioning {
  const square = sigma * sigma + sigmaData * sigmaData;
  return {
    cSkip: (sigmaData * sigmaData) / square,
    cOut: (sigma * sigmaData) / Math.sqrt(square),
    cIn: 1 / Math.sqrt(square),
    cNoise: Math.log(sigma) / 4,
  };
}

/**
 * The same four numbers for any prediction at x_t = alpha x0 + sigma epsilon, alpha and sigma above 0: with x = x_t / alpha,
 * noise-to-signal ratio sigma / alpha. For epsilon: c_skip = 1, c_out = -sigma / alpha, as in the first two columns of table 1.
 */
export function preconditioningOf(prediction: AnyPrediction, alpha: number, sigma: number, sigmaData = 1): Preconditioning {
  const { state, output } = toX0(prediction, alpha, sigma, sigmaData);
  return { cSkip: state * alpha, cOut: output, cIn: alpha, cNoise: Math.log(sigma / alpha) / 4 };
}
