import { Array64 } from './array64.ts';

/** Row of e [N, C] to which row `row` of x [N, ..., C] belongs. */
function sampleOf(x: Array64, row: number): number {
  return Math.floor(row / (x.rows / (x.shape[0] ?? 1)));
}

/** out = x + e, e repeated over the pixels. */
export function addRows(_: null, x: Array64, e: Array64): Array64[] {
  return [x.map((value, index) => value + e.get(sampleOf(x, Math.floor(index / x.columns)), index % x.columns))];
}

/** Sum over all axes but the first and the last: [N, ..., C] to [N, C]. */
export function sumPixels(_: null, x: Array64): Array64[] {
  const out = new Array64([x.shape[0] ?? 1, x.columns]);
  for (let row = 0; row < x.rows; row += 1) {
    for (let column = 0; column < x.columns; column += 1) out.set(sampleOf(x, row), column, out.get(sampleOf(x, row), column) + x.get(row, column));
  }
  return [out];
}

/** d_x = d_out, d_e = its sum over pixels. */
export function addRowsGradient(_: null, _x: Array64, _e: Array64, gradient: Array64): Array64[] {
  return [gradient, ...sumPixels(null, gradient)];
}
