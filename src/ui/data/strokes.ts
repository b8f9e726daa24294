/** A drawing as strokes in the unit square, y up: what the pad collects and the recipe keeps. Pure functions. */
import type { Point } from '../../recipe/recipe.ts';

export type Stroke = readonly Point[];

/** Pointer samples nearer than this to the last one are dropped. */
const MIN_DISTANCE = 0.004;
/** A stroke may stray this far from what the hand drew. */
const TOLERANCE = 0.0025;

/** Pointer position inside a rectangle of the page -> unit square, y up, clamped to it; 4 decimals keep links short. */
export function toUnit(clientX: number, clientY: number, box: { left: number; top: number; width: number; height: number }): Point {
  const x = (clientX - box.left) / Math.max(1, box.width);
  const y = 1 - (clientY - box.top) / Math.max(1, box.height);
  return [round(x), round(y)];
}

function round(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
}

/** Appends a point unless it hardly moved. */
export function extendStroke(stroke: Stroke, point: Point): Stroke {
  const last = stroke.at(-1);
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < MIN_DISTANCE) return stroke;
  return [...stroke, point];
}

/** Ramer-Douglas-Peucker: drops the points that lie within `tolerance` of the chord that replaces them. The ends stay. */
export function simplifyStroke(stroke: Stroke, tolerance = TOLERANCE): Stroke {
  if (stroke.length < 3) return stroke;
  const keep = new Set<number>([0, stroke.length - 1]);
  const open: [number, number][] = [[0, stroke.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let farthest = 0;
    let at = -1;
    for (let i = from + 1; i < to; i += 1) {
      const distance = distanceToSegment(stroke[i] ?? [0, 0], stroke[from] ?? [0, 0], stroke[to] ?? [0, 0]);
      if (distance > farthest) {
        farthest = distance;
        at = i;
      }
    }
    if (at >= 0 && farthest > tolerance) {
      keep.add(at);
      open.push([from, at], [at, to]);
    }
  }
  return stroke.filter((_, i) => keep.has(i));
}

function distanceToSegment(point: Point, from: Point, to: Point): number {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / squared));
  return Math.hypot(point[0] - from[0] - along * dx, point[1] - from[1] - along * dy);
}

/** SVG path of strokes in the unit square with y down (as SVG has it). A tap is a dot: a path of no length with round caps. */
export function strokePath(stroke: Stroke): string {
  const parts = stroke.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${Math.round((1 - y) * 1e4) / 1e4}`);
  if (parts.length === 1) parts.push('h0');
  return parts.join('');
}
