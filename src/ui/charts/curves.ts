/** What a small chart draws, and the numbers that its readout and its table show. */
export interface Curve {
  /** For the legend and the table. */
  name: string;
  tone: 'first' | 'second' | 'third' | 'fourth' | 'faint';
  style?: 'line' | 'dashed' | 'bars' | 'dots';
  /** Rising; a value of y that is not finite breaks the line. */
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Standard error of each y: drawn as a faint band of two of them. */
  error?: ArrayLike<number>;
}

export interface CurvePoint { x: number; y: number }

/** The point of a curve nearest in x that has a value; null where it has none. */
export function nearestPoint({ x, y }: Pick<Curve, 'x' | 'y'>, wanted: number): CurvePoint | null {
  let best: CurvePoint | null = null;
  for (let i = 0; i < x.length; i += 1) {
    const [at, value] = [x[i] ?? NaN, y[i] ?? NaN];
    if (Number.isFinite(value) && Math.abs(at - wanted) < Math.abs((best?.x ?? Infinity) - wanted)) best = { x: at, y: value };
  }
  return best;
}

/** At most `most` places, evenly chosen among those of the longest curve with both its ends: the rows of the table. */
export function tableRows(curves: readonly Curve[], most = 11): number[] {
  const longest = curves.reduce<ArrayLike<number>>((best, { x }) => (x.length > best.length ? x : best), []);
  const count = Math.min(most, longest.length);
  return Array.from({ length: count }, (_, row) => longest[count === 1 ? 0 : Math.round((row * (longest.length - 1)) / (count - 1))] ?? NaN);
}

/** From the smallest to the largest finite y of all curves, with a little air above; null where there is none. */
export function rangeOf(curves: readonly Pick<Curve, 'y'>[], positive = false): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const { y } of curves) {
    for (const value of Array.from(y)) {
      if (!Number.isFinite(value) || (positive && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low <= high ? [low, high] : null;
}
