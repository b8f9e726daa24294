/**
 * How much each noise level counts in the loss. Published weightings are stated for x0, epsilon or the score; each is a weight on
 * the squared error of x0 times how strongly an error of the network's own output moves x0 there, so one weighting trains the
 * same model whichever prediction it is written in.
 */
import { boundWeights } from './boundWeights.ts';
import { handDrawnShare, weightsOfShare } from './lossShare.ts';
import type { SharePoint } from './lossShare.ts';
import { noiseCellWidths } from './noiseCells.ts';
import { alphaBar, logSnrOfAlphaBar } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import type { AnyPrediction } from './predictions.ts';
import type { ReverseVariance } from './variationalBound.ts';

/**
 * - simple: 1 on the network's own output (Ho et al. 2020, eq. 14)
 * - bound: the terms of the variational bound, see `boundWeights`
 * - score-matching: lambda(t) on the squared error of the score (Song et al. 2021, eq. 7): sigma^2 (which is 1 on epsilon), 1, or
 *   g^2 with t in [0, 1]
 * - max-likelihood: g^2 / 2, so that the sum over t is the bound of continuous time (Song et al. 2021, "Maximum likelihood
 *   training of score-based diffusion models", theorem 1): on epsilon half the width of each level in log-SNR
 * - min-snr: min(SNR, gamma) on x0 (Hang et al. 2023)
 * - soft-min-snr: SNR gamma / (SNR + gamma) on x0 (Crowson et al. 2024)
 * - p2: 1 / (k + SNR)^gamma on epsilon (Choi et al. 2022, eq. 8)
 * - edm: 1 / c_out^2 on x0, which is 1 on F (Karras et al. 2022, table 1)
 * - hand-drawn: what makes density times weight the curve drawn, see `handDrawnShare`
 */
export type Weighting =
  | { readonly kind: 'simple' }
  | { readonly kind: 'bound'; readonly variance?: ReverseVariance }
  | { readonly kind: 'score-matching'; readonly lambda: 'sigma-squared' | 'one' | 'g-squared' }
  | { readonly kind: 'max-likelihood' }
  | { readonly kind: 'min-snr'; readonly gamma?: number }
  | { readonly kind: 'soft-min-snr'; readonly gamma?: number }
  | { readonly kind: 'p2'; readonly k?: number; readonly gamma?: number }
  | { readonly kind: 'edm' }
  | { readonly kind: 'hand-drawn'; readonly points: readonly SharePoint[] };

export type WeightingKind = Weighting['kind'];

/** Defaults of the papers. */
export const WEIGHTING_DEFAULTS = { 'min-snr': { gamma: 5 }, 'soft-min-snr': { gamma: 4 }, p2: { k: 1, gamma: 1 } } as const;

export interface WeightedObjective {
  readonly prediction: AnyPrediction;
  /** Standard deviation of the data, for edm; default 1. */
  readonly sigmaData?: number;
  /** p[t] of the training draws, for the hand-drawn weighting; default uniform. */
  readonly probabilities?: Float64Array;
}

/** Beyond this |log-SNR| weights are those of this level, so that products of 0 and infinity have their limits and float32 holds them. */
const FARTHEST = 80;

/**
 * w[t] on the squared error of the network's own output, length T, none negative. The training loss is
 * sum_t p[t] w[t] mse[t]; only ratios of weights matter (see `normalisedWeights` for a mean of 1).
 *
 * 0 at the ends where no x0 is at stake, for all but simple and hand-drawn: where sigma is 0 (x_t is x0 already), and where alpha is 0
 * and the output is epsilon or the score (from which x0 cannot be told there).
 */
export function levelWeights(weighting: Weighting, table: NoiseTable, objective: WeightedObjective): Float64Array {
  switch (weighting.kind) {
    case 'simple':
      return new Float64Array(table.timesteps).fill(1);
    case 'hand-drawn': {
      const probabilities = objective.probabilities ?? new Float64Array(table.timesteps).fill(1 / table.timesteps);
      return weightsOfShare(handDrawnShare(weighting.points, table.timesteps), probabilities);
    }
    default: {
      const gains = outputGains(table, objective);
      const blind = objective.prediction === 'epsilon' || objective.prediction === 'score';
      return x0Weights(weighting, table, objective.sigmaData).map((weight, t) => {
        const level = alphaBar(table, t);
        return level === 1 || (blind && level === 0) ? 0 : weight * (gains[t] ?? 0);
      });
    }
  }
}

