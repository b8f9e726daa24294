/** From a recipe's objective to the numbers of its schedule's levels: how often each is drawn, and what it counts. */
import type { ObjectiveRecipe, ScheduleRecipe } from '../recipe/recipe.ts';
import { normalisedWeights } from './lossShare.ts';
import type { NoiseTable } from './noiseTable.ts';
import { timestepProbabilities } from './timestepDensities.ts';
import type { TimestepDensity } from './timestepDensities.ts';
import { levelWeights } from './weightings.ts';
import type { Weighting } from './weightings.ts';

export interface TrainingDraws {
  /** p[t] of each timestep, adding up to 1; uniform where they follow the losses, which is what importance sampling estimates. */
  readonly probabilities: Float64Array;
  /** w[t] on the loss of the network's own output. */
  readonly weights: Float64Array;
}

/** @param shift of the schedule, which moves logit-normal draws with it */
export function densityOf(objective: ObjectiveRecipe, shift: number): TimestepDensity {
  switch (objective.density) {
    case 'log-normal':
      return { kind: 'log-normal', mean: objective.logNormalMean, std: objective.logNormalStd };
    case 'logit-normal':
      return { kind: 'logit-normal', mean: objective.logitNormalMean, std: objective.logitNormalStd, shift };
    case 'log-snr':
      return { kind: 'log-snr' };
    case 'uniform':
    case 'importance':
      return { kind: 'uniform' };
  }
}

export function weightingOf(objective: ObjectiveRecipe): Weighting {
  switch (objective.weighting) {
    case 'bound':
      return { kind: 'bound', variance: objective.boundVariance };
    case 'score-matching':
      return { kind: 'score-matching', lambda: objective.lambda };
    case 'min-snr':
      return { kind: 'min-snr', gamma: objective.minSnrGamma };
    case 'soft-min-snr':
      return { kind: 'soft-min-snr', gamma: objective.softMinSnrGamma };
    case 'p2':
      return { kind: 'p2', k: objective.p2K, gamma: objective.p2Gamma };
    case 'hand-drawn':
      return { kind: 'hand-drawn', points: objective.share };
    case 'simple':
    case 'max-likelihood':
    case 'edm':
      return { kind: objective.weighting };
  }
}

/**
 * How a recipe draws and weights the levels of its table. The weights of the two bounds, which depend on T, are scaled to a mean
 * of 1 over the draws, so that losses and learning rates stay comparable.
 * @throws Error with a sentence when no level is left that counts
 */
export function trainingDraws({ shift, sigmaData }: Pick<ScheduleRecipe, 'shift' | 'sigmaData'>, objective: ObjectiveRecipe, table: NoiseTable): TrainingDraws {
  const probabilities = timestepProbabilities(densityOf(objective, shift), table);
  const weights = levelWeights(weightingOf(objective), table, { prediction: objective.prediction, sigmaData, probabilities });
  const scaled = objective.weighting === 'bound' || objective.weighting === 'max-likelihood';
  return { probabilities, weights: scaled ? normalisedWeights(weights, probabilities) : weights };
}
