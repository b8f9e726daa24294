/** Films of different lengths, side by side in time. */
import type { Trajectory } from '../../protocol/messages.ts';
import { placeOfLevel } from '../time/playhead.ts';

/** By noise level, all show x_t of the same noise; by step, all begin and end together. */
export type Pace = 'level' | 'step';

/**
 * The place of each frame of a film on the way from noise (0) to data (1). By level, a film that starts with less noise rests at its start until it is its turn.
 * @param placesOnAxis of the frames on the schedule's axis, 1 for noise and 0 for data
 */
export function framePlaces(placesOnAxis: readonly number[], pace: Pace): number[] {
  const last = Math.max(1, placesOnAxis.length - 1);
  if (pace === 'step') return placesOnAxis.map((_, frame) => frame / last);
  // Samplers that add noise go back up for a while: what counts is how far they have come.
  let far = 0;
  return placesOnAxis.map((place, frame) => {
    far = frame === last ? 1 : Math.max(far, 1 - place);
    return far;
  });
}

/** The places of the frames of a film on its way, on the axis of a schedule. @param alphasCumprod of the schedule's timesteps */
export function filmPlaces({ alphaBars }: Pick<Trajectory, 'alphaBars'>, alphasCumprod: ArrayLike<number>, pace: Pace): number[] {
  return framePlaces(Array.from(alphaBars, (alphaBar) => placeOfLevel(alphasCumprod, alphaBar)), pace);
}

/** The position of a film, between frames, when the comparison is at `share` of the way. @param places rising from 0 to 1 */
export function positionAt(places: readonly number[], share: number): number {
  const last = places.length - 1;
  if (share >= 1) return Math.max(0, last);
  let frame = 0;
  while (frame < last && (places[frame + 1] ?? 1) <= share) frame += 1;
  const [from, to] = [places[frame] ?? 0, places[frame + 1] ?? 1];
  return frame + (to > from ? Math.max(0, share - from) / (to - from) : 0);
}

/** Places of the slider from pure noise to finished samples: hundredths of the way, halved. */
export const LAST = 200;

/** The next place of the slider, in a direction, at which one of the films has come to another frame; the end of the slider where there is none. @param films places of the frames of each, rising from 0 to 1 */
export function nextPlace(films: readonly (readonly number[])[], from: number, direction: -1 | 1): number {
  // Frames that lie between two places are reached at the second.
  const stops = [0, LAST, ...films.flat().map((place) => Math.ceil(place * LAST - 1e-6))];
  return direction === 1 ? Math.min(LAST, ...stops.filter((stop) => stop > from)) : Math.max(0, ...stops.filter((stop) => stop < from));
}

/** Root of the mean squared distance between the last frames of two films, sample by sample of the same noise; null where they do not have the same samples. */
export function endDistance(a: ArrayLike<number>, b: ArrayLike<number>, count: number): number | null {
  if (a.length !== b.length || count < 1) return null;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum / count);
}
