import { samplerEntry } from '../../../diffusion/samplerTable.ts';
import type { SampleRequest } from '../../../protocol/messages.ts';
import type { Recipe, SamplingRecipe } from '../../../recipe/recipe.ts';
import { sampleRequest } from '../../../store/previewRequest.ts';

/** Whether the sampler draws fresh noise on the way with these settings. */
export function drawsNoise({ sampler, eta, churn }: Pick<SamplingRecipe, 'sampler' | 'eta' | 'churn'>): boolean {
  const { noise, settings } = samplerEntry(sampler);
  if (noise !== 'optional') return noise === 'always';
  return (settings.includes('eta') && (eta ?? 0) > 0) || (settings.includes('churn') && (churn ?? 0) > 0);
}

/** Carries points from noise of their own by the film's sampler without fresh noise; DDIM stands in for samplers that cannot do without. */
export function carriedRequest(recipe: Recipe, noise: Float32Array): SampleRequest {
  const request = sampleRequest(recipe);
  const isRandom = samplerEntry(request.sampler).noise === 'always';
  return { ...request, ...(isRandom ? { sampler: 'ddim' } : { churn: 0 }), eta: 0, count: noise.length / 2, noise };
}
