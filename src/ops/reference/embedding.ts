import { Array64 } from './array64.ts';

function rowOf(indices: Array64, place: number, rows: number): number {
  return Math.min(indices.get(0, place), rows - 1);
}

/** out[b, e] = table[indices[b], e]. */
export function embedding(_: null, table: Array64, indices: Array64): Array64[] {
  const out = new Array64([indices.columns, table.columns]);
  for (let b = 0; b < indices.columns; b += 1) {
    for (let e = 0; e < table.columns; e += 1) out.set(b, e, table.get(rowOf(indices, b, table.rows), e));
  }
  return [out];
}

/** d_table[r, e] = sum over the b with indices[b] = r of d_out[b, e]. */
export function embeddingBackward({ rows }: { rows: number }, indices: Array64, gradient: Array64): Array64[] {
  const table = new Array64([rows, gradient.columns]);
  for (let b = 0; b < gradient.rows; b += 1) {
    const row = rowOf(indices, b, rows);
    for (let e = 0; e < gradient.columns; e += 1) table.set(row, e, table.get(row, e) + gradient.get(b, e));
  }
  return [table];
}

/** The whole rule: d_table, and none for the indices. */
export function embeddingGradient(_: null, table: Array64, indices: Array64, gradient: Array64): (Array64 | null)[] {
  return [...embeddingBackward({ rows: table.rows }, indices, gradient), null];
}
