import type { LionAttributes } from '../lion.ts';
import type { Array64 } from './array64.ts';
import { updateArenas, type UpdateStep } from './optimizer.ts';

/** Chen et al. 2023, algorithm 2. Arenas: value, gradient, moment1, averages. */
export function lion(attributes: LionAttributes & { step: UpdateStep }, ...arenas: Array64[]): Array64[] {
  const { beta1, beta2, weightDecay, step } = attributes;
  return updateArenas(attributes, 1, arenas, (g, value, [momentum = 0]) => {
    const direction = Math.sign(beta1 * momentum + (1 - beta1) * g);
    return [value - step.learning_rate * (direction + weightDecay * value), beta2 * momentum + (1 - beta2) * g];
  });
}
