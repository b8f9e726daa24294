/** Several points of a drawn curve at once: which are selected, and what becomes of them together. A selection ends with the point that was chosen last. */
import { MIN_GAP, movePoint, removePoint, type DrawnPoint } from './pointEdits.ts';

export interface EditedGroup {
  points: DrawnPoint[];
  /** What is selected afterwards. */
  selected: number[];
}

/** The selection with a point added at its end, or without it. */
export function toggled(selected: readonly number[], index: number): number[] {
  return selected.includes(index) ? selected.filter((one) => one !== index) : [...selected, index];
}

/** The selection carried on from one point to the next: back over one that is selected already it shrinks again. */
export function extended(selected: readonly number[], from: number, to: number): number[] {
  return selected.includes(to) ? [...selected.filter((one) => one !== from && one !== to), to] : [...selected.filter((one) => one !== from), from, to];
}

/** Indices of which there are points. */
export function existing(selected: readonly number[], points: readonly unknown[]): readonly number[] {
  return selected.every((index) => index < points.length) ? selected : selected.filter((index) => index < points.length);
}

/**
 * Moves the selected points together: all by the same way sideways, which ends where the first of them comes to a neighbour; the two
 * ends keep their places.
 * @param du way in u
 * @param valueOf the new value of a point that is moved
 */
export function moveGroup(points: readonly DrawnPoint[], selected: readonly number[], du: number, valueOf: (point: DrawnPoint, index: number) => number): DrawnPoint[] {
  const [only] = selected;
  const single = only === undefined ? undefined : points[only];
  if (selected.length === 1 && only !== undefined && single) return movePoint(points, only, single.u + du, valueOf(single, only));
  const last = points.length - 1;
  const moves = (index: number): boolean => index > 0 && index < last && selected.includes(index);
  let [low, high] = [-1, 1];
  points.forEach(({ u }, index) => {
    if (!moves(index)) return;
    if (!moves(index - 1)) low = Math.max(low, Math.min(0, (points[index - 1]?.u ?? 0) + MIN_GAP - u));
    if (!moves(index + 1)) high = Math.min(high, Math.max(0, (points[index + 1]?.u ?? 1) - MIN_GAP - u));
  });
  const way = Math.min(high, Math.max(low, du));
  return points.map((point, index) => (selected.includes(index) ? { ...point, u: moves(index) ? point.u + way : point.u, value: valueOf(point, index) } : point));
}

/** Removes the selected points but for the two ends; null where there is nothing to remove. */
export function removeGroup(points: readonly DrawnPoint[], selected: readonly number[]): EditedGroup | null {
  const [only] = selected;
  if (selected.length === 1 && only !== undefined) {
    const removed = removePoint(points, only);
    return removed && { points: removed.points, selected: [removed.index] };
  }
  const last = points.length - 1;
  const left = points.filter((_, index) => index === 0 || index === last || !selected.includes(index));
  if (left.length === points.length) return null;
  const first = Math.min(...selected.filter((index) => index > 0));
  return { points: left, selected: [Math.min(first, left.length - 1)] };
}
