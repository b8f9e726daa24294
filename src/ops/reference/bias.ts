import type { Array64 } from './array64.ts';
import { sumRows } from './reduce.ts';

/** out[m, n] = x[m, n] + vector[n]. */
export function bias(_: null, x: Array64, vector: Array64): Array64[] {
  return [x.map((value, index) => value + vector.get(0, index % vector.columns))];
}

/** d_x = d_out, d_bias = sum of d_out over the rows. */
export function biasGradient(_: null, _x: Array64, _vector: Array64, gradient: Array64): Array64[] {
  return [gradient, ...sumRows(null, gradient)];
}
