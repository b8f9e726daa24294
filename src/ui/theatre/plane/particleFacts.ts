/** What there is to say about one sample of a film. */
import { nearestPoint, pathLength, pathOf, placeAt } from '../../../plot/particle.ts';
import type { Trajectory } from '../../../protocol/messages.ts';
import { decimals, numberList } from '../../../words/decimals.ts';

export type Place = readonly [number, number];

/** All in standard deviations of the data, but for `noise`. */
export interface ParticleFacts {
  /** Where it starts, in standard deviations of the starting noise. */
  noise: Place;
  start: Place;
  end: Place;
  /** x_t and the prediction of x_0 at the frame. */
  now: Place;
  guess: Place;
  /** Length of the way of x_t, all of it. */
  length: number;
  /** From its end to the nearest of the training points that are known here; null where none are. */
  nearest: number | null;
}

/** How wide the starting noise is in the units of a film. */
export function startScale({ lengths }: Pick<Trajectory, 'lengths'>): number {
  return lengths?.[0] ?? 1;
}

/** @param frame may lie between two */
export function particleFacts(film: Trajectory, index: number, frame: number, data: Float32Array | null): ParticleFacts {
  const path = pathOf(film.states, index);
  const last = film.states.length - 1;
  const [start, end] = [placeAt(path, 0), placeAt(path, last)];
  const scale = startScale(film);
  return {
    noise: [start[0] / scale, start[1] / scale], start, end, now: placeAt(path, frame), guess: placeAt(guessPath(film, index), frame), length: pathLength(path),
    nearest: data ? nearestPoint(data, end[0], end[1])?.distance ?? null : null,
  };
}

/** Where a sample of a film ends. */
export function endOf({ film, index }: { film: Pick<Trajectory, 'states'>; index: number }): Place {
  return placeAt(pathOf(film.states, index), film.states.length - 1);
}

/** The predictions of a sample's clean point; the last is the sample itself. */
export function guessPath({ states, predictions }: Pick<Trajectory, 'states' | 'predictions'>, index: number): Float32Array {
  const samples = states.at(-1);
  return pathOf(samples ? [...predictions, samples] : predictions, index);
}

/** "1.28", "0.0042": short ones as exactly as long ones. */
export function lengthText(value: number): string {
  if (!Number.isFinite(value)) return '?';
  return decimals(value >= 0.1 ? value.toFixed(2) : Number(value.toPrecision(2)));
}

/** "(1.20, −0.35)", with a true minus. */
export function placeText(place: Place): string {
  return `(${numberList(place.map((value) => (Number.isFinite(value) ? value.toFixed(2).replace('-', '\u2212') : '?')))})`;
}
