import type { AdagradAttributes } from '../adagrad.ts';
import type { Array64 } from './array64.ts';
import { updateArenas, type UpdateStep } from './optimizer.ts';

/** Duchi, Hazan and Singer 2011, as torch.optim.Adagrad with lr_decay 0. Arenas: value, gradient, moment2, averages. */
export function adagrad(attributes: AdagradAttributes & { step: UpdateStep }, ...arenas: Array64[]): Array64[] {
  const { epsilon, initial, weightDecay, step } = attributes;
  return updateArenas(attributes, 1, arenas, (gradient, value, [before = 0]) => {
    const g = gradient + weightDecay * value;
    const sum = before + g * g;
    return [value - step.learning_rate * g / (Math.sqrt(initial + sum) + epsilon), sum];
  });
}
