/** The plan that a recipe's sampling part, or a request like it, asks for. */
import type { SamplingRecipe } from '../recipe/recipe.ts';
import { makePlan } from './makePlan.ts';
import type { NoiseTable } from './noiseTable.ts';
import type { SamplerPlan } from './plan.ts';

/** What a plan is made from; what is left out or null is as the sampler has it. */
export type RequestedPlan = Pick<SamplingRecipe, 'sampler' | 'steps'> & Partial<SamplingRecipe>;

/**
 * @param trained the noise levels the network was trained on
 * @param sampling those to step through
 * @param learnsVariance whether the network learned its variance
 * @throws Error with a sentence when a setting is out of range or settings do not go together
 */
export function requestedPlan(request: RequestedPlan, trained: NoiseTable, sampling: NoiseTable, learnsVariance: boolean): SamplerPlan {
  const { gridRho, eta, order, ...rest } = request;
  return makePlan({
    ...rest, trained, sampling, learnsVariance,
    ...(gridRho === undefined ? {} : { rho: gridRho }), ...(eta === undefined || eta === null ? {} : { eta }), ...(order === undefined || order === null ? {} : { order }),
  });
}
