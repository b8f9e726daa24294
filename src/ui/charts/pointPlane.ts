import type { DrawnPoint } from './pointEdits.ts';

/** Where the points of a curve drawn by hand lie in a chart, in pixels, and what they become when they are moved. */
export interface PointPlane {
  /** Whether points can be moved, added and removed here. */
  editable: boolean;
  /** Pixels of the chart's upper and lower edge. */
  top: number;
  bottom: number;
  /** Pixel of u in [0, 1], and back, clamped. */
  x(u: number): number;
  u(pixel: number): number;
  /** Pixel of a point's height, inside the chart. */
  y(point: DrawnPoint): number;
  /** Value of a point at this height, kept within what it may be. Asked only where points can be edited. */
  value(pixel: number): number;
  /** Pixel of the curve's height at u. */
  curve(u: number): number;
  /** How far one arrow key moves a point in u. */
  step: number;
}

/** The value that a point gets by moving up or down by so many pixels. One that does not move keeps its own, also beyond the edges. */
export function valueMoved(plane: PointPlane, point: DrawnPoint, dy: number): number {
  return dy === 0 ? point.value : plane.value(plane.y(point) + dy);
}

/** A way up or down that several points can go without any of them being held up by an edge, so that their shape stays. */
export function sharedWay(plane: PointPlane, points: readonly DrawnPoint[], dy: number): number {
  const heights = points.map((point) => plane.y(point));
  return Math.min(plane.bottom - Math.max(...heights), Math.max(plane.top - Math.min(...heights), dy));
}
