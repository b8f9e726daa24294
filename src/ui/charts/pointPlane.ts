import type { DrawnPoint } from './pointEdits.ts';

/** Where the points of a curve drawn by hand lie in a chart, in pixels, and what they become when they are moved. */
export interface PointPlane {
  /** Whether points can be moved, added and removed here. */
  editable: boolean;
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
