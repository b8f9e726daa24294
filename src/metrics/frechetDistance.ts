/**
 * Fréchet distance between Gaussians fitted to two sets of features (Dowson and Landau 1982; Heusel et al. 2017). It is
 * called FID only on Inception-v3's features; on others name the network. At small sample sizes it is biased upwards, so
 * show that between two sets of real samples of the same sizes beside it.
 */
import { symmetricEigen } from './symmetricEigen.ts';

/** Mean and covariance of rows. */
interface Moments {
  readonly mean: Float64Array;
  /** [d, d] flattened, divided by n - 1. */
  readonly covariance: Float64Array;
}

/**
 * |m_x - m_y|^2 + tr(C_x + C_y - 2 (C_x C_y)^(1/2)), in squared units of the features; covariances with n - 1.
 * @param x [n, d] flattened, at least two rows
 * @param y [m, d] flattened, at least two rows
 * @throws a sentence when a length is no multiple of d, there are fewer than two rows, or a number is not finite
 */
export function frechetDistance(x: ArrayLike<number>, y: ArrayLike<number>, d: number): number {
  const [a, b] = [moments(x, d, 'the first set'), moments(y, d, 'the second set')];
  const shift = a.mean.reduce((sum, value, i) => sum + (value - (b.mean[i] ?? 0)) ** 2, 0);
  const traces = trace(a.covariance, d) + trace(b.covariance, d);
  // (C_x C_y)^(1/2) has the eigenvalues of (R C_y R)^(1/2), R the square root of C_x, and that product is symmetric.
  const root = squareRoot(a.covariance, d);
  const product = multiplied(multiplied(root, b.covariance, d), root, d);
  const cross = symmetricEigen(product, d).values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  return shift + traces - 2 * cross;
}

function moments(values: ArrayLike<number>, d: number, name: string): Moments {
  const count = values.length / d;
  if (!Number.isInteger(count) || count < 2) throw new Error(`There are ${values.length} numbers in ${name}; give at least two rows, with ${d} numbers in each.`);
  const mean = new Float64Array(d);
  for (let i = 0; i < values.length; i++) mean[i % d] = (mean[i % d] ?? 0) + (values[i] ?? 0) / count;
  const covariance = new Float64Array(d * d);
  const centred = new Float64Array(d);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < d; i++) centred[i] = (values[row * d + i] ?? 0) - (mean[i] ?? 0);
    for (let i = 0; i < d; i++) {
      for (let j = i; j < d; j++) covariance[i * d + j] = (covariance[i * d + j] ?? 0) + (centred[i] ?? 0) * (centred[j] ?? 0) / (count - 1);
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) covariance[i * d + j] = covariance[j * d + i] ?? 0;
  return { mean, covariance };
}

function trace(matrix: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += matrix[i * d + i] ?? 0;
  return sum;
}

/** V diag(sqrt(values)) V^T; eigenvalues that rounding made negative count as 0. */
function squareRoot(matrix: Float64Array, d: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, d);
  const scaled = vectors.map((value, index) => value * Math.sqrt(Math.max(0, values[index % d] ?? 0)));
  const transposed = Float64Array.from({ length: d * d }, (_, index) => vectors[(index % d) * d + Math.floor(index / d)] ?? 0);
  return multiplied(scaled, transposed, d);
}

function multiplied(a: Float64Array, b: Float64Array, d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < d; k++) {
      const factor = a[i * d + k] ?? 0;
      for (let j = 0; j < d; j++) out[i * d + j] = (out[i * d + j] ?? 0) + factor * (b[k * d + j] ?? 0);
    }
  }
  return out;
}
