import type { RmspropAttributes } from '../rmsprop.ts';
import type { Array64 } from './array64.ts';
import { updateArenas, type UpdateStep } from './optimizer.ts';

/** As torch.optim.RMSprop. Arenas: value, gradient, moment1 with momentum, moment2, moment3 when centred, averages. */
export function rmsprop(attributes: RmspropAttributes & { step: UpdateStep }, ...arenas: Array64[]): Array64[] {
  const { smoothing, epsilon, momentum, centred, weightDecay, step } = attributes;
  const hasVelocity = momentum > 0;
  return updateArenas(attributes, 1 + Number(hasVelocity) + Number(centred), arenas, (gradient, value, moments) => {
    const [velocity = 0, squareBefore = 0, meanBefore = 0] = hasVelocity ? moments : [0, ...moments];
    const g = gradient + weightDecay * value;
    const square = smoothing * squareBefore + (1 - smoothing) * g * g;
    const mean = centred ? smoothing * meanBefore + (1 - smoothing) * g : 0;
    const update = momentum * velocity + g / (Math.sqrt(Math.max(0, square - mean * mean)) + epsilon);
    return [value - step.learning_rate * update, ...(hasVelocity ? [update] : []), square, ...(centred ? [mean] : [])];
  });
}
