/** `mlp-train`: one training step of the 2-D network. */
import type { Scale, Workload } from '../engine.ts';
import { openOurRun, openOurs } from '../ours/mlp.ts';
import { makeMlpProblem } from '../problems/mlp.ts';

/** [width, batch] */
const SIZES: Record<Scale, readonly (readonly [number, number])[]> = { small: [[128, 1024]], full: [[128, 1024], [256, 4096]] };
const DEPTH = 4;
/**
 * Largest relative difference of a loss. Our features go through the driver's sine and cosine, which WGSL lets be off by
 * 2^-11 (5e-4) in absolute terms; the loss is a mean over thousands of rows with random signs of that error.
 */
const TOLERANCE = 1e-3;

export const mlpTrainWorkload: Workload = {
  plans: (scale) => SIZES[scale].map(([width, batch]) => ({
    name: `${DEPTH}x${width}, batch ${batch}`,
    make() {
      const problem = makeMlpProblem(width, DEPTH, batch);
      return { problem, ours: (gpu) => openOurs(gpu, problem), ourMore: (gpu) => openOurRun(gpu, problem), checkedSteps: 8, tolerance: TOLERANCE };
    },
  })),
};
