import type { SamplerPlan } from '../diffusion/plan.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import { planSizes, type SamplingSizes } from './sampleProgram.ts';

/** The program that a request takes. @param classes that the model is told, null where it is told none */
export function samplingSizes(request: Omit<SampleRequest, 'seed'>, plan: SamplerPlan, classes: number | null): SamplingSizes {
  const { count, guidance, label, guidanceRescale = 0, clip = 'none', clipValue = 1, clipQuantile = 0.995 } = request;
  const guided = classes !== null && guidance !== 1 && label !== 'none';
  return {
    count, guided, ...planSizes(plan), ...(guided && guidanceRescale > 0 ? { rescale: guidanceRescale } : {}),
    ...(clip === 'none' ? {} : { clip: { limit: clipValue, quantile: clip === 'dynamic' ? clipQuantile : null } }),
  };
}
