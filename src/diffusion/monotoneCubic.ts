/**
 * Piecewise cubic interpolation that never overshoots: between two points the curve stays between their values.
 * Fritsch and Carlson, "Monotone piecewise cubic interpolation", SIAM J. Numer. Anal. 17 (1980).
 */

const at = (array: ArrayLike<number>, i: number): number => array[i] ?? 0;

export interface MonotoneCubic {
  /** The curve at x; constant left of the first and right of the last point. */
  evaluate(x: number): number;
  /** Its slope at x, at a point that of its tangent; 0 outside the points. */
  derivative(x: number): number;
}

/**
 * @param xs strictly increasing, at least 2
 * @param ys one value for each x, finite
 * @param given slopes that somebody wants at some of the points; beyond `steepestSlopes` they are limited to it, what is left out is estimated
 * @throws Error with a sentence when the points are fewer than 2, not finite or not strictly increasing in x
 */
export function monotoneCubic(xs: readonly number[], ys: readonly number[], given: readonly (number | undefined)[] = []): MonotoneCubic {
  const n = xs.length;
  if (n < 2 || ys.length !== n) {
    throw new Error(`A curve needs at least 2 points with one value each; got ${n} positions and ${ys.length} values.`);
  }
  const x = Float64Array.from(xs);
  const y = Float64Array.from(ys);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(at(x, i)) || !Number.isFinite(at(y, i))) {
      throw new Error(`Point ${i + 1} of the curve is not a finite number; give numbers for its position and its value.`);
    }
    if (i > 0 && at(x, i) <= at(x, i - 1)) {
      throw new Error(`Point ${i + 1} of the curve is not to the right of point ${i}; give points from left to right, each at its own position.`);
    }
  }
  const slopes = tangents(x, y, given);

  /** The piece that holds t, its left end, width and the position inside it in [0, 1]. */
  const locate = (t: number): { i: number; width: number; s: number } => {
    let low = 0;
    let high = n - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(x, middle) <= t) low = middle;
      else high = middle;
    }
    const width = at(x, low + 1) - at(x, low);
    return { i: low, width, s: (t - at(x, low)) / width };
  };

  return {
    evaluate(t) {
      if (t <= at(x, 0)) return at(y, 0);
      if (t >= at(x, n - 1)) return at(y, n - 1);
      const { i, width, s } = locate(t);
      const left = at(y, i);
      const right = at(y, i + 1);
      const r = 1 - s;
      const value =
        left * (1 + 2 * s) * r * r +
        right * s * s * (3 - 2 * s) +
        width * (at(slopes, i) * s * r * r - at(slopes, i + 1) * s * s * r);
      // Rounding alone could leave the interval.
      return Math.min(Math.max(left, right), Math.max(Math.min(left, right), value));
    },
    derivative(t) {
      if (t < at(x, 0) || t > at(x, n - 1)) return 0;
      const { i, width, s } = locate(t);
      const secant = (at(y, i + 1) - at(y, i)) / width;
      const r = 1 - s;
      return 6 * s * r * secant + at(slopes, i) * r * (1 - 3 * s) + at(slopes, i + 1) * s * (3 * s - 2);
    },
  };
}

function secantsOf(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: x.length - 1 }, (_, i) => (at(y, i + 1) - at(y, i)) / (at(x, i + 1) - at(x, i)));
}

/**
 * The steepest slope that each point may have without the curve overshooting, with its sign: slopes from 0 to this one keep every
 * piece monotone, whatever the others are. Three times the flatter of the two secants (the box inside the region of monotonicity,
 * section 4 of the paper); 0 where the points turn round.
 * @param xs strictly increasing, at least 2
 */
export function steepestSlopes(xs: ArrayLike<number>, ys: ArrayLike<number>): Float64Array {
  const secants = secantsOf(xs, ys);
  return Float64Array.from({ length: xs.length }, (_, i) => {
    const before = at(secants, Math.max(0, i - 1));
    const after = at(secants, Math.min(secants.length - 1, i));
    return Math.sign(before) === Math.sign(after) ? 3 * Math.sign(after) * Math.min(Math.abs(before), Math.abs(after)) : 0;
  });
}

/** Slopes at the points: given ones and three-point estimates, limited so that nothing overshoots. */
function tangents(x: Float64Array, y: Float64Array, given: readonly (number | undefined)[]): Float64Array {
  const n = x.length;
  const secants = secantsOf(x, y);
  const inner = (i: number): number => {
    const before = at(x, i) - at(x, i - 1);
    const after = at(x, i + 1) - at(x, i);
    return (after * at(secants, i - 1) + before * at(secants, i)) / (before + after);
  };
  /** The next point from an end inwards, and the one after it. */
  const end = (near: number, far: number, width: number, next: number): number => (n > 2 ? endSlope(near, far, width, next) : near);
  return steepestSlopes(x, y).map((steepest, i) => {
    const estimate = i === 0 ? end(at(secants, 0), at(secants, 1), at(x, 1) - at(x, 0), at(x, 2) - at(x, 1))
      : i === n - 1 ? end(at(secants, n - 2), at(secants, n - 3), at(x, n - 1) - at(x, n - 2), at(x, n - 2) - at(x, n - 3))
        : inner(i);
    return Math.min(Math.max(0, steepest), Math.max(Math.min(0, steepest), given[i] ?? estimate));
  });
}

/** The parabola through three points, at its end; 0 where it would turn round before the next point. */
function endSlope(nearSecant: number, farSecant: number, near: number, far: number): number {
  const slope = nearSecant + (near / (near + far)) * (nearSecant - farSecant);
  return Math.sign(slope) === Math.sign(nearSecant) ? slope : 0;
}
