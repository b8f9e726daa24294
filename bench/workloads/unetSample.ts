/** `unet-sample`: a whole DDIM sampling loop. */
import type { ModelSizeName } from '../../src/recipe/modelSizes.ts';
import type { CasePlan, Scale, Workload } from '../engine.ts';
import { openOurSampling } from '../ours/unet.ts';
import { makeUNetSampling } from '../problems/unet.ts';

/** [network, side of the images, their channels, batch, calls] */
const SIZES: Record<Scale, readonly (readonly [ModelSizeName, number, number, number, number])[]> = {
  full: [['small', 32, 3, 1, 50], ['small', 32, 3, 16, 50]],
  small: [['tiny', 16, 1, 1, 5], ['tiny', 16, 1, 4, 5]],
};

/**
 * Of the sample. A network's output is off by some 1e-6; from pure noise x0 is that divided by alpha (0.006), yet the next
 * state takes x0 times its own alpha, so that errors of the calls add up instead of growing.
 */
const TOLERANCE = 1e-3;

function plan(network: ModelSizeName, size: number, channels: number, batch: number, calls: number): CasePlan {
  return {
    name: `${network}, ${size}x${size}x${channels}, batch ${batch}, ${calls} DDIM calls`,
    make() {
      const problem = makeUNetSampling(network, size, channels, batch, calls);
      return { problem, ours: (gpu) => openOurSampling(gpu, problem), checkedSteps: 1, tolerance: TOLERANCE };
    },
  };
}

export const unetSampleWorkload: Workload = {
  plans: (scale) => SIZES[scale].map((sizes) => plan(...sizes)),
  note: 'ONNX Runtime is not among the engines yet: it will come with the ONNX export.',
};
