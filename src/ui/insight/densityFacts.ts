import { axisNumber } from '../../plot/chartScales.ts';
import type { DensityFrame, PlaneGrid } from '../../protocol/messages.ts';
import { decimals } from '../../words/decimals.ts';
import { groupedNumber, say } from '../../words/say.ts';

/** Cells on each side; powers of three halve nothing while the picture goes from coarse to fine. */
export const FINENESS = ['27', '81', '135'] as const;
export type Fineness = (typeof FINENESS)[number];

/** A square round the origin that holds nearly all of the data, in their standard deviations: 3 each way at least, 6 at most. */
export function gridOf(data: Float32Array, cells: number): PlaneGrid {
  const far = Float64Array.from({ length: data.length / 2 }, (_, k) => Math.max(Math.abs(data[2 * k] ?? 0), Math.abs(data[2 * k + 1] ?? 0))).sort();
  const most = far[Math.floor(0.999 * far.length)] ?? 0;
  const reach = Math.min(6, Math.max(3, Math.ceil(2 * (most + 0.25)) / 2));
  return { left: -reach, right: reach, bottom: -reach, top: reach, columns: cells, rows: cells };
}

export function isSameGrid(a: PlaneGrid, b: PlaneGrid): boolean {
  return a.left === b.left && a.right === b.right && a.bottom === b.bottom && a.top === b.top && a.columns === b.columns && a.rows === b.rows;
}

/** Where a density is highest. */
export function peakOf({ grid, logDensity }: Pick<DensityFrame, 'grid' | 'logDensity'>): { x: number; y: number; logDensity: number } {
  const cell = logDensity.reduce((best, value, k) => (value > (logDensity[best] ?? -Infinity) ? k : best), 0);
  return {
    x: grid.left + ((cell % grid.columns) + 0.5) * ((grid.right - grid.left) / grid.columns),
    y: grid.bottom + (Math.floor(cell / grid.columns) + 0.5) * ((grid.top - grid.bottom) / grid.rows),
    logDensity: logDensity[cell] ?? NaN,
  };
}

function cellArea({ left, right, bottom, top, columns, rows }: PlaneGrid): number {
  return ((right - left) * (top - bottom)) / (columns * rows);
}

/** The probability that two densities share, 0 .. 1: 1 where they are the same. Null where their cells differ. */
export function overlapOf(a: Pick<DensityFrame, 'grid' | 'logDensity'>, b: Pick<DensityFrame, 'grid' | 'logDensity'>): number | null {
  if (!isSameGrid(a.grid, b.grid)) return null;
  return a.logDensity.reduce((sum, value, k) => sum + Math.exp(Math.min(value, b.logDensity[k] ?? -Infinity)), 0) * cellArea(a.grid);
}

/** Probability of each of side x side squares, row by row from the top: the picture in numbers. */
export function coarseShares({ grid, logDensity }: Pick<DensityFrame, 'grid' | 'logDensity'>, side: number): number[] {
  const { columns, rows } = grid;
  const out = new Array<number>(side * side).fill(0);
  const area = cellArea(grid);
  logDensity.forEach((value, k) => {
    const column = Math.floor(((k % columns) / columns) * side);
    const row = side - 1 - Math.floor((Math.floor(k / columns) / rows) * side);
    out[row * side + column] = (out[row * side + column] ?? 0) + Math.exp(value) * area;
  });
  return out;
}

export const percent = (share: number): string => decimals(`${Number((100 * share).toPrecision(3))} %`);

/** In words, for those who do not see the picture. @param what for instance "the model" */
export function describeDensity(what: string, frame: DensityFrame): string {
  const { x, y, logDensity } = peakOf(frame);
  const whose = frame.known < frame.total ? say`${what}, known in ${groupedNumber(frame.known)} of ${groupedNumber(frame.total)} cells` : what;
  return say`Density of ${whose}: highest at (${axisNumber(x)}, ${axisNumber(y)}), where ln p is ${axisNumber(logDensity)} nats`;
}

/** How much probability lies within the pictures, and how much of it both share. */
export function densityText(model: DensityFrame | null, data: DensityFrame | null): string | null {
  if (!model) return null;
  if (model.mass === null) return say`The picture of the model is known in ${groupedNumber(model.known)} of ${groupedNumber(model.total)} cells.`;
  const within = typeof data?.mass === 'number'
    ? say`Within the picture lies ${percent(model.mass)} of the model’s probability and ${percent(data.mass)} of the data’s`
    : say`Within the picture lies ${percent(model.mass)} of the model’s probability`;
  const shared = data ? overlapOf(model, data) : null;
  return shared === null ? `${within}.` : say`${within}; ${percent(shared)} is common to both.`;
}
