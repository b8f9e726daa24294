import type { AdamWAttributes } from '../adamw.ts';
import type { Array64 } from './array64.ts';
import { type NumberRule, updateArenas, type UpdateStep } from './optimizer.ts';

/** Loshchilov and Hutter 2019, algorithm 2, on the clipped gradient; `coupled`: Kingma and Ba 2015, algorithm 1, with L2 in the gradient. */
export function adamwRule({ beta1, beta2, epsilon, weightDecay, coupled, step }: AdamWAttributes & { step: UpdateStep }): NumberRule {
  return (gradient, value, [moment1 = 0, moment2 = 0]) => {
    const g = coupled === true ? gradient + weightDecay * value : gradient;
    const m = beta1 * moment1 + (1 - beta1) * g;
    const v = beta2 * moment2 + (1 - beta2) * g ** 2;
    const update = m * step.moment1_correction / (Math.sqrt(v * step.moment2_correction) + epsilon);
    return [value - step.learning_rate * ((coupled === true ? 0 : weightDecay * value) + update), m, v];
  };
}

/** Arenas: value, gradient, moment1, moment2, averages. */
export function adamw(attributes: AdamWAttributes & { step: UpdateStep }, ...arenas: Array64[]): Array64[] {
  return updateArenas(attributes, 2, arenas, adamwRule(attributes));
}
