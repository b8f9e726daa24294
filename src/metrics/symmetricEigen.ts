/** Eigenvalues and eigenvectors of symmetric matrices in float64, by Jacobi's rotations (Golub and Van Loan, section 8.5). */

export interface SymmetricEigen {
  /** [d], in no order. */
  readonly values: Float64Array;
  /** [d, d] flattened; column j belongs to value j, and the columns are orthonormal. */
  readonly vectors: Float64Array;
}

/** More sweeps than any matrix of doubles takes: convergence is quadratic, 6 to 10 are usual. */
const MOST_SWEEPS = 60;

/**
 * @param matrix [d, d] flattened; only symmetric ones make sense, and the upper half is what counts
 * @throws a sentence when the numbers are not d squared or not finite
 */
export function symmetricEigen(matrix: ArrayLike<number>, d: number): SymmetricEigen {
  if (!Number.isInteger(d) || d < 1 || matrix.length !== d * d) throw new Error(`There are ${matrix.length} numbers for a matrix of ${d} rows; give as many as rows times rows.`);
  const a = Float64Array.from(matrix);
  if (!a.every(Number.isFinite)) throw new Error('The matrix holds numbers that are not finite; its eigenvalues are not defined.');
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) a[i * d + j] = a[j * d + i] ?? 0;
  const vectors = new Float64Array(d * d);
  for (let i = 0; i < d; i++) vectors[i * d + i] = 1;
  const enough = Number.EPSILON ** 2 * a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, d) > enough; sweep++) {
    for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) rotate(a, vectors, d, p, q);
  }
  return { values: Float64Array.from({ length: d }, (_, i) => a[i * d + i] ?? 0), vectors };
}

function offDiagonal(a: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) for (let j = i + 1; j < d; j++) sum += (a[i * d + j] ?? 0) ** 2;
  return sum;
}

/** Turns axes p and q so that entry (p, q) becomes 0. */
function rotate(a: Float64Array, vectors: Float64Array, d: number, p: number, q: number): void {
  const apq = a[p * d + q] ?? 0;
  if (apq === 0) return;
  const slope = ((a[q * d + q] ?? 0) - (a[p * d + p] ?? 0)) / (2 * apq);
  // The smaller of the two angles; hypot does not overflow.
  const tangent = (slope >= 0 ? 1 : -1) / (Math.abs(slope) + Math.hypot(1, slope));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  turn(a, d, p, q, cosine, sine, 1);
  turn(a, d, p, q, cosine, sine, d);
  turn(vectors, d, p, q, cosine, sine, d);
}

/** Rows p and q (stride 1 along them) or columns (stride d) become their turned mixtures. */
function turn(m: Float64Array, d: number, p: number, q: number, cosine: number, sine: number, stride: number): void {
  const across = stride === 1 ? d : 1;
  for (let k = 0; k < d; k++) {
    const [i, j] = [p * across + k * stride, q * across + k * stride];
    const [x, y] = [m[i] ?? 0, m[j] ?? 0];
    m[i] = cosine * x - sine * y;
    m[j] = sine * x + cosine * y;
  }
}
