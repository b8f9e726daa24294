import type { SampleRequest } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { isOfTimesteps } from '../recipe/relevance.ts';

/**
 * The live picture wants speed: a deterministic sampler with few steps, so that the same noise moves smoothly as the weights
 * learn. A step of a U-Net costs much more than one of the network for points.
 */
const previewSteps = { mlp: 20, unet2d: 12 } as const;

/** What a film of denoising asks for: the recipe's sampling part, with no more steps than there are noise levels. */
export function sampleRequest({ sampling, schedule: trained }: Recipe): SampleRequest {
  const { timesteps } = sampling.schedule ?? trained;
  // Timesteps placed by hand are as many as steps; grids of their own take any number.
  return isOfTimesteps(sampling.spacing) && sampling.spacing !== 'hand-placed' ? { ...sampling, steps: Math.min(sampling.steps, timesteps) } : sampling;
}

/** What the live picture asks for. */
export function previewRequest(recipe: Recipe): SampleRequest {
  const request = sampleRequest(recipe);
  const { timesteps } = recipe.sampling.schedule ?? recipe.schedule;
  return { ...request, sampler: 'ddim', eta: 0, spacing: 'trailing', steps: Math.min(request.steps, timesteps, previewSteps[recipe.model.kind]) };
}

const paces = [5, 10, 20, 50, 100, 200] as const;
const slowestPace = 500;
const picturesPerSecond = 10;

/**
 * Training steps between previews: about ten pictures a second where the device is fast enough. Where it is slow the worker
 * draws fewer, so that they take no more than their share of the time.
 */
export function previewPace(stepsPerSecond: number): number {
  return paces.find((pace) => stepsPerSecond / pace <= picturesPerSecond) ?? slowestPace;
}
