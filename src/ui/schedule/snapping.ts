/** Draws a dragged point to lines that lie near: the grid of the axes, other schedules, the heights of its neighbours. */
import type { DrawnPoint } from '../charts/pointEdits.ts';
import type { PointPlane } from '../charts/pointPlane.ts';
import type { Snapped } from '../charts/usePointDrag.ts';
import { valueAt, type ChartFrame } from './chartFrame.ts';

/** Pixels from which a line draws a point to itself. */
export const SNAP_REACH = 6;

export interface SnapLines {
  frame: ChartFrame;
  plane: PointPlane;
  /** Other curves in the units of the view, one number for each of their timesteps. */
  others: readonly ArrayLike<number>[];
}

/**
 * Where a point goes that is dragged to `at`. Sideways to a tick of the axis of time; then up or down to a line of the grid, to another
 * curve at that time or level with a neighbour that stays.
 * @param at pixels
 * @param moving indices of the points that move along
 */
export function snapPoint({ frame, plane, others }: SnapLines, at: { x: number; y: number }, points: readonly DrawnPoint[], index: number, moving: readonly number[]): Snapped {
  const isEnd = index === 0 || index === points.length - 1;
  const column = isEnd ? null : nearest(at.x, frame.xTicks.map((tick) => tick.at));
  const u = isEnd ? (points[index]?.u ?? 0) : frame.u(column ?? at.x);
  const staying = (step: number): DrawnPoint | undefined => {
    let other = index + step;
    while (moving.includes(other)) other += step;
    return points[other];
  };
  const neighbours = [staying(-1), staying(1)].flatMap((point) => (point ? [plane.y(point)] : []));
  const row = nearest(at.y, [...frame.yTicks.map((tick) => tick.at), ...others.map((values) => frame.y(valueAt(values, u))), ...neighbours]);
  return { x: column ?? at.x, y: row ?? at.y, guides: { ...(column === null ? {} : { x: column }), ...(row === null ? {} : { y: row }) } };
}

/** The nearest line within reach; null where there is none. */
function nearest(pixel: number, lines: readonly number[]): number | null {
  const near = lines.filter((line) => Math.abs(line - pixel) <= SNAP_REACH);
  return near.length === 0 ? null : near.reduce((best, line) => (Math.abs(line - pixel) < Math.abs(best - pixel) ? line : best));
}
