/** What the exponential integrators in lambda = ln(alpha / sigma), the half log-SNR, have in common. */
import { noiseRatio } from '../levels.ts';
import type { NoisePair } from '../levels.ts';

/** ln(alpha / sigma): Infinity for clean data. */
export function halfLogSnr(pair: NoisePair): number {
  return -Math.log(noiseRatio(pair));
}

/** Terms of the series: for |z| < 1 the rest is below 1 / 19!, less than float64 can tell. */
const SERIES_TERMS = 18;

/**
 * g_k(z) = sum over n >= 1 of z^n / (n + k)!: what the first k + 1 terms leave of exp(z), divided by z^k.
 * g_0 = exp(z) - 1, g_k = g_(k-1) / z - 1 / k!. Near 0 that recursion loses all digits, and the series serves.
 * @param k 0, 1, 2, ...
 */
export function exponentialRemainder(z: number, k: number): number {
  if (k === 0) return Math.expm1(z);
  let factorial = 1;
  for (let n = 2; n <= k; n++) factorial *= n;
  if (Math.abs(z) >= 1) return exponentialRemainder(z, k - 1) / z - 1 / factorial;
  let [sum, term] = [0, 1 / factorial];
  for (let n = 1; n <= SERIES_TERMS; n++) {
    term *= z / (n + k);
    sum += term;
  }
  return sum;
}
