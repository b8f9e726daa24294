/** Symmetric positive definite matrices: A = L L^T, and solving with it. Matrices are [d, d] flattened, row by row. */

/**
 * L, lower triangular with zeros above (Cholesky's method, Golub and Van Loan 2013, section 4.2).
 * @throws Error with a sentence when the matrix is not positive definite
 */
export function cholesky(matrix: ArrayLike<number>, d: number): Float64Array {
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * d + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (lower[i * d + k] ?? 0) * (lower[j * d + k] ?? 0);
      if (i === j && !(sum > 0)) throw new Error(`The covariance is not positive definite (coordinate ${i + 1} of ${d} depends on those before it); add some noise, or leave that coordinate out.`);
      lower[i * d + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * d + j] ?? 1);
    }
  }
  return lower;
}

/** L^-1 b for a vector of d numbers. */
export function solveLower(lower: Float64Array, b: ArrayLike<number>): Float64Array {
  const d = b.length;
  const out = new Float64Array(d);
  for (let i = 0; i < d; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (lower[i * d + k] ?? 0) * (out[k] ?? 0);
    out[i] = sum / (lower[i * d + i] ?? 1);
  }
  return out;
}

/** A^-1 b = L^-T L^-1 b. */
export function solveSymmetric(lower: Float64Array, b: ArrayLike<number>): Float64Array {
  const out = solveLower(lower, b);
  const d = out.length;
  for (let i = d - 1; i >= 0; i--) {
    let sum = out[i] ?? 0;
    for (let k = i + 1; k < d; k++) sum -= (lower[k * d + i] ?? 0) * (out[k] ?? 0);
    out[i] = sum / (lower[i * d + i] ?? 1);
  }
  return out;
}

/** ln det A = 2 sum_i ln L_ii. */
export function logDeterminant(lower: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += 2 * Math.log(lower[i * d + i] ?? 0);
  return sum;
}
