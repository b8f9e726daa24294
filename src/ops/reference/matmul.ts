import type { MatmulAttributes } from '../matmulVariants.ts';
import { Array64 } from './array64.ts';

/** out[m, n] = sum over k of A[m, k] B[k, n]. */
export function matmul({ transposeA = false, transposeB = false }: MatmulAttributes, a: Array64, b: Array64): Array64[] {
  const [m, k] = transposeA ? [a.columns, a.rows] : [a.rows, a.columns];
  const n = transposeB ? b.rows : b.columns;
  const out = new Array64([m, n]);
  for (let row = 0; row < m; row += 1) {
    for (let column = 0; column < n; column += 1) {
      let sum = 0;
      for (let i = 0; i < k; i += 1) {
        sum += (transposeA ? a.get(i, row) : a.get(row, i)) * (transposeB ? b.get(column, i) : b.get(i, column));
      }
      out.set(row, column, sum);
    }
  }
  return [out];
}

/** d_A[m, k] = sum over n of d_out[m, n] B[k, n] and d_B[k, n] = sum over m of A[m, k] d_out[m, n]. */
export function matmulGradient({ transposeA = false, transposeB = false }: MatmulAttributes, a: Array64, b: Array64, gradient: Array64): Array64[] {
  const [gradientA, gradientB] = [new Array64(a.shape), new Array64(b.shape)];
  const k = transposeA ? a.rows : a.columns;
  for (let m = 0; m < gradient.rows; m += 1) {
    for (let n = 0; n < gradient.columns; n += 1) {
      for (let i = 0; i < k; i += 1) {
        const [aRow, aColumn] = transposeA ? [i, m] : [m, i];
        const [bRow, bColumn] = transposeB ? [n, i] : [i, n];
        gradientA.set(aRow, aColumn, gradientA.get(aRow, aColumn) + gradient.get(m, n) * b.get(bRow, bColumn));
        gradientB.set(bRow, bColumn, gradientB.get(bRow, bColumn) + gradient.get(m, n) * a.get(aRow, aColumn));
      }
    }
  }
  return [gradientA, gradientB];
}
