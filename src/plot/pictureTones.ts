/** The values that are shown black and white in each view of a film of pictures. */
import { frameWeights, type FilmRecord, type FilmView } from './filmViews.ts';
import { cleanTones, noiseReach, noisyTones, type ModelUnits, type Tones } from './imagePixels.ts';

/** A frame: its number in the film, and its values in the view, which a change is measured by. */
export interface ViewedFrame { frame: number; values: Float32Array }

/**
 * Views of signed numbers are shown around middle grey: what is black, of the other sign what is white. Noise and velocity have a variance near
 * 1 and keep their scale through the film; a score is as large as 1 / sigma, and a change as large as the step.
 * @returns null for the views that are pictures themselves
 */
export function signedReach(film: FilmRecord, view: FilmView, { frame, values }: ViewedFrame): number | null {
  switch (view) {
    case 'noisy':
    case 'predicted': return null;
    case 'noise':
    case 'velocity': return noiseReach;
    case 'score': return film.predictions[frame] ? noiseReach / frameWeights(film, frame).sigma : noiseReach;
    case 'change': return roundReach(noiseReach * rootMeanSquare(values));
  }
}

/** @param reach what `signedReach` tells of the frame */
export function viewTones(film: FilmRecord, view: FilmView, frame: number, reach: number | null, units: ModelUnits): Tones {
  if (reach !== null) return { black: -reach, white: reach };
  return view === 'noisy' ? noisyTones(units, frameWeights(film, frame)) : cleanTones(units);
}

/** The next number of 1, 2, 5, 10, 20 and so on, so that the scale of a film changes seldom; 1 for nothing. */
function roundReach(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [1, 2, 5].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return Number((digit * power).toPrecision(1));
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));
}
