/** What the error of x0 at each noise level costs in the variational bound. */
import { alphaBar } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { gaussianDecoderTerm, stepTerm } from './variationalBound.ts';
import type { ReverseVariance } from './variationalBound.ts';

export interface BoundSettings {
  /** Variance of the reverse steps: the posterior's, best for data at one point, or beta, best for standard normal data (Ho et al. 2020, section 3.2). */
  readonly variance?: ReverseVariance;
  /** Variance of the Gaussian decoder, the reverse step that ends at clean data; default 1 - alpha_bar of its level, its beta. */
  readonly decoderVariance?: number;
}

/**
 * W[t], length T: with mse[t] the mean squared error of predicted x0 over dimensions, sum_t W[t] mse[t] is what errors add to the
 * bound on -ln p(x0), in nats per dimension. (What no model can change is left out: the prior's term, the decoder's normaliser,
 * and for large variance the constants.)
 *
 * For t >= 1 that is the KL divergence from the posterior, |difference of means|^2 / (2 variance) (Ho et al. 2020, eq. 7 and 8). With the
 * posterior's own variance it is (SNR(t - 1) - SNR(t)) / 2 (Kingma et al. 2021, eq. 13), in any coordinates; with variance beta it
 * is smaller by (1 - alpha_bar(t - 1)) / (1 - alpha_bar(t)). In terms of epsilon the same is eq. 12 of Ho et al. 2020.
 * For t = 0, L_0 with a Gaussian decoder: 1 / (2 decoderVariance). Levels without noise (alpha_bar 1) have weight 0 and the one after
 * them is decoded. A step on which a hand-drawn table rises has weight 0 too.
 */
export function boundWeights(table: NoiseTable, settings: BoundSettings = {}): Float64Array {
  const { variance = 'small' } = settings;
  return Float64Array.from({ length: table.timesteps }, (_, t) => {
    const now = alphaBar(table, t);
    const before = t === 0 ? 1 : alphaBar(table, t - 1);
    if (now === 1 || now > before) return 0;
    if (before === 1) return gaussianDecoderTerm(settings.decoderVariance ?? 1 - now).weight;
    return stepTerm(table, t, variance).weight;
  });
}
