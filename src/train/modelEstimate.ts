import { deviceTraits } from '../engine/compile.ts';
import type { Gpu } from '../gpu/device.ts';
import type { ModelEstimate } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { DeviceSpeed } from './deviceSpeed.ts';
import { estimateRun, millisecondsPerStep, tooBig } from './estimate.ts';

/**
 * What the recipe's model would take on a device. Parts that do not fit together, for instance pictures that the network
 * cannot halve often enough, make a model too big as memory does: with the sentence and without numbers.
 * @param classes of the pictures, 0 where they have none
 * @param speed of the device, as `measureDevice` finds it
 */
export function modelEstimate(gpu: Gpu, recipe: Recipe, classes: number, speed: DeviceSpeed): ModelEstimate {
  try {
    const estimate = estimateRun(recipe, deviceTraits(gpu), { classes });
    const { batch, accumulate } = recipe.training;
    const milliseconds = millisecondsPerStep(estimate, speed);
    return {
      parameters: estimate.parameters, bytes: estimate.bytes, millisecondsPerStep: milliseconds,
      imagesPerSecond: (1000 * batch * accumulate) / milliseconds, tooBig: tooBig(recipe, estimate, gpu.device.limits),
    };
  } catch (error) {
    return { parameters: 0, bytes: 0, millisecondsPerStep: 0, imagesPerSecond: 0, tooBig: error instanceof Error ? error.message : String(error) };
  }
}
