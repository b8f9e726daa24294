/** Editing of the control points of a hand-drawn schedule: pure functions, points sorted by `u`, the ends at u = 0 and u = 1. */
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { alphaBarOf, clamp, logSnrOf, LOG_SNR_LIMIT } from './views.ts';

export type Space = ScheduleRecipe['space'];

/** Two points never come closer than this in u. */
export const MIN_GAP = 0.004;
export const MAX_POINTS = 40;

export interface Edited { points: ControlPoint[]; index: number }

/** alpha_bar of a point's value. */
export function levelOfPoint(space: Space, value: number): number {
  return space === 'alpha-bar' ? clamp(value, 0, 1) : alphaBarOf(value);
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
    const moved = before && after ? clamp(u, before.u + MIN_GAP, Math.max(before.u + MIN_GAP, after.u - MIN_GAP)) : point.u;
    return { u: moved, value: clampValue(space, value) };
  });
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
