import type { BroadcastAttributes } from '../reduce.ts';
import { Array64 } from './array64.ts';

/** Sum over rows: [M, N] to [N]. */
export function sumRows(_: null, x: Array64): Array64[] {
  const out = new Array64([x.columns]);
  for (let row = 0; row < x.rows; row += 1) {
    for (let column = 0; column < x.columns; column += 1) out.set(0, column, out.get(0, column) + x.get(row, column));
  }
  return [out];
}

/** Every row's gradient is d_out. */
export function sumRowsGradient(_: null, x: Array64, gradient: Array64): Array64[] {
  return broadcast({ shape: x.shape, scale: 1 }, gradient);
}

/** Mean over all elements: [1]. */
export function mean(_: null, x: Array64): Array64[] {
  return [new Array64([1], [x.data.reduce((sum, value) => sum + value, 0) / x.data.length])];
}

/** Every element's gradient is d_out / count. */
export function meanGradient(_: null, x: Array64, gradient: Array64): Array64[] {
  return broadcast({ shape: x.shape, scale: 1 / x.data.length }, gradient);
}

/** out[i] = scale x[i mod width of x]. */
export function broadcast({ shape, scale }: BroadcastAttributes, x: Array64): Array64[] {
  return [new Array64(shape).map((_, index) => scale * x.get(0, index % x.columns))];
}
