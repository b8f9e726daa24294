/** SVG paths of curves. */
import { line } from 'd3-shape';

/** Path through (x(i), y(values[i])); values that are not finite break the line. */
export function curvePath(values: ArrayLike<number>, x: (index: number) => number, y: (value: number) => number): string {
  const draw = line<number>((_, i) => round(x(i)), (value) => round(y(value))).defined((value) => Number.isFinite(y(value)));
  return draw(Array.from(values)) ?? '';
}

/** A tenth of a pixel is finer than the eye and keeps paths short. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
