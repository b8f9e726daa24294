/** Editing of the control points of a hand-drawn schedule: pure functions, points sorted by `u`, the ends at u = 0 and u = 1. */
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { alphaBarOfLogSnr, LOG_SNR_LIMIT } from '../../diffusion/noiseTable.ts';
import { CONTROL_POINTS_RANGE } from '../../diffusion/schedules.ts';
import { clamp, logSnrOf } from './views.ts';

export type Space = ScheduleRecipe['space'];

/** Dragged points never come closer than this in u: a pixel or two. */
export const MIN_GAP = 0.004;
export const MAX_POINTS = CONTROL_POINTS_RANGE[1];

export interface Edited { points: ControlPoint[]; index: number }

/** alpha_bar of a point's value. */
export function levelOfPoint(space: Space, value: number): number {
  return space === 'alpha-bar' ? clamp(value, 0, 1) : alphaBarOfLogSnr(value);
}

/** A point's value for alpha_bar in [0, 1]; log-SNR is clamped to +-20. */
export function pointOfLevel(space: Space, alphaBar: number): number {
  return space === 'alpha-bar' ? clamp(alphaBar, 0, 1) : logSnrOf(alphaBar);
}

export function clampValue(space: Space, value: number): number {
  return space === 'alpha-bar' ? clamp(value, 0, 1) : clamp(value, -LOG_SNR_LIMIT, LOG_SNR_LIMIT);
}

/** Moves point `index`. It stays between its neighbours in u; the first and last keep their u. */
export function movePoint(points: readonly ControlPoint[], index: number, u: number, value: number, space: Space): ControlPoint[] {
  const before = points[index - 1];
  const after = points[index + 1];
  return points.map((point, i) => {
    if (i !== index) return point;
    return { u: before && after ? between(u, before.u, after.u) : point.u, value: clampValue(space, value) };
  });
}

/** `u` kept MIN_GAP away from both neighbours; in the middle where they are too near each other for that. */
function between(u: number, left: number, right: number): number {
  return right - left < 2 * MIN_GAP ? (left + right) / 2 : clamp(u, left + MIN_GAP, right - MIN_GAP);
}

/** Points with an end at u = 0 and at u = 1, as the editor needs them; a curve is constant beyond its outermost points anyway. */
export function withEnds(points: readonly ControlPoint[]): ControlPoint[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  const extended = points.slice();
  if (first.u > 0) extended.unshift({ u: 0, value: first.value });
  if (last.u < 1) extended.push({ u: 1, value: last.value });
  return extended;
}

/** Adds a point, or gives null where there is no room for one (too near another, or already MAX_POINTS). */
export function addPoint(points: readonly ControlPoint[], u: number, value: number, space: Space): Edited | null {
  if (points.length >= MAX_POINTS || !(u > 0 && u < 1)) return null;
  if (points.some((point) => Math.abs(point.u - u) < MIN_GAP)) return null;
  const index = points.findIndex((point) => point.u > u);
  if (index < 0) return null;
  const added = points.slice();
  added.splice(index, 0, { u, value: clampValue(space, value) });
  return { points: added, index };
}

/** Removes a point; the two ends stay. `index` of the answer is the neighbour that should be focused next. */
export function removePoint(points: readonly ControlPoint[], index: number): Edited | null {
  if (index <= 0 || index >= points.length - 1) return null;
  return { points: points.filter((_, i) => i !== index), index: Math.min(index, points.length - 2) };
}

/** Middle of the widest gap, where an "add point" button puts the next one. */
export function widestGap(points: readonly ControlPoint[]): number {
  let middle = 0.5;
  let widest = 0;
  for (let i = 1; i < points.length; i += 1) {
    const left = points[i - 1]?.u ?? 0;
    const right = points[i]?.u ?? 1;
    if (right - left > widest + 1e-12) {
      widest = right - left;
      middle = (left + right) / 2;
    }
  }
  return middle;
}

/** Middle between point `index` and the next one (for the last: the one before). */
export function besidePoint(points: readonly ControlPoint[], index: number): number {
  const left = Math.min(index, points.length - 2);
  return ((points[left]?.u ?? 0) + (points[left + 1]?.u ?? 1)) / 2;
}

export function convertPoints(points: readonly ControlPoint[], from: Space, to: Space): ControlPoint[] {
  if (from === to) return points.slice();
  return points.map((point) => ({ u: point.u, value: pointOfLevel(to, levelOfPoint(from, point.value)) }));
}
