/** Probabilities of the standard normal distribution, accurate also far out in the tails, where they are kept as logarithms. */

/** From here on the continued fraction converges quickly; below, the series. */
const SERIES_END = 2.5;

/** erf(x) by its Taylor series about 0 times exp(-x^2), all terms of one sign (Abramowitz and Stegun 7.1.6); for |x| up to 2.5. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** exp(x^2) erfc(x) for x from 2.5 by its continued fraction (Abramowitz and Stegun 7.1.14), from the innermost term outwards. */
function scaledErfc(x: number): number {
  // The number of terms that leaves an error below 1e-16 falls with x^2: 80 at 2.5.
  const terms = Math.ceil(20 + 400 / (x * x));
  let fraction = x;
  for (let k = terms; k >= 1; k--) fraction = x + k / 2 / fraction;
  return 1 / (Math.sqrt(Math.PI) * fraction);
}

/** ln of the upper tail P(Z > z); for z from -Infinity to Infinity, relative error of the probability about 1e-15 (1e-15 z^2 / 2 beyond z of 4). */
export function logUpperTail(z: number): number {
  const x = z / Math.SQRT2;
  if (x < -SERIES_END) return Math.log1p(-Math.exp(logUpperTail(-z)));
  if (x < SERIES_END) return x <= 0 ? Math.log((1 - erfSeries(x)) / 2) : Math.log(1 - erfSeries(x)) - Math.LN2;
  if (x === Infinity) return -Infinity;
  return Math.log(scaledErfc(x) / 2) - x * x;
}

/**
 * ln P(low < Z < high), low below high, either may be infinite. No cancellation but that of two nearly equal limits.
 */
export function logIntervalProbability(low: number, high: number): number {
  if (low <= 0 && high >= 0) {
    const [left, right] = [halfBody(-low), halfBody(high)];
    return Math.log(left + right);
  }
  // By symmetry both in the upper half.
  const [near, far] = low > 0 ? [low, high] : [-high, -low];
  const tail = logUpperTail(near);
  return tail + Math.log(-Math.expm1(logUpperTail(far) - tail));
}

/** P(0 < Z < z) for z from 0. */
function halfBody(z: number): number {
  const x = z / Math.SQRT2;
  return x < SERIES_END ? erfSeries(x) / 2 : 0.5 - Math.exp(logUpperTail(z));
}
