import { Array64 } from './array64.ts';

/** [x, sin(2 pi F x), cos(2 pi F x)]. */
export function fourier(_: null, x: Array64, frequencies: Array64): Array64[] {
  const [dimensions, count] = [x.columns, frequencies.rows];
  const out = new Array64([x.rows, dimensions + 2 * count]);
  for (let b = 0; b < x.rows; b += 1) {
    for (let d = 0; d < dimensions; d += 1) out.set(b, d, x.get(b, d));
    for (let f = 0; f < count; f += 1) {
      let turns = 0;
      for (let d = 0; d < dimensions; d += 1) turns += frequencies.get(f, d) * x.get(b, d);
      out.set(b, dimensions + f, Math.sin(2 * Math.PI * turns));
      out.set(b, dimensions + count + f, Math.cos(2 * Math.PI * turns));
    }
  }
  return [out];
}
