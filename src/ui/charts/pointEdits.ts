/** Editing of the points of a curve drawn by hand: pure functions, points sorted by `u`, the ends at u = 0 and u = 1. */
import { CONTROL_POINTS_RANGE } from '../../diffusion/schedules.ts';

/** `u` in [0, 1] is t / (T - 1). A slope, in values over the whole axis, is kept through every edit. */
export interface DrawnPoint { u: number; value: number; slope?: number }

/** `index` is the point that was added, or that should be selected next. */
export interface EditedPoints { points: DrawnPoint[]; index: number }

/** Dragged points never come closer than this in u: a pixel or two. */
export const MIN_GAP = 0.004;
export const MAX_POINTS = CONTROL_POINTS_RANGE[1];

/** Moves point `index`. It stays between its neighbours in u; the first and last keep their u. */
export function movePoint(points: readonly DrawnPoint[], index: number, u: number, value: number): DrawnPoint[] {
  const before = points[index - 1];
  const after = points[index + 1];
  return points.map((point, i) => {
    if (i !== index) return point;
    return { ...point, u: before && after ? between(u, before.u, after.u) : point.u, value };
  });
}

/** `u` kept MIN_GAP away from both neighbours; in the middle where they are too near each other for that. */
function between(u: number, left: number, right: number): number {
  return right - left < 2 * MIN_GAP ? (left + right) / 2 : Math.min(Math.max(u, left + MIN_GAP), right - MIN_GAP);
}

/** Points with an end at u = 0 and at u = 1, as editors need them; a curve is constant beyond its outermost points anyway. */
export function withEnds(points: readonly DrawnPoint[]): DrawnPoint[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  const extended = points.slice();
  if (first.u > 0) extended.unshift({ u: 0, value: first.value });
  if (last.u < 1) extended.push({ u: 1, value: last.value });
  return extended;
}

/** Adds a point, or gives null where there is no room for one (too near another, or already MAX_POINTS). */
export function addPoint(points: readonly DrawnPoint[], u: number, value: number): EditedPoints | null {
  if (points.length >= MAX_POINTS || !(u > 0 && u < 1)) return null;
  if (points.some((point) => Math.abs(point.u - u) < MIN_GAP)) return null;
  const index = points.findIndex((point) => point.u > u);
  if (index < 0) return null;
  const added = points.slice();
  added.splice(index, 0, { u, value });
  return { points: added, index };
}

/** Removes a point; the two ends stay. `index` of the answer is the neighbour that should be focused next. */
export function removePoint(points: readonly DrawnPoint[], index: number): EditedPoints | null {
  if (index <= 0 || index >= points.length - 1) return null;
  return { points: points.filter((_, i) => i !== index), index: Math.min(index, points.length - 2) };
}

/** Middle of the widest gap, where an "add point" button puts the next one. */
export function widestGap(points: readonly DrawnPoint[]): number {
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
export function besidePoint(points: readonly DrawnPoint[], index: number): number {
  const left = Math.min(index, points.length - 2);
  return ((points[left]?.u ?? 0) + (points[left + 1]?.u ?? 1)) / 2;
}
