/** The share that each noise level has in the training loss: density times weight, and back from a share drawn by hand. */
import { monotoneCubic } from './monotoneCubic.ts';

/** `u` in [0, 1] is t / (T - 1); `value` is how much this level counts beside the others, 0 or greater (1 everywhere is even). */
export interface SharePoint {
  readonly u: number;
  readonly value: number;
}

/**
 * share[t] = p[t] w[t] / sum: what part of the loss level t has, for outputs equally wrong everywhere. Adds up to 1.
 * @throws Error with a sentence when nothing is left
 */
export function lossShare(probabilities: Float64Array, weights: Float64Array): Float64Array {
  return normalised(probabilities.map((p, t) => p * (weights[t] ?? 0)));
}

/** Random numbers of 24 bits do not tell levels apart that are less likely: such a level is as good as never drawn. */
export const LEAST_DRAWN = 2 ** -24;

/**
 * Weights with which draws from p have the given share: w[t] = share[t] / p[t], so that sum_t p[t] w[t] = 1. Where p is below 2^-24 nothing is
 * drawn and the weight is 0 (a chance draw would count millions of times over): such a level keeps no share whatever is asked for (`lossShare` tells what comes of it).
 */
export function weightsOfShare(share: Float64Array, probabilities: Float64Array): Float64Array {
  return share.map((part, t) => {
    const p = probabilities[t] ?? 0;
    return p >= LEAST_DRAWN ? part / p : 0;
  });
}

/** Weights scaled so that their mean over draws from p is 1: losses of different weightings become comparable in size. */
export function normalisedWeights(weights: Float64Array, probabilities: Float64Array): Float64Array {
  const mean = weights.reduce((sum, weight, t) => sum + weight * (probabilities[t] ?? 0), 0);
  if (!(mean > 0 && Number.isFinite(mean))) throw new Error(NOTHING_LEFT);
  return weights.map((weight) => weight / mean);
}

const NOTHING_LEFT = 'No noise level that training draws has a weight above 0, so nothing would be learnt; raise the curve or the weights somewhere.';

/**
 * The curve drawn by hand as it stands, not scaled: the monotone cubic through the points, constant beyond the outermost, values below 0
 * taken as 0; length T.
 * @throws Error with a sentence when there are fewer than 2 points or they are not sorted
 */
export function drawnCurve(points: readonly SharePoint[], timesteps: number): Float64Array {
  const curve = monotoneCubic(
    points.map(({ u }) => u),
    points.map(({ value }) => Math.max(0, value)),
  );
  return Float64Array.from({ length: timesteps }, (_, t) => curve.evaluate(t / (timesteps - 1)));
}

/**
 * The share drawn by hand: its curve, adding up to 1; length T.
 * @throws Error with a sentence when there are fewer than 2 points, they are not sorted, or all lie at 0
 */
export function handDrawnShare(points: readonly SharePoint[], timesteps: number): Float64Array {
  return normalised(drawnCurve(points, timesteps));
}

/**
 * Points to start drawing from: those at some levels of a share, both ends at least, and then one by one the level at which the curve
 * through those chosen so far is farthest off.
 * @param count 2 to T
 * @param first levels to begin with, rising, with both ends
 * @param tolerance no more points once the curve is off by no more than this anywhere; 1 is an even share
 */
export function pointsOfShare(share: Float64Array, count: number, first: readonly number[] = [0, share.length - 1], tolerance = 0): SharePoint[] {
  const last = share.length - 1;
  // 1 is an even share.
  const values = Array.from(share, (part) => part * share.length);
  let chosen = first.slice();
  while (chosen.length < Math.min(count, share.length)) {
    const curve = monotoneCubic(chosen, chosen.map((t) => values[t] ?? 0));
    const errors = values.map((value, t) => (chosen.includes(t) ? -1 : Math.abs(curve.evaluate(t) - value)));
    const farthest = Math.max(...errors);
    if (farthest <= tolerance && tolerance > 0) break;
    chosen = [...chosen, errors.indexOf(farthest)].sort((a, b) => a - b);
  }
  return chosen.map((t) => ({ u: t / last, value: values[t] ?? 0 }));
}

function normalised(parts: Float64Array): Float64Array {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (!(total > 0 && Number.isFinite(total))) throw new Error(NOTHING_LEFT);
  return parts.map((part) => part / total);
}
