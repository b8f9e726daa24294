import type { Array64 } from './array64.ts';
import { matmul, matmulGradient } from './matmul.ts';
import { sumRows } from './reduce.ts';

/** out[m, n] = bias[n] + sum over k of x[m, k] weight[k, n]. */
export function linear(_: null, x: Array64, weight: Array64, bias?: Array64): Array64[] {
  return matmul({}, x, weight).map((product) => (bias ? product.map((value, index) => value + bias.get(0, index % bias.columns)) : product));
}

/** Gradients of x, weight and bias; the last argument is d_out. */
export function linearGradient(_: null, x: Array64, weight: Array64, ...biasAndGradient: Array64[]): Array64[] {
  const gradient = biasAndGradient.at(-1);
  if (!gradient) throw new RangeError('The gradient of the output is missing.');
  return [...matmulGradient({}, x, weight, gradient), ...(biasAndGradient.length === 2 ? sumRows(null, gradient) : [])];
}
