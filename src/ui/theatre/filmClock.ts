/** A film's time: positions run from 0 (pure noise) to `last` (the samples); between whole numbers lie in-between pictures. */
export interface FilmPace {
  /** Index of the last frame, at least 1. */
  last: number;
  /** 1 plays the film in about `filmSeconds`. */
  speed: number;
  loop: boolean;
}

export const filmSeconds = 5;
/** A looping film rests on its last picture before it starts over. */
const restSeconds = 1.2;

/** The position after `seconds` of playing, and whether it still plays. While it rests, the position lies beyond `last`. */
export function advanceFilm(position: number, seconds: number, { last, speed, loop }: FilmPace): { position: number; playing: boolean } {
  const perSecond = (speed * last) / filmSeconds;
  const next = position + seconds * perSecond;
  if (next < last) return { position: next, playing: true };
  if (!loop) return { position: last, playing: false };
  const end = last + restSeconds * perSecond;
  return { position: next < end ? next : 0, playing: true };
}

/**
 * Where a film of another length is at the same share of its way, so that what was looked at stays: finished samples, or half the noise.
 * A whole frame; the first where there was no film before.
 */
export function samePart(position: number, before: number, last: number): number {
  return before > 0 ? Math.round(Math.min(1, position / before) * last) : 0;
}

/** The whole frame shown at a position. */
export function frameAt(position: number, last: number): number {
  return Math.min(last, Math.max(0, Math.floor(position + 1e-6)));
}
