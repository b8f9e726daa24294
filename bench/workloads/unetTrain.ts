/** `unet-train`: a whole training step of an image diffusion model: noise, forward, loss, backward, Adam, moving average. */
import type { ModelSizeName } from '../../src/recipe/modelSizes.ts';
import type { CasePlan, Scale, Workload } from '../engine.ts';
import { openOurTraining } from '../ours/unet.ts';
import { makeUNetTraining } from '../problems/unet.ts';

/** [network, side of the images, their channels, batch] */
const SIZES: Record<Scale, readonly (readonly [ModelSizeName, number, number, number])[]> = {
  full: [['small', 32, 3, 16], ['small', 32, 3, 64], ['medium', 32, 3, 16], ['medium', 32, 3, 64]],
  small: [['tiny', 16, 1, 16]],
};

/**
 * Largest relative difference of a loss. A loss itself is off by some 1e-6 (sums of a thousand products, dozens of layers
 * deep, each normalised). Adam divides a gradient by its size: where one is nearly zero, rounding decides the direction of
 * a step of size 2e-4, so after the first step the weights differ a little; src/nn/unet2d sees 2e-4 against PyTorch.
 */
const TOLERANCE = 2e-4;

function plan(network: ModelSizeName, size: number, channels: number, batch: number): CasePlan {
  return {
    name: `${network}, ${size}x${size}x${channels}, batch ${batch}`,
    async make(gpu) {
      const { problem, data, levels } = await makeUNetTraining(gpu, network, size, channels, batch);
      return { problem, ours: (opening) => openOurTraining(opening, problem, data, levels), checkedSteps: 4, tolerance: TOLERANCE };
    },
  };
}

export const unetTrainWorkload: Workload = {
  plans: (scale) => SIZES[scale].map((sizes) => plan(...sizes)),
  note: 'Ours draws its batch and its noise anew in every step (the same each time, for comparison); the peers are handed both.',
};
