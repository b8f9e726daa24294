/** What a network that learns the variance of its reverse steps is trained with: the variational bound of each timestep as a few numbers. */
import { alpha, alphaBar, sigma } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { toX0 } from './predictions.ts';
import type { AnyPrediction } from './predictions.ts';

/** lambda of Nichol and Dhariwal 2021, eq. 16. */
export const BOUND_SHARE = 0.001;

export interface LearnedBoundSettings {
  readonly prediction: AnyPrediction;
  /** Standard deviation of the data, for edm; default 1. */
  readonly sigmaData?: number;
  /** Of the bound, summed over timesteps, in the loss: 0 or greater; default 0.001. */
  readonly share?: number;
  /** p[t] of the training draws; default uniform. */
  readonly probabilities?: Float64Array;
}

/**
 * Five numbers for each timestep, (span, ratio, own, constant, weight), [T, 5] flattened, in any coordinates. With e the error of the
 * network's output (output - target), fraction the learned place of the log-variance between the posterior's (0) and beta's (1; Nichol
 * and Dhariwal 2021, eq. 15), and s = span fraction, an element's term of the bound, in nats, is
 *
 *     (s + constant + (own + ratio e^2) exp(-s)) / 2
 *
 * For most t that is the divergence of the reverse step from the posterior: span = ln(beta / posterior variance), own 1, constant -1, and
 * ratio e^2 the squared difference of the means in units of the posterior variance, which is (SNR(t - 1) - SNR(t)) times
 * the squared error of x0. At the cleanest level with noise it is -ln N(x0; predicted x0, variance), a Gaussian decoder of
 * continuous data (their discretised one is for bytes): own 0, and as the posterior has no variance there, that of the next
 * level is the least, as in the paper's code.
 * weight = share / p[t], so that the mean over draws estimates share times the sum over timesteps; 0 where p is 0, where there is no noise and
 * where a hand-drawn schedule rises. Their code has bits instead of nats, a weight larger by 1.44.
 * @throws Error with a sentence when the share is below 0
 */
export function learnedBounds(table: NoiseTable, settings: LearnedBoundSettings): Float64Array {
  const { prediction, sigmaData, share = BOUND_SHARE, probabilities } = settings;
  if (!(share >= 0 && Number.isFinite(share))) throw new Error(`The share of the variational bound in the loss is ${share}; give a number of 0 or greater.`);
  const rows = Array.from({ length: table.timesteps }, (_, t) => {
    const now = alphaBar(table, t);
    const before = t === 0 ? 1 : alphaBar(table, t - 1);
    const p = probabilities ? probabilities[t] ?? 0 : 1 / table.timesteps;
    const weight = p > 0 ? share / p : 0;
    const gain = toX0(prediction, alpha(table, t), sigma(table, t), sigmaData).output ** 2;
    if (now >= before) return [0, 0, 1, -1, 0];
    if (before < 1) return [Math.log((1 - now) / (1 - before)), (before - now) / (1 - before) / (1 - now) * gain, 1, -1, weight];
    const least = posteriorVariance(table, t + 1) ?? 1 - now;
    return [Math.log((1 - now) / least), gain / least, 0, Math.log(2 * Math.PI * least), weight];
  });
  return Float64Array.from(rows.flat());
}

/** beta (1 - alpha_bar(t - 1)) / (1 - alpha_bar(t)) of Ho et al. 2020, eq. 7; null where there is no such step, or it goes nowhere. */
function posteriorVariance(table: NoiseTable, t: number): number | null {
  if (t >= table.timesteps) return null;
  const [before, now] = [alphaBar(table, t - 1), alphaBar(table, t)];
  return now < before ? (1 - now / before) * (1 - before) / (1 - now) : null;
}
