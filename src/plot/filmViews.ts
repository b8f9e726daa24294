/** What a film of sampling can show: each frame of each view, from what was recorded on the way. */
import { impliedNoise, weightsOf } from './imagePixels.ts';

/** x_t itself, the prediction of x_0, what that prediction means for noise, velocity and score, and how x_t differs from the step before. */
export const filmViews = ['noisy', 'predicted', 'noise', 'velocity', 'score', 'change'] as const;
export type FilmView = (typeof filmViews)[number];

/** A record of sampling: steps + 1 states, steps predictions, alpha_bar of each state, and its length sqrt(alpha^2 + sigma^2) where that is not 1. */
export interface FilmRecord {
  states: readonly Float32Array[];
  predictions: readonly Float32Array[];
  alphaBars: ArrayLike<number>;
  lengths?: ArrayLike<number>;
}

/**
 * The numbers of one frame of a view, of the shape of the states. With alpha and sigma of the frame's level, and epsilon the noise that the
 * prediction of x_0 means:
 *
 *     velocity  v = (alpha epsilon - sigma x_0) / sqrt(alpha^2 + sigma^2) (Salimans and Ho 2022), which is what a network with v prediction learns
 *     score     -epsilon / sigma = (alpha x_0 - x_t) / sigma^2, the gradient of ln p_t (Song et al. 2021)
 *     change    x_t less the state before it; nothing at the first frame
 *
 * After the last step nothing is left to predict: the samples are their own prediction, and noise, velocity and score are 0.
 * @param frame 0 is pure noise, `states.length - 1` the samples
 */
export function viewFrame(film: FilmRecord, view: FilmView, frame: number): Float32Array {
  const noisy = film.states[frame] ?? new Float32Array(0);
  const predicted = film.predictions[frame] ?? noisy;
  const weights = frameWeights(film, frame);
  const { alpha, sigma } = weights;
  const length = Math.hypot(alpha, sigma);
  switch (view) {
    case 'noisy': return noisy;
    case 'predicted': return predicted;
    case 'noise': return film.predictions[frame] ? impliedNoise(noisy, predicted, weights) : new Float32Array(noisy.length);
    case 'velocity': return viewFrame(film, 'noise', frame).map((noise, i) => (alpha * noise - sigma * (predicted[i] ?? 0)) / length);
    case 'score': return viewFrame(film, 'noise', frame).map((noise) => (noise === 0 ? 0 : -noise / sigma));
    case 'change': {
      const before = film.states[frame - 1];
      return before ? noisy.map((value, i) => value - (before[i] ?? 0)) : new Float32Array(noisy.length);
    }
  }
}

/** alpha and sigma of a frame's level. */
export function frameWeights({ alphaBars, lengths }: FilmRecord, frame: number): { alpha: number; sigma: number } {
  return weightsOf(alphaBars[frame] ?? 1, lengths?.[frame]);
}
