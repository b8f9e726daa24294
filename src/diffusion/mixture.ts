/** The ideal denoiser of a mixture of isotropic Gaussians, in closed form: an oracle for samplers and a picture for teaching. */
import type { Denoiser } from './run.ts';

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
 * m_k + alpha s_k^2 / (alpha^2 s_k^2 + sigma^2) (x - alpha m_k).
 * @param x points one after the other, [n, d] flattened, d from the mixture
 * @returns [n, d] flattened
 * @throws Error with a sentence when x is no whole number of points
 */
export function mixtureX0(mixture: GaussianMixture, x: Float64Array, alpha: number, sigma: number): Float64Array {
  const dimensions = mixture.means[0]?.length ?? 0;
  if (dimensions === 0 || x.length % dimensions !== 0) {
    throw new Error(`${x.length} numbers are no whole number of points of ${dimensions} coordinates; give all coordinates of every point.`);
  }
  const out = new Float64Array(x.length);
  const components = mixture.means.map((mean, k) => {
    const spread = (mixture.std[k] ?? 0) ** 2;
    // A point mass without noise has no density; the smallest variance keeps the nearest centre winning.
    const variance = Math.max(alpha * alpha * spread + sigma * sigma, Number.MIN_VALUE ** 0.5);
    return { mean, variance, gain: (alpha * spread) / variance, logWeight: Math.log(mixture.weights[k] ?? 0) - (dimensions / 2) * Math.log(variance) };
  });
  for (let start = 0; start < x.length; start += dimensions) {
    const logs = components.map(({ mean, variance, logWeight }) => {
      let square = 0;
      for (let i = 0; i < dimensions; i++) square += ((x[start + i] ?? 0) - alpha * (mean[i] ?? 0)) ** 2;
      return logWeight - square / (2 * variance);
    });
    const largest = Math.max(...logs);
    const shares = logs.map((value) => Math.exp(value - largest));
    const total = shares.reduce((sum, share) => sum + share, 0);
    components.forEach(({ mean, gain }, k) => {
      const responsibility = (shares[k] ?? 0) / total;
      for (let i = 0; i < dimensions; i++) {
        const centre = mean[i] ?? 0;
        out[start + i] = (out[start + i] ?? 0) + responsibility * (centre + gain * ((x[start + i] ?? 0) - alpha * centre));
      }
    });
  }
  return out;
}

/** The ideal denoiser as samplers take it. */
export function mixtureDenoiser(mixture: GaussianMixture): Denoiser {
  return (x, call) => mixtureX0(mixture, x, call.alpha, call.sigma);
}
