/** The tangent of a drawn curve at one of its points: what it is, how far it may go, and how it lies in the chart. */
import { monotoneCubic, steepestSlopes } from '../../diffusion/monotoneCubic.ts';
import type { ControlPoint } from '../../recipe/recipe.ts';
import type { ChartFrame } from './chartFrame.ts';
import { clampValue, levelOfPoint, type Space } from './controlPoints.ts';
import { levelValue, type LevelView } from './views.ts';

/** Slopes in values over the whole axis. */
export interface Tangent {
  slope: number;
  /** The steepest that keeps the curve monotone, with its sign: slopes lie between 0 and this. */
  limit: number;
  /** Whether a person has set it; otherwise the curve finds its own. */
  own: boolean;
}

export function tangentAt(points: readonly ControlPoint[], space: Space, index: number): Tangent | null {
  const point = points[index];
  if (!point || points.length < 2) return null;
  const us = points.map(({ u }) => u);
  const values = points.map(({ value }) => clampValue(space, value));
  const slope = monotoneCubic(us, values, points.map((one) => one.slope)).derivative(point.u);
  return { slope, limit: steepestSlopes(us, values)[index] ?? 0, own: point.slope !== undefined };
}

/** A slope brought between 0 and the limit. */
export function withinLimit(slope: number, limit: number): number {
  return Math.min(Math.max(0, limit), Math.max(Math.min(0, limit), slope));
}

/** The points with another slope at one of them; null lets the curve find its own again. */
export function withSlope(points: readonly ControlPoint[], index: number, slope: number | null): ControlPoint[] {
  return points.map((point, i) => {
    if (i !== index) return point;
    const { u, value } = point;
    return slope === null ? { u, value } : { u, value, slope };
  });
}

const STEP = 1e-3;

/** Pixels down for a pixel to the right that a slope of 1 is in a view at this value; 0 where the view does not show a change of it. */
export function steepness(frame: ChartFrame, view: LevelView, space: Space, value: number): number {
  const [low, high] = [clampValue(space, value - STEP), clampValue(space, value + STEP)];
  const pixel = (at: number): number => frame.y(levelValue(view, levelOfPoint(space, at)));
  const length = frame.x(1) - frame.x(0);
  return high > low ? (pixel(high) - pixel(low)) / (high - low) / length : 0;
}
