/** Kernel distance between two sets of features, as KID has it (Binkowski et al. 2018): its estimate is unbiased at any size. */

/**
 * Unbiased estimate of the squared maximum mean discrepancy (Gretton et al. 2012, eq. 3) with the kernel
 * (x . y / d + 1)^3. About 0, also below, where both sets come from one distribution.
 * @param x [n, d] flattened, at least two rows
 * @param y [m, d] flattened, at least two rows
 * @throws a sentence when a length is no multiple of d or there are fewer than two rows
 */
export function kernelDistance(x: ArrayLike<number>, y: ArrayLike<number>, d: number): number {
  const [n, m] = [rowsOf(x, d, 'the first set'), rowsOf(y, d, 'the second set')];
  return withinMean(x, n, d) + withinMean(y, m, d) - 2 * acrossMean(x, n, y, m, d);
}

function rowsOf(values: ArrayLike<number>, d: number, name: string): number {
  const count = values.length / d;
  if (!Number.isInteger(count) || count < 2) throw new Error(`There are ${values.length} numbers in ${name}; give at least two rows, with ${d} numbers in each.`);
  return count;
}

function kernel(x: ArrayLike<number>, i: number, y: ArrayLike<number>, j: number, d: number): number {
  let dot = 0;
  for (let k = 0; k < d; k++) dot += (x[i * d + k] ?? 0) * (y[j * d + k] ?? 0);
  return (dot / d + 1) ** 3;
}

/** Over pairs of different rows. */
function withinMean(x: ArrayLike<number>, n: number, d: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += kernel(x, i, x, j, d);
  return 2 * sum / (n * (n - 1));
}

function acrossMean(x: ArrayLike<number>, n: number, y: ArrayLike<number>, m: number, d: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) sum += kernel(x, i, y, j, d);
  return sum / (n * m);
}
