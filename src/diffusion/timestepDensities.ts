/** How often training draws each noise level: p[t] over a table of T levels, adding up to 1. */
import { noiseCells } from './noiseCells.ts';
import type { NoiseTable } from './noiseTable.ts';
import { logIntervalProbability } from './normalDistribution.ts';

/**
 * - uniform: every timestep alike
 * - log-normal: ln(sigma / alpha) is normal (Karras et al. 2022, table 1: P_mean -1.2, P_std 1.2)
 * - logit-normal: the flow time s = sigma / (alpha + sigma) has a normal logit (Esser et al. 2024, section 3.1). Since logit(s) is
 *   ln(sigma / alpha), that is a log-normal too. `shift` moves it with the schedule: there times are drawn first and shifted after
 * - log-snr: log-SNR is uniform over the table's range (the linear schedule of Kingma et al. 2021)
 */
export type TimestepDensity =
  | { readonly kind: 'uniform' }
  | { readonly kind: 'log-normal'; readonly mean?: number; readonly std?: number }
  | { readonly kind: 'logit-normal'; readonly mean?: number; readonly std?: number; readonly shift?: number }
  | { readonly kind: 'log-snr' };

export type TimestepDensityKind = TimestepDensity['kind'];

/** Default mean and standard deviation of the two normals. */
export const DENSITY_DEFAULTS = {
  'log-normal': { mean: -1.2, std: 1.2 },
  'logit-normal': { mean: 0, std: 1 },
} as const;

/**
 * p[t], length T. A density over noise levels gives each level the mass of its cell (half way to its neighbours, see
 * `noiseCells`); what lies beyond the table's ends goes to the outermost levels. So it is the same density on any schedule.
 * @throws Error with a sentence when a standard deviation or the shift is not above 0
 */
export function timestepProbabilities(density: TimestepDensity, table: NoiseTable): Float64Array {
  switch (density.kind) {
    case 'uniform':
      return new Float64Array(table.timesteps).fill(1 / table.timesteps);
    case 'log-snr':
      return proportional(noiseCells(table).map(({ low, high, share }) => (high - low) * share));
    case 'log-normal':
    case 'logit-normal': {
      const { mean, std } = { ...DENSITY_DEFAULTS[density.kind], ...given(density) };
      const shift = density.kind === 'logit-normal' ? (density.shift ?? 1) : 1;
      if (!(std > 0)) throw new Error(`The standard deviation of the noise levels drawn is ${std}; give a number above 0.`);
      if (!(shift > 0)) throw new Error(`The shift of the times drawn is ${shift}; give a number above 0.`);
      return normalOverLevels(table, mean + Math.log(shift), std);
    }
  }
}

function given({ mean, std }: { mean?: number; std?: number }): { mean?: number; std?: number } {
  return { ...(mean === undefined ? {} : { mean }), ...(std === undefined ? {} : { std }) };
}

/** ln(sigma / alpha), which is -1/2 log-SNR, is normal. */
function normalOverLevels(table: NoiseTable, mean: number, std: number): Float64Array {
  const cells = noiseCells(table);
  const lowest = Math.min(...cells.map(({ low }) => low));
  const highest = Math.max(...cells.map(({ high }) => high));
  const place = (logSnr: number): number => (-logSnr / 2 - mean) / std;
  return proportional(
    cells.map(({ low, high, share }) => {
      const from = high === highest ? -Infinity : place(high);
      const to = low === lowest ? Infinity : place(low);
      return Math.exp(logIntervalProbability(from, to)) * share;
    }),
  );
}

/** Scaled to add up to 1; alike where nothing tells the levels apart. */
function proportional(masses: readonly number[]): Float64Array {
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return Float64Array.from(masses, (mass) => (total > 0 ? mass / total : 1 / masses.length));
}

/**
 * Loss-aware importance sampling: p[t] in proportion to sqrt(E[L^2]) of the loss at level t, mixed with a uniform share so that no
 * level is ever forgotten (Nichol and Dhariwal 2021, section 3.3; their code's `LossSecondMomentResampler`). It draws more where the
 * loss is large, which lowers the variance of the estimate; with `importanceWeights` the expected loss stays the same.
 * @param secondMoments E[L^2] in equally wide bins of t, 1 to T of them; NaN where nothing was drawn yet: then p is uniform
 * @param uniformShare mixed in, from 0 to 1
 * @throws Error with a sentence when there are more bins than timesteps, or none
 */
export function importanceProbabilities(secondMoments: ArrayLike<number>, timesteps: number, uniformShare = 0.001): Float64Array {
  const bins = secondMoments.length;
  if (bins < 1 || bins > timesteps) throw new Error(`The losses come in ${bins} bins for ${timesteps} timesteps; give from 1 bin to one for each timestep.`);
  const roots = Array.from({ length: timesteps }, (_, t) => Math.sqrt(secondMoments[Math.floor((t * bins) / timesteps)] ?? Number.NaN));
  const known = proportional(roots.every(Number.isFinite) ? roots : roots.map(() => 1));
  return known.map((share) => share * (1 - uniformShare) + uniformShare / timesteps);
}

/**
 * Factors 1 / (T p[t]) for the loss of a drawn level: with them the mean over draws from p estimates, without bias, the mean over
 * uniformly drawn levels. 0 where p is 0: such levels are never drawn (and there the estimate is biased).
 */
export function importanceWeights(probabilities: Float64Array): Float64Array {
  return probabilities.map((p) => (p > 0 ? 1 / (probabilities.length * p) : 0));
}

/** Losses per level kept for importance sampling. */
export interface LossMoments {
  /** One sample's loss at timestep t; not finite ones are passed over. */
  add(t: number, loss: number): void;
  /** E[L^2] of each bin over the latest losses; NaN for bins that have not got all theirs yet. Pass on to `importanceProbabilities`. */
  secondMoments(): Float64Array;
}

/**
 * Keeps the latest losses of each bin of timesteps.
 * @param bins number of equally wide bins of t, 1 to T
 * @param kept losses kept in each bin: 10 in Nichol and Dhariwal 2021, section 3.3
 */
export function makeLossMoments(timesteps: number, bins: number, kept = 10): LossMoments {
  const losses = new Float64Array(bins * kept);
  const counts = new Float64Array(bins);
  return {
    add(t, loss) {
      if (!Number.isFinite(loss)) return;
      const bin = Math.min(bins - 1, Math.max(0, Math.floor((t * bins) / timesteps)));
      const count = counts[bin] ?? 0;
      losses[bin * kept + (count % kept)] = loss;
      counts[bin] = count + 1;
    },
    secondMoments() {
      return counts.map((count, bin) => {
        if (count < kept) return Number.NaN;
        return losses.subarray(bin * kept, (bin + 1) * kept).reduce((sum, loss) => sum + loss * loss, 0) / kept;
      });
    },
  };
}
