/** Lines of equal density by marching squares (Lorensen and Cline 1987, in the plane). */
import type { PlaneDensity } from './noisedDensity.ts';

/**
 * For each of the 16 ways in which the corners of a square lie above the level (bit 1 lower left, 2 lower right, 4 upper right,
 * 8 upper left): pairs of sides that a line joins; 0 below, 1 right, 2 above, 3 left.
 */
const SIDES: readonly (readonly number[])[] = [
  [], [3, 0], [0, 1], [3, 1], [1, 2], [], [0, 2], [3, 2], [2, 3], [2, 0], [], [2, 1], [1, 3], [1, 0], [0, 3], [],
];
/** Of the two saddles, which have no sides of their own: round the lower left and the upper right corner, or round the other two. */
const [ROUND_LOWER_LEFT, ROUND_LOWER_RIGHT] = [[3, 0, 1, 2], [0, 1, 2, 3]] as const;

/**
 * Segments [x, y, to x, to y, ...] in the units of the picture along which the density is `level`, flattened. Squares lie between
 * the middles of four cells; where all are above or below there is nothing.
 */
export function contourSegments({ left, right, bottom, columns, rows, values }: PlaneDensity, level: number): number[] {
  const cell = (right - left) / columns;
  const out: number[] = [];
  const place = (side: number, column: number, row: number, a: number, b: number, c: number, d: number): void => {
    const along = (from: number, to: number): number => (level - from) / (to - from);
    const across = side === 0 ? along(a, b) : side === 2 ? along(d, c) : side === 1 ? 1 : 0;
    const up = side === 1 ? along(b, c) : side === 3 ? along(a, d) : side === 2 ? 1 : 0;
    out.push(left + (column + 0.5 + across) * cell, bottom + (row + 0.5 + up) * cell);
  };
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      const [a, b, c, d] = [values[at] ?? 0, values[at + 1] ?? 0, values[at + columns + 1] ?? 0, values[at + columns] ?? 0];
      const kind = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
      if (kind === 0 || kind === 15) continue;
      const isMiddleAbove = a + b + c + d > 4 * level;
      const saddle = isMiddleAbove === (kind === 5) ? ROUND_LOWER_RIGHT : ROUND_LOWER_LEFT;
      const sides = kind === 5 || kind === 10 ? saddle : SIDES[kind] ?? [];
      for (const side of sides) place(side, column, row, a, b, c, d);
    }
  }
  return out;
}
