/** The ideal denoiser of a mixture of isotropic Gaussians and all that follows from it, in closed form: an oracle for samplers and likelihoods, and a picture for teaching. */
import type { RandomStream } from '../random/randomStream.ts';
import { pointCount } from './levelDenoiser.ts';
import type { ClosedFormDenoiser, TracedX0 } from './levelDenoiser.ts';
import type { NoisePair } from './levels.ts';

export interface GaussianMixture {
  /** K centres of d coordinates each. */
  readonly means: readonly (readonly number[])[];
  /** K standard deviations, each 0 or greater. */
  readonly std: readonly number[];
  /** K weights, positive, adding up to 1. */
  readonly weights: readonly number[];
}

/**
 * E[x0 | x] for x = alpha x0 + sigma epsilon with x0 from the mixture (Bayes' rule; Karras et al. 2022, appendix B.3 for points):
 * responsibilities r_k proportional to w_k N(x; alpha m_k, alpha^2 s_k^2 + sigma^2), and within component k
 * mu_k = m_k + alpha s_k^2 / (alpha^2 s_k^2 + sigma^2) (x - alpha m_k).
 * @param x points one after the other, [n, d] flattened, d from the mixture
 * @returns [n, d] flattened
 * @throws Error with a sentence when x is no whole number of points; so do all functions here that take points
 */
export function mixtureX0(mixture: GaussianMixture, x: Float64Array, alpha: number, sigma: number): Float64Array {
  const out = new Float64Array(x.length);
  eachPoint(mixture, x, alpha, sigma, ({ start, dimensions, mean }) => {
    for (let i = 0; i < dimensions; i++) out[start + i] = mean[i] ?? 0;
  });
  return out;
}

/** The ideal denoiser as samplers and likelihoods take it. */
export function mixtureDenoiser(mixture: GaussianMixture): ClosedFormDenoiser {
  return (x, { alpha, sigma }) => mixtureX0(mixture, x, alpha, sigma);
}

/** The same with the trace of its Jacobian, for exact likelihoods. */
export function tracedMixture(mixture: GaussianMixture): (x: Float64Array, pair: NoisePair) => TracedX0 {
  return (x, { alpha, sigma }) => {
    const x0 = new Float64Array(x.length);
    const trace: number[] = [];
    eachPoint(mixture, x, alpha, sigma, (point) => {
      for (let i = 0; i < point.dimensions; i++) x0[point.start + i] = point.mean[i] ?? 0;
      let sum = 0;
      for (let i = 0; i < point.dimensions; i++) sum += jacobianEntry(point, i, i);
      trace.push(sum);
    });
    return { x0, trace: Float64Array.from(trace) };
  };
}

/** ln p(x) in nats, [n]; the data's own density for the defaults, alpha 1 and sigma 0. */
export function mixtureLogDensity(mixture: GaussianMixture, x: Float64Array, alpha = 1, sigma = 0): Float64Array {
  const out: number[] = [];
  eachPoint(mixture, x, alpha, sigma, ({ logDensity }) => out.push(logDensity));
  return Float64Array.from(out);
}

/** The gradient of ln p(x), [n, d] flattened; equal to (alpha E[x0 | x] - x) / sigma^2 (Vincent 2011), without dividing by sigma. */
export function mixtureScore(mixture: GaussianMixture, x: Float64Array, alpha: number, sigma: number): Float64Array {
  const out = new Float64Array(x.length);
  eachPoint(mixture, x, alpha, sigma, ({ start, dimensions, score }) => {
    for (let i = 0; i < dimensions; i++) out[start + i] = score[i] ?? 0;
  });
  return out;
}

/** d E[x0 | x]_i / d x_j, [n, d, d] flattened; equal to alpha / sigma^2 Cov[x0 | x], without dividing by sigma. */
export function mixtureJacobian(mixture: GaussianMixture, x: Float64Array, alpha: number, sigma: number): Float64Array {
  return matrices(mixture, x, alpha, sigma, jacobianEntry);
}

/** Cov[x0 | x], [n, d, d] flattened. */
export function mixtureCovariance(mixture: GaussianMixture, x: Float64Array, alpha: number, sigma: number): Float64Array {
  return matrices(mixture, x, alpha, sigma, covarianceEntry);
}

/** The trace of Cov[x0 | x], [n]: the squared error of the ideal denoiser that is to be expected at x. */
export function mixtureVariance(mixture: GaussianMixture, x: Float64Array, alpha: number, sigma: number): Float64Array {
  const out: number[] = [];
  eachPoint(mixture, x, alpha, sigma, (point) => {
    let sum = 0;
    for (let i = 0; i < point.dimensions; i++) sum += covarianceEntry(point, i, i);
    out.push(sum);
  });
  return Float64Array.from(out);
}

/** Points of the mixture, [count, d] flattened. */
export function drawMixture(mixture: GaussianMixture, count: number, random: RandomStream): Float64Array {
  const dimensions = mixture.means[0]?.length ?? 0;
  const out = new Float64Array(count * dimensions);
  for (let start = 0; start < out.length; start += dimensions) {
    let left = random.uniform();
    const found = mixture.weights.findIndex((weight) => (left -= weight) < 0);
    const k = found < 0 ? mixture.weights.length - 1 : found;
    for (let i = 0; i < dimensions; i++) out[start + i] = (mixture.means[k]?.[i] ?? 0) + (mixture.std[k] ?? 0) * random.normal();
  }
  return out;
}

