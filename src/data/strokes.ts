/** Points along pen strokes: the geometry that words and drawings share. */
import type { Point } from '../recipe/recipe.ts';
import type { RandomStream } from '../random/randomStream.ts';

/** A polyline: one point is a dot of the pen. */
export type Stroke = readonly Point[];

export interface StrokeDistribution {
  /** One point: uniform by arc length along the strokes, then uniform within the pen's disc around it. */
  draw(random: RandomStream): Point;
  /** Exact mean of the distribution. */
  readonly mean: Point;
  /** Exact variance of x and of y. */
  readonly variance: Point;
}

interface Segment {
  from: Point;
  to: Point;
  /** Arc length from the beginning of the first stroke to this segment's end. */
  end: number;
}

/**
 * @param strokes polylines in any units; empty ones are skipped; one that goes nowhere weighs as much as a pen width of line
 * @param penWidth diameter of the pen in the same units, 0 or greater
 * @returns null when there is nothing to draw from (no points, or only dots of a pen without width)
 */
export function strokeDistribution(strokes: readonly Stroke[], penWidth: number): StrokeDistribution | null {
  const segments: Segment[] = [];
  let total = 0;
  const add = (from: Point, to: Point, length: number): void => {
    if (length <= 0) return;
    total += length;
    segments.push({ from, to, end: total });
  };
  for (const stroke of strokes) {
    const [first, ...rest] = stroke;
    if (first === undefined) continue;
    const before = total;
    let from = first;
    for (const to of rest) {
      add(from, to, Math.hypot(to[0] - from[0], to[1] - from[1]));
      from = to;
    }
    if (total === before) add(first, first, penWidth);
  }
  if (segments.length === 0) return null;
  const radius = penWidth / 2;
  const [x, y] = [moments(segments, total, 0), moments(segments, total, 1)];
  return {
    mean: [x.mean, y.mean],
    // A coordinate of a point uniform in a disc of radius r has variance r^2 / 4.
    variance: [x.variance + (radius * radius) / 4, y.variance + (radius * radius) / 4],
    draw(random) {
      const position = random.uniform() * total;
      const { from, to, end } = segmentAt(segments, position);
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const share = length > 0 ? Math.min(1, Math.max(0, 1 - (end - position) / length)) : 0;
      const distance = radius * Math.sqrt(random.uniform());
      const angle = 2 * Math.PI * random.uniform();
      return [
        from[0] + (to[0] - from[0]) * share + distance * Math.cos(angle),
        from[1] + (to[1] - from[1]) * share + distance * Math.sin(angle),
      ];
    },
  };
}

/** Mean and variance of one coordinate over all segments, each weighted by its length; on a segment E[x^2] = (a^2 + a b + b^2) / 3. */
function moments(segments: readonly Segment[], total: number, axis: 0 | 1): { mean: number; variance: number } {
  let mean = 0;
  let start = 0;
  for (const { from, to, end } of segments) {
    mean += ((end - start) / total) * ((from[axis] + to[axis]) / 2);
    start = end;
  }
  let variance = 0;
  start = 0;
  for (const { from, to, end } of segments) {
    const [a, b] = [from[axis] - mean, to[axis] - mean];
    variance += ((end - start) / total) * ((a * a + a * b + b * b) / 3);
    start = end;
  }
  return { mean, variance };
}

/** The segment in which the arc length `position` falls, by bisection. */
function segmentAt(segments: readonly Segment[], position: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.end ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  const found = segments[low];
  if (found === undefined) throw new Error('There are no strokes to draw points from; draw something first.');
  return found;
}
