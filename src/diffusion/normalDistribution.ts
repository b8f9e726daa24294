/** The standard normal distribution function, accurate also far out. */

/** Where the series needs no more than about 60 terms and loses no more than 2 digits, and the continued fraction fewer than 100. */
const SERIES_LIMIT = 2.5;

/** P(X > x) for a standard normal X; relative error about 1e-14 also where it is tiny. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  if (x === Infinity) return 0;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < SERIES_LIMIT) {
    // Abramowitz and Stegun 26.2.11: P(0 < X < x) = density * (x + x^3 / 3 + x^5 / 15 + ...).
    let term = x;
    let sum = x;
    for (let n = 3; Math.abs(term) > sum * 2 ** -54 && n < 400; n += 2) {
      term *= (x * x) / n;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  // 26.2.14, from its far end: density / (x + 1 / (x + 2 / (x + 3 / (x + ...)))).
  let fraction = x;
  for (let n = 200; n >= 1; n--) fraction = x + n / fraction;
  return density / fraction;
}

/** P(low < X < high) for a standard normal X and low <= high; both may be infinite. */
export function normalMass(low: number, high: number): number {
  if (low >= 0) return normalTail(low) - normalTail(high);
  if (high <= 0) return normalTail(-high) - normalTail(-low);
  return 1 - normalTail(-low) - normalTail(high);
}
