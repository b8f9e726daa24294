import type { SampleRequest } from '../protocol/messages.ts';
import type { SamplingRecipe } from '../recipe/recipe.ts';

/** The live picture wants speed: a deterministic sampler with few steps, so that the same noise moves smoothly as the weights learn. */
const previewSteps = 25;

export function previewRequest(sampling: SamplingRecipe): SampleRequest {
  return {
    sampler: 'ddim',
    steps: Math.min(sampling.steps, previewSteps),
    count: sampling.count,
    seed: sampling.seed,
    eta: 0,
    schedule: sampling.schedule,
  };
}

const paces = [20, 50, 100, 200, 500] as const;

/** Training steps between previews: about six pictures a second on a fast GPU, more seldom where steps are slow. */
export function previewPace(stepsPerSecond: number): number {
  return paces.find((pace) => stepsPerSecond / pace <= 6) ?? paces[paces.length - 1] ?? 500;
}

/** What a film of denoising asks for, from the recipe's sampling part. */
export function sampleRequest(sampling: SamplingRecipe): SampleRequest {
  const { sampler, steps, count, seed, eta, schedule } = sampling;
  return { sampler, steps, count, seed, eta, schedule };
}
