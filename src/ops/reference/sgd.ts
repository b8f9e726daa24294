import type { SgdAttributes } from '../sgd.ts';
import type { Array64 } from './array64.ts';
import { updateArenas, type UpdateStep } from './optimizer.ts';

/** Sutskever et al. 2013, as torch.optim.SGD with dampening 0. Arenas: value, gradient, moment1 with momentum, averages. */
export function sgd(attributes: SgdAttributes & { step: UpdateStep }, ...arenas: Array64[]): Array64[] {
  const { momentum, nesterov, weightDecay, step } = attributes;
  return updateArenas(attributes, momentum > 0 ? 1 : 0, arenas, (gradient, value, [before = 0]) => {
    const g = gradient + weightDecay * value;
    const velocity = momentum * before + g;
    return [value - step.learning_rate * (nesterov ? g + momentum * velocity : velocity), velocity];
  });
}
