/** From uniform random numbers to timesteps of a batch; what the kernels do, and the tables they are given. */

/**
 * The cumulative probabilities P(timestep <= t) as kernels hold them: float32, length T, exactly 1 from the last level that can be
 * drawn on. A level less likely than float32 tells apart (about 6e-8) is never drawn.
 * @param probabilities p[t], none negative, at least one above 0
 * @throws Error with a sentence when they are not
 */
export function cumulativeTable(probabilities: Float64Array): Float32Array {
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  if (!(total > 0 && Number.isFinite(total)) || probabilities.some((p) => p < 0)) {
    throw new Error('The probabilities of the noise levels must be 0 or greater and not all 0; give a density that reaches some level of the schedule.');
  }
  const last = probabilities.findLastIndex((p) => p > 0);
  let sum = 0;
  return Float32Array.from(probabilities, (p, t) => {
    sum += p / total;
    return t >= last ? 1 : Math.min(1, sum);
  });
}

/**
 * The timestep of a uniform number u: the first t with u < cumulative[t] (inverse-CDF sampling), the last that can be drawn for
 * u = 1. By halving, in at most 10 steps for T = 1000: low = 0, high = T - 1; while low < high, middle = (low + high) / 2 rounded down;
 * if u < cumulative[middle] then high = middle, else low = middle + 1.
 */
export function timestepAt(cumulative: Float32Array, u: number): number {
  const below = Math.min(u, 1 - 2 ** -24);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (below < (cumulative[middle] ?? 1)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The probabilities with which `timestepAt` truly draws each level: p[t] up to the rounding of the table. */
export function drawnProbabilities(cumulative: Float32Array): Float64Array {
  return Float64Array.from(cumulative, (value, t) => value - (t > 0 ? (cumulative[t - 1] ?? 0) : 0));
}

/**
 * How the uniform numbers of a batch hang together. Each one by itself is uniform, so all three estimate the same loss; the last
 * two spread a batch over the noise levels and so make its loss vary less from step to step.
 * - independent: every sample draws its own
 * - antithetic: the second half of the batch takes 1 - u of the first, so that a clean draw comes with a noisy one
 * - low-discrepancy: sample i of B takes (i + u) / B with one u for the batch (Kingma et al. 2021, low-discrepancy sampler)
 */
export type DrawKind = 'independent' | 'antithetic' | 'low-discrepancy';

/**
 * B uniform numbers in [0, 1).
 * @param uniform returns numbers in [0, 1); asked B times, (B + 1) / 2 rounded down times or once
 */
export function batchUniforms(kind: DrawKind, batch: number, uniform: () => number): Float64Array {
  switch (kind) {
    case 'independent':
      return Float64Array.from({ length: batch }, uniform);
    case 'antithetic': {
      const half = Math.ceil(batch / 2);
      const first = Array.from({ length: half }, uniform);
      return Float64Array.from({ length: batch }, (_, i) => (i < half ? (first[i] ?? 0) : Math.min(1 - (first[i - half] ?? 0), 1 - 2 ** -53)));
    }
    case 'low-discrepancy': {
      const offset = uniform();
      return Float64Array.from({ length: batch }, (_, i) => Math.min((i + offset) / batch, 1 - 2 ** -53));
    }
  }
}
