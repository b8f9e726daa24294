/**
 * The density of points that are each spread to a round Gaussian, over a picture: p_t of the data where they are shrunk by alpha
 * and spread by sigma (Song et al. 2021, section 3: p_t is the data blurred). Fast enough for every frame of a film: the points
 * are dealt to cells, and the cells are blurred along one axis after the other.
 */

/** Edges in the units of the picture. */
export interface PlaneEdges { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number }

export interface PlaneDensity extends PlaneEdges {
  readonly columns: number;
  readonly rows: number;
  /** Probability per square unit at the middle of each cell, row by row from the bottom; overwritten by the next call. */
  readonly values: Float32Array;
}

/** Cells across a picture: few where the spread is wide, so that the blur always reaches over about as many. */
const MOST_COLUMNS = 192;
const COLUMNS = [24, 32, 48, 64, 96, 128, MOST_COLUMNS] as const;
/** Cells to one standard deviation of the spread, where there are enough. */
const CELLS_PER_SPREAD = 3;
/** Where Gaussians are cut, in standard deviations. */
const REACH = 4;

export class NoisedDensity {
  private dealt = new Float32Array(0);
  private across = new Float32Array(0);
  private values = new Float32Array(0);

  /**
   * @param points float32 [n, 2], flattened; those that are no numbers count, but are nowhere
   * @param alpha factor on the points
   * @param spread standard deviation of each Gaussian after that, above 0; it is drawn no finer than 0.4 of the finest cells
   */
  at(points: Float32Array, alpha: number, spread: number, edges: PlaneEdges): PlaneDensity {
    const width = edges.right - edges.left;
    const columns = COLUMNS.find((count) => width / count <= spread / CELLS_PER_SPREAD) ?? MOST_COLUMNS;
    const cell = width / columns;
    const rows = Math.max(1, Math.ceil((edges.top - edges.bottom) / cell - 1e-6));
    const bottom = (edges.top + edges.bottom - rows * cell) / 2;
    const kernel = gaussianKernel(spread, cell);
    const pad = (kernel.length - 1) / 2 + 1;
    const [wide, high] = [columns + 2 * pad, rows + 2 * pad];
    this.dealt = roomFor(this.dealt, wide * high);
    this.across = roomFor(this.across, columns * high);
    this.values = roomFor(this.values, columns * rows);
    deal(points, alpha, { left: edges.left - pad * cell, bottom: bottom - pad * cell, cell, wide, high }, this.dealt);
    blurAcross(this.dealt, wide, high, kernel, columns, this.across);
    blurUp(this.across, columns, rows, kernel, 1 / (Math.max(1, points.length / 2) * cell * cell), this.values);
    return { left: edges.left, right: edges.right, bottom, top: bottom + rows * cell, columns, rows, values: this.values.subarray(0, columns * rows) };
  }
}

function roomFor(array: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  if (array.length < length) return new Float32Array(length);
  array.fill(0, 0, length);
  return array;
}

/** Weights that add up to 1, an odd number of them. Dealing points to the four cells around them has spread them a little already. */
function gaussianKernel(spread: number, cell: number): Float32Array {
  const variance = Math.max(spread * spread - (cell * cell) / 6, 0.16 * cell * cell - (cell * cell) / 6, 1e-4 * cell * cell);
  const reach = Math.max(1, Math.ceil((REACH * Math.sqrt(variance)) / cell));
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp((-(((k - reach) * cell) ** 2)) / (2 * variance)));
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  return kernel.map((weight) => weight / sum);
}

interface Cells { left: number; bottom: number; cell: number; wide: number; high: number }

/** Each point is shared among the four cells whose middles are around it, so that their centre of gravity is where it was. */
function deal(points: Float32Array, alpha: number, { left, bottom, cell, wide, high }: Cells, out: Float32Array): void {
  for (let k = 0; k + 1 < points.length; k += 2) {
    const x = (alpha * (points[k] ?? 0) - left) / cell - 0.5;
    const y = (alpha * (points[k + 1] ?? 0) - bottom) / cell - 0.5;
    if (!(x >= 0 && y >= 0 && x < wide - 1 && y < high - 1)) continue;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [right, up] = [x - column, y - row];
    const at = row * wide + column;
    out[at] = (out[at] ?? 0) + (1 - right) * (1 - up);
    out[at + 1] = (out[at + 1] ?? 0) + right * (1 - up);
    out[at + wide] = (out[at + wide] ?? 0) + (1 - right) * up;
    out[at + wide + 1] = (out[at + wide + 1] ?? 0) + right * up;
  }
}

/** From the padded cells to the columns of the picture; most cells of data are empty and cost nothing. */
function blurAcross(dealt: Float32Array, wide: number, high: number, kernel: Float32Array, columns: number, out: Float32Array): void {
  const reach = (kernel.length - 1) / 2;
  const pad = reach + 1;
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      const mass = dealt[row * wide + column] ?? 0;
      if (mass === 0) continue;
      const middle = column - pad;
      const end = Math.min(columns - 1, middle + reach);
      for (let to = Math.max(0, middle - reach); to <= end; to++) {
        const at = row * columns + to;
        out[at] = (out[at] ?? 0) + mass * (kernel[to - middle + reach] ?? 0);
      }
    }
  }
}

function blurUp(across: Float32Array, columns: number, rows: number, kernel: Float32Array, factor: number, out: Float32Array): void {
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < kernel.length; k++) {
      const weight = factor * (kernel[k] ?? 0);
      const from = (row + k + 1) * columns;
      for (let column = 0; column < columns; column++) {
        const at = row * columns + column;
        out[at] = (out[at] ?? 0) + weight * (across[from + column] ?? 0);
      }
    }
  }
}
