/** The density of a data set in the plane as a picture: each point spread to a round Gaussian. At a noise level this is exactly what the ideal denoiser of the set has as density. */
import { pointCount } from './levelDenoiser.ts';

/** A rectangle of the plane in cells. */
export interface DensityGrid {
  /** Left, right, bottom and top edge. */
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

/** Where Gaussians are cut, in standard deviations: exp(-8^2 / 2) is 1e-14 of the top. */
const REACH = 8;

/**
 * The middle of every cell, [rows * columns, 2] flattened, row by row from the bottom.
 * @throws Error with a sentence when the grid has no cells or no area
 */
export function cellCentres(grid: DensityGrid): Float64Array {
  const { columns, rows } = checked(grid);
  const [width, height] = cellSize(grid);
  const out = new Float64Array(2 * rows * columns);
  for (let k = 0; k < rows * columns; k++) {
    out[2 * k] = grid.left + ((k % columns) + 0.5) * width;
    out[2 * k + 1] = grid.bottom + (Math.floor(k / columns) + 0.5) * height;
  }
  return out;
}

/** Width and height of a cell. */
export function cellSize({ left, right, bottom, top, columns, rows }: DensityGrid): [number, number] {
  return [(right - left) / columns, (top - bottom) / rows];
}

/**
 * Density at the middle of every cell (not its logarithm: it may be 0), [rows * columns] as in `cellCentres`. A Gaussian is a product over
 * both axes, so each point costs two rows of exponentials and its neighbourhood of products: 50,000 points take well under a second.
 * @param points [n, 2] flattened
 * @param bandwidth standard deviation of each Gaussian, above 0
 * @throws Error with a sentence when there are no points or the bandwidth is not above 0
 */
export function kernelDensity(points: Float32Array | Float64Array, grid: DensityGrid, bandwidth: number): Float64Array {
  const { left, bottom, columns, rows } = checked(grid);
  const count = pointCount(points, 2);
  if (count === 0) throw new Error('There are no points to draw the density of; give at least one.');
  if (!(bandwidth > 0)) throw new Error(`The bandwidth is ${bandwidth}; give a number above 0.`);
  const [width, height] = cellSize(grid);
  const out = new Float64Array(rows * columns);
  const factor = 1 / (count * 2 * Math.PI * bandwidth * bandwidth);
  const across = new Float64Array(columns);
  for (let k = 0; k < points.length; k += 2) {
    const [firstColumn, endColumn] = reached((points[k] ?? 0) - left, width, columns, bandwidth);
    const [firstRow, endRow] = reached((points[k + 1] ?? 0) - bottom, height, rows, bandwidth);
    for (let column = firstColumn; column < endColumn; column++) {
      const away = ((column + 0.5) * width + left - (points[k] ?? 0)) / bandwidth;
      across[column] = factor * Math.exp((-away * away) / 2);
    }
    for (let row = firstRow; row < endRow; row++) {
      const away = ((row + 0.5) * height + bottom - (points[k + 1] ?? 0)) / bandwidth;
      const share = Math.exp((-away * away) / 2);
      for (let column = firstColumn; column < endColumn; column++) {
        const cell = row * columns + column;
        out[cell] = (out[cell] ?? 0) + share * (across[column] ?? 0);
      }
    }
  }
  return out;
}

/** Points that the bandwidth is judged by, and points that it is judged with: half a second with all that are tried. */
const [MOST_JUDGED, MOST_KERNELS] = [300, 5000];

/** Bandwidths that are tried, as parts of the data's deviation: 0.01 to 1 in steps of a fifth. */
const TRIED = Array.from({ length: 26 }, (_, k) => 0.01 * 10 ** ((2 * k) / 25));

/**
 * The bandwidth under which points left out are most likely (Habbema et al. 1974; Duin 1976): unlike rules for one bump it finds the
 * width of clusters and curves. Of large sets the first 5,000 points are used (give them in random order), and the result is scaled to
 * the whole set as n^(-1/6) (Scott 1992, section 6.3).
 * @param points [n, 2] flattened, at least two points that differ
 */
export function likelyBandwidth(points: Float32Array | Float64Array): number {
  const count = pointCount(points, 2);
  const kernels = Math.min(count, MOST_KERNELS);
  const deviation = deviationOf(points.subarray(0, 2 * kernels));
  if (!(deviation > 0)) throw new Error('The bandwidth needs at least two points that differ; give more points.');
  const scores = new Float64Array(TRIED.length);
  const squares = new Float64Array(kernels);
  for (let judged = 0; judged < Math.min(kernels, MOST_JUDGED); judged++) {
    for (let k = 0; k < kernels; k++) {
      squares[k] = k === judged ? Infinity : (((points[2 * k] ?? 0) - (points[2 * judged] ?? 0)) ** 2 + ((points[2 * k + 1] ?? 0) - (points[2 * judged + 1] ?? 0)) ** 2) / (2 * deviation * deviation);
    }
    const nearest = squares.reduce((least, value) => Math.min(least, value), Infinity);
    TRIED.forEach((part, i) => {
      let sum = 0;
      for (const value of squares) {
        const exponent = (nearest - value) / (part * part);
        if (exponent > -40) sum += Math.exp(exponent);
      }
      scores[i] = (scores[i] ?? 0) + Math.log(sum) - nearest / (part * part) - 2 * Math.log(part);
    });
  }
  const best = scores.indexOf(Math.max(...scores));
  return deviation * (TRIED[best] ?? 1) * (kernels / count) ** (1 / 6);
}

/** Root mean variance of both axes. */
function deviationOf(points: Float32Array | Float64Array): number {
  const mean = [0, 0];
  for (let k = 0; k < points.length; k++) mean[k % 2] = (mean[k % 2] ?? 0) + (2 * (points[k] ?? 0)) / points.length;
  let square = 0;
  for (let k = 0; k < points.length; k++) square += ((points[k] ?? 0) - (mean[k % 2] ?? 0)) ** 2;
  return Math.sqrt(square / points.length);
}

function reached(from: number, size: number, count: number, bandwidth: number): [number, number] {
  const reach = REACH * bandwidth;
  return [Math.max(0, Math.floor((from - reach) / size)), Math.min(count, Math.ceil((from + reach) / size))];
}

function checked(grid: DensityGrid): DensityGrid {
  const whole = [grid.columns, grid.rows].every((value) => Number.isInteger(value) && value >= 1);
  if (!whole || !(grid.right > grid.left) || !(grid.top > grid.bottom)) {
    throw new Error(`A density cannot be drawn in ${grid.columns} x ${grid.rows} cells from (${grid.left}, ${grid.bottom}) to (${grid.right}, ${grid.top}); give at least one cell, and edges in order.`);
  }
  return grid;
}
