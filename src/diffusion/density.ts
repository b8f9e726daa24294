/** The density of a model in the plane as a picture that becomes finer while one looks. */
import { cellCentres, cellSize } from './kernelDensity.ts';
import type { DensityGrid } from './kernelDensity.ts';

/** ln p in nats at each of the points, [n] from [n, 2] flattened: `odeLogLikelihood` of a model, or a closed form. */
export type LogDensityOf = (points: Float64Array) => Float64Array | Promise<Float64Array>;

export interface DensityPicture {
  /** ln p for each cell, row by row from the bottom; where it is not yet known, that of the coarser cell around it. Not reused. */
  readonly logDensity: Float64Array;
  /** Cells known so far, and cells in all. */
  readonly known: number;
  readonly total: number;
  /** Probability within the picture, the sum of density times area; about 1 where the picture holds all of it and cells are fine enough. Only in the last picture. */
  readonly mass: number | null;
}

export interface DensityOptions {
  /** Most points asked at once; bounds memory and the time between two pictures. */
  readonly batch: number;
  readonly signal?: AbortSignal;
}

/** Sides of the blocks that are drawn one after the other; each has its middle in common with the middle one of its parts. */
const BLOCKS = [27, 9, 3, 1];

/** Nothing coarser than so many blocks to the longer side is shown: it would say nothing. */
const LEAST_BLOCKS = 4;

/**
 * Coarse to fine, a picture after each batch, so at least as many as there are passes. The last one has `mass`. Every cell is asked once.
 * @throws Error with a sentence when the grid has no cells or the model answers with another number of numbers; the signal's reason
 */
export async function* densityPictures(logDensityOf: LogDensityOf, grid: DensityGrid, { batch, signal }: DensityOptions): AsyncGenerator<DensityPicture, void, undefined> {
  if (!Number.isInteger(batch) || batch < 1) throw new Error(`The number of points asked at once is ${batch}; give a whole number from 1.`);
  const centres = cellCentres(grid);
  const { columns, rows } = grid;
  const total = columns * rows;
  const values = new Float64Array(total).fill(Number.NaN);
  const isKnown = new Uint8Array(total);
  let known = 0;
  for (const block of BLOCKS.filter((side) => side === 1 || side * LEAST_BLOCKS <= Math.max(columns, rows))) {
    const cells = middles(grid, block).filter((cell) => isKnown[cell] === 0);
    for (let begin = 0; begin < cells.length; begin += batch) {
      signal?.throwIfAborted();
      const asked = cells.slice(begin, begin + batch);
      const points = Float64Array.from({ length: 2 * asked.length }, (_, k) => centres[2 * (asked[k >> 1] ?? 0) + (k & 1)] ?? 0);
      const answer = await logDensityOf(points);
      if (answer.length !== asked.length) throw new Error(`The density came back as ${answer.length} numbers for ${asked.length} points; give one for each.`);
      asked.forEach((cell, k) => {
        isKnown[cell] = 1;
        spread(values, isKnown, grid, cell, block, answer[k] ?? Number.NaN);
      });
      known += asked.length;
      yield { logDensity: values.slice(), known, total, mass: known === total ? massOf(values, grid) : null };
    }
  }
}

/** Probability within the grid by the midpoint rule. */
export function massOf(logDensity: Float64Array, grid: DensityGrid): number {
  const [width, height] = cellSize(grid);
  return logDensity.reduce((sum, value) => sum + Math.exp(value), 0) * width * height;
}

/** The middle cells of all blocks of this side; at the right and upper edge, blocks may be cut and have it at their edge. */
function middles({ columns, rows }: DensityGrid, block: number): number[] {
  const along = (count: number): number[] => Array.from({ length: Math.ceil(count / block) }, (_, k) => Math.min(k * block + (block >> 1), count - 1));
  const across = along(columns);
  return along(rows).flatMap((row) => across.map((column) => row * columns + column));
}

/** Puts a value into its own cell and into all cells of its block that are not known. */
function spread(values: Float64Array, isKnown: Uint8Array, { columns, rows }: DensityGrid, cell: number, block: number, value: number): void {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const [left, bottom] = [column - (column % block), row - (row % block)];
  for (let r = bottom; r < Math.min(bottom + block, rows); r++) {
    for (let c = left; c < Math.min(left + block, columns); c++) {
      const other = r * columns + c;
      if (other === cell || isKnown[other] === 0) values[other] = value;
    }
  }
}
