import type { Array64 } from './array64.ts';

/** out = a + b. */
export function add(_: null, a: Array64, b: Array64): Array64[] {
  return [a.zip(b, (left, right) => left + right)];
}

/** d_a = d_b = d_out. */
export function addGradient(_: null, _a: Array64, _b: Array64, gradient: Array64): Array64[] {
  return [gradient, gradient];
}
