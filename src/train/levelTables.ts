import { learnedBounds } from '../diffusion/learnedBounds.ts';
import { alpha, type NoiseTable, sigma } from '../diffusion/noiseTable.ts';
import { target, toX0 } from '../diffusion/predictions.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { importanceProbabilities, importanceWeights } from '../diffusion/timestepDensities.ts';
import { cumulativeTable, drawnProbabilities } from '../diffusion/timestepDraws.ts';
import { trainingDraws } from '../diffusion/trainingDraws.ts';
import { LOSS_LEVELS } from '../ops/lossSummary.ts';
import type { Recipe } from '../recipe/recipe.ts';

/** What training reads of each timestep, as the kernels take it. */
export interface LevelTables {
  readonly noise: NoiseTable;
  /** [T, 4]: alpha, sigma, and the target's parts of x0 and of epsilon. */
  readonly levels: Float32Array;
  /** [T]: on the loss of the network's output. */
  readonly weights: Float32Array;
  /** [T]: with what probability this timestep or one before it is drawn; null where all are drawn alike. */
  readonly cumulative: Float32Array | null;
  /** What the losses of each of LOSS_LEVELS parts of the timesteps are multiplied with; null where they are not drawn by their losses. */
  readonly partFactors: Float32Array | null;
  /** [T, 2]: x0 = first * x_t + second * output. */
  readonly x0Factors: Float32Array;
  /** [T, 5]: see `learnedBounds`; null where the variance is not learned. */
  readonly bounds: Float32Array | null;
}

/** Whether timesteps are drawn from a table of probabilities. */
export function isWeighted({ objective }: Pick<Recipe, 'objective'>): boolean {
  return objective.density !== 'uniform';
}

/**
 * @param secondMoments of the losses in equal parts of the timesteps, for importance sampling; NaN where not known yet
 * @throws a sentence when the schedule is bad or no level has a weight
 */
export function makeLevelTables({ schedule, objective }: Pick<Recipe, 'schedule' | 'objective'>, secondMoments: Float64Array): LevelTables {
  const { prediction } = objective;
  const { sigmaData } = schedule;
  const noise = makeNoiseTable(schedule);
  const draws = trainingDraws(schedule, objective, noise);
  const byLoss = objective.density === 'importance';
  const wanted = byLoss ? importanceProbabilities(secondMoments, noise.timesteps, objective.uniformShare) : draws.probabilities;
  const cumulative = isWeighted({ objective }) ? cumulativeTable(wanted) : null;
  const probabilities = cumulative ? drawnProbabilities(cumulative) : draws.probabilities;
  const factors = byLoss ? importanceWeights(probabilities) : null;
  const ofLevels = (numbers: (alpha: number, sigma: number) => readonly number[]): Float32Array =>
    new Float32Array(Array.from({ length: noise.timesteps }, (_, t) => numbers(alpha(noise, t), sigma(noise, t))).flat());
  return {
    noise, cumulative,
    partFactors: factors && Float32Array.from({ length: LOSS_LEVELS }, (_, part) => factors[Math.ceil((part * noise.timesteps) / LOSS_LEVELS)] ?? 1),
    levels: ofLevels((a, s) => {
      const goal = target(prediction, a, s, sigmaData);
      return [a, s, goal.x0, goal.epsilon];
    }),
    weights: new Float32Array(draws.weights.map((weight, t) => weight * (factors?.[t] ?? 1))),
    x0Factors: ofLevels((a, s) => {
      const { state, output } = toX0(prediction, a, s, sigmaData);
      return [state, output];
    }),
    bounds: objective.variance === 'learned' ? new Float32Array(learnedBounds(noise, { prediction, sigmaData, share: objective.hybridWeight, probabilities })) : null,
  };
}