/** One component at a noise level. */
interface Component {
  readonly mean: readonly number[];
  /** Of x: alpha^2 s^2 + sigma^2. */
  readonly variance: number;
  /** d mu_k / d x. */
  readonly gain: number;
  /** Of x0 given x and the component: s^2 sigma^2 / variance. */
  readonly spread: number;
  readonly logWeight: number;
}

/** What is known of one point; valid until the next is visited. */
interface PointPosterior {
  readonly start: number;
  readonly dimensions: number;
  readonly logDensity: number;
  /** E[x0 | x] and the score. */
  readonly mean: Float64Array;
  readonly score: Float64Array;
  readonly components: readonly Component[];
  /** r_k. */
  readonly shares: Float64Array;
  /** mu_k and the gradient of ln N(x; alpha m_k, variance), [K, d] flattened. */
  readonly means: Float64Array;
  readonly scores: Float64Array;
}

function componentsAt(mixture: GaussianMixture, dimensions: number, alpha: number, sigma: number): Component[] {
  return mixture.means.map((mean, k) => {
    const square = (mixture.std[k] ?? 0) ** 2;
    // A point mass without noise has no density; the smallest variance keeps the nearest centre winning.
    const variance = Math.max(alpha * alpha * square + sigma * sigma, Number.MIN_VALUE ** 0.5);
    const logWeight = Math.log(mixture.weights[k] ?? 0) - (dimensions / 2) * Math.log(2 * Math.PI * variance);
    return { mean, variance, gain: (alpha * square) / variance, spread: (square * sigma * sigma) / variance, logWeight };
  });
}

function eachPoint(mixture: GaussianMixture, x: Float64Array, alpha: number, sigma: number, visit: (point: PointPosterior) => void): void {
  const dimensions = mixture.means[0]?.length ?? 0;
  const count = pointCount(x, dimensions);
  const components = componentsAt(mixture, dimensions, alpha, sigma);
  const shares = new Float64Array(components.length);
  const [means, scores] = [new Float64Array(components.length * dimensions), new Float64Array(components.length * dimensions)];
  const [mean, score] = [new Float64Array(dimensions), new Float64Array(dimensions)];
  for (let row = 0; row < count; row++) {
    const start = row * dimensions;
    components.forEach(({ mean: centre, variance, gain, logWeight }, k) => {
      let square = 0;
      for (let i = 0; i < dimensions; i++) {
        const away = (x[start + i] ?? 0) - alpha * (centre[i] ?? 0);
        square += away * away;
        means[k * dimensions + i] = (centre[i] ?? 0) + gain * away;
        scores[k * dimensions + i] = -away / variance;
      }
      shares[k] = logWeight - square / (2 * variance);
    });
    const largest = shares.reduce((most, value) => Math.max(most, value), -Infinity);
    let total = 0;
    for (let k = 0; k < shares.length; k++) total += shares[k] = Math.exp((shares[k] ?? 0) - largest);
    mean.fill(0);
    score.fill(0);
    for (let k = 0; k < shares.length; k++) {
      const share = (shares[k] ?? 0) / total;
      shares[k] = share;
      // A component without a share may be infinitely far: 0 times its score is no number.
      if (share === 0) continue;
      for (let i = 0; i < dimensions; i++) {
        mean[i] = (mean[i] ?? 0) + share * (means[k * dimensions + i] ?? 0);
        score[i] = (score[i] ?? 0) + share * (scores[k * dimensions + i] ?? 0);
      }
    }
    visit({ start, dimensions, logDensity: largest + Math.log(total), mean, score, components, shares, means, scores });
  }
}

function matrices(mixture: GaussianMixture, x: Float64Array, alpha: number, sigma: number, entry: (point: PointPosterior, i: number, j: number) => number): Float64Array {
  const dimensions = mixture.means[0]?.length ?? 0;
  const out = new Float64Array(x.length * dimensions);
  eachPoint(mixture, x, alpha, sigma, (point) => {
    for (let i = 0; i < dimensions; i++) for (let j = 0; j < dimensions; j++) out[(point.start + i) * dimensions + j] = entry(point, i, j);
  });
  return out;
}

/** sum_k r_k (gain_k [i = j] + (mu_k - mean)_i (score_k - score)_j): the product rule, as d ln r_k / d x = score_k - score. */
function jacobianEntry({ dimensions, components, shares, means, scores, mean, score }: PointPosterior, i: number, j: number): number {
  let sum = 0;
  for (const [k, { gain }] of components.entries()) {
    const share = shares[k] ?? 0;
    if (share === 0) continue;
    const across = ((means[k * dimensions + i] ?? 0) - (mean[i] ?? 0)) * ((scores[k * dimensions + j] ?? 0) - (score[j] ?? 0));
    sum += share * ((i === j ? gain : 0) + across);
  }
  return sum;
}

/** Within components and between them: sum_k r_k (spread_k [i = j] + (mu_k - mean)_i (mu_k - mean)_j). */
function covarianceEntry({ dimensions, components, shares, means, mean }: PointPosterior, i: number, j: number): number {
  let sum = 0;
  for (const [k, { spread }] of components.entries()) {
    const across = ((means[k * dimensions + i] ?? 0) - (mean[i] ?? 0)) * ((means[k * dimensions + j] ?? 0) - (mean[j] ?? 0));
    sum += (shares[k] ?? 0) * ((i === j ? spread : 0) + across);
  }
  return sum;
}
