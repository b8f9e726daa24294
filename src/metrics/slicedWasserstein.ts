/**
 * Distance between two sets of samples: sliced Wasserstein-2 (Rabin et al. 2011; Bonneel et al. 2015). On a line the
 * optimal transport between two sets of equal size matches them in order, so each projection costs one sort.
 */
import { randomStream } from '../random/randomStream.ts';

/** Which numbers of the seed the projections take, so that they do not repeat those of data drawn with the same seed. */
const PROJECTION_STREAM = 0x51;

export interface SliceOptions {
  /** d, coordinates per sample. */
  readonly dimensions: number;
  /** Number of random directions, at least 1. */
  readonly projections: number;
  readonly seed: number;
}

/**
 * SW2 over random directions, uniform on the sphere and fixed by the seed: see `slicedWasserstein2Along`.
 * @param x [n, d] flattened
 * @param y [m, d] flattened
 */
export function slicedWasserstein2(x: ArrayLike<number>, y: ArrayLike<number>, options: SliceOptions): number {
  return slicedWasserstein2Along(x, y, options.dimensions, randomDirections(options));
}

/**
 * The square root of the mean, over directions and ranks, of the squared difference between the sorted projections of the
 * first min(n, m) samples of x and of y. In the units of the samples; 0 for equal sets.
 * @param x [n, d] flattened
 * @param y [m, d] flattened
 * @param directions [p, d] flattened, rows of unit length
 * @throws Error with a sentence when a length is no multiple of d, a set is empty or there is no direction
 */
export function slicedWasserstein2Along(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  dimensions: number,
  directions: ArrayLike<number>,
): number {
  const count = Math.min(rows(x, dimensions, 'the first set'), rows(y, dimensions, 'the second set'));
  return distanceOfSlices(sortedSlices(x, count, dimensions, directions), sortedSlices(y, count, dimensions, directions));
}

/**
 * Where the first `count` samples lie along each direction, in order: [p, count] flattened. What a set is measured by, made once where
 * it is measured against several others.
 * @param values [n, d] flattened, n at least `count`
 * @param directions [p, d] flattened, rows of unit length
 * @throws Error with a sentence when there is no direction
 */
export function sortedSlices(values: ArrayLike<number>, count: number, dimensions: number, directions: ArrayLike<number>): Float64Array {
  const slices = rows(directions, dimensions, 'the directions');
  const out = new Float64Array(slices * count);
  for (let slice = 0; slice < slices; slice++) out.set(projected(values, count, dimensions, directions, slice), slice * count);
  return out;
}

/** SW2 of two sets of the same size by their `sortedSlices` along the same directions. */
export function distanceOfSlices(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum / a.length);
}

/**
 * Unit vectors uniform on the sphere (normalised normals): [p, d] flattened.
 * @throws Error with a sentence when dimensions or projections is no whole number from 1
 */
export function randomDirections({ dimensions, projections, seed }: SliceOptions): Float64Array {
  for (const [name, value] of [['dimensions', dimensions], ['projections', projections]] as const) {
    if (!Number.isInteger(value) || value < 1) throw new Error(`The number of ${name} is ${value}; give a whole number from 1.`);
  }
  const out = randomStream(seed, PROJECTION_STREAM).fillNormal(new Float64Array(dimensions * projections));
  for (let start = 0; start < out.length; start += dimensions) {
    const row = out.subarray(start, start + dimensions);
    const length = Math.hypot(...row);
    row.forEach((value, i) => (row[i] = value / length));
  }
  return out;
}

function rows(values: ArrayLike<number>, dimensions: number, name: string): number {
  if (values.length === 0 || values.length % dimensions !== 0) {
    throw new Error(`There are ${values.length} numbers in ${name}; give at least one row, with ${dimensions} numbers in each.`);
  }
  return values.length / dimensions;
}

/** Sorted projections of the first `count` rows on one direction. */
function projected(values: ArrayLike<number>, count: number, dimensions: number, directions: ArrayLike<number>, slice: number): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let dot = 0;
    for (let k = 0; k < dimensions; k++) dot += (values[i * dimensions + k] ?? 0) * (directions[slice * dimensions + k] ?? 0);
    out[i] = dot;
  }
  return out.sort();
}