/** The same weights on the squared error of x0: w[t] / gain[t] of what `levelWeights` gives, for a published weighting. */
export function x0Weights(weighting: Exclude<Weighting, { kind: 'simple' | 'hand-drawn' }>, table: NoiseTable, sigmaData = 1): Float64Array {
  const snr = Float64Array.from({ length: table.timesteps }, (_, t) => boundedSnr(table, t));
  switch (weighting.kind) {
    case 'bound':
      return boundWeights(table, weighting);
    case 'max-likelihood':
      return noiseCellWidths(table).map((width, t) => (width / 2) * (snr[t] ?? 0));
    case 'score-matching': {
      // An error of the score is one of epsilon divided by sigma, and that of x0 times alpha / sigma.
      const widths = noiseCellWidths(table);
      return snr.map((ratio, t) => ratio * lambdaOnEpsilon(weighting.lambda, table, t, widths[t] ?? 0));
    }
    case 'min-snr': {
      const gamma = positive(weighting.gamma ?? WEIGHTING_DEFAULTS['min-snr'].gamma, 'min-SNR gamma');
      return snr.map((ratio) => Math.min(ratio, gamma));
    }
    case 'soft-min-snr': {
      const gamma = positive(weighting.gamma ?? WEIGHTING_DEFAULTS['soft-min-snr'].gamma, 'soft min-SNR gamma');
      return snr.map((ratio) => gamma * (ratio / (ratio + gamma)));
    }
    case 'p2': {
      const { k, gamma } = { k: weighting.k ?? WEIGHTING_DEFAULTS.p2.k, gamma: weighting.gamma ?? WEIGHTING_DEFAULTS.p2.gamma };
      positive(k, 'P2 k');
      if (!(gamma >= 0)) throw new Error(`The P2 gamma is ${gamma}; give a number of 0 or greater.`);
      return snr.map((ratio) => ratio / (k + ratio) ** gamma);
    }
    case 'edm':
      // 1 / c_out^2 = 1 / sigma_data^2 + 1 / sigma^2.
      return snr.map((ratio) => 1 / (positive(sigmaData, 'sigma_data') ** 2) + ratio);
  }
}

/**
 * How strongly errors of the output move x0: (d x0 / d output)^2 at each level, length T; so mse of x0 = gain[t] mse of the output.
 * For epsilon, the weight on x0 times this is the weight on epsilon, and so on for each prediction (see predictions.ts).
 */
export function outputGains(table: NoiseTable, objective: WeightedObjective): Float64Array {
  const { prediction, sigmaData = 1 } = objective;
  return Float64Array.from({ length: table.timesteps }, (_, t) => {
    const square = 1 / boundedSnr(table, t);
    switch (prediction) {
      case 'epsilon':
        return square;
      case 'x0':
        return 1;
      case 'v':
        return square / (1 + square);
      case 'score':
        return square * noiseVariance(table, t);
      case 'flow':
        return (Math.sqrt(square) / (1 + Math.sqrt(square))) ** 2;
      case 'edm':
        return (square * sigmaData ** 2) / (square + sigmaData ** 2);
    }
  });
}

function lambdaOnEpsilon(lambda: 'sigma-squared' | 'one' | 'g-squared', table: NoiseTable, t: number, width: number): number {
  switch (lambda) {
    case 'sigma-squared':
      return 1;
    case 'one':
      return 1 / noiseVariance(table, t);
    case 'g-squared':
      // g^2 = sigma^2 (-d log-SNR / dt) in any coordinates (Kingma and Gao 2023, appendix), and dt = 1 / T.
      return width * table.timesteps;
  }
}

/** sigma^2 in the coordinates in which the network sees x_t. */
function noiseVariance(table: NoiseTable, t: number): number {
  const square = 1 / boundedSnr(table, t);
  return (square / (1 + square)) * (table.lengths?.[t] ?? 1) ** 2;
}

function boundedSnr(table: NoiseTable, t: number): number {
  return Math.exp(Math.min(FARTHEST, Math.max(-FARTHEST, logSnrOfAlphaBar(alphaBar(table, t)))));
}

function positive(value: number, name: string): number {
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`The ${name} is ${value}; give a number above 0.`);
  return value;
}
