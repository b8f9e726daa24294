/** `norm`: group normalisation with SiLU, by composition at the peers. */
import type { CasePlan, Scale, Workload } from '../engine.ts';
import { openOurNorm } from '../ours/operations.ts';
import { type LayerPass, normals } from '../problems/problem.ts';

/** [batch, size, channels] */
const SIZES: Record<Scale, readonly (readonly [number, number, number])[]> = { full: [[64, 32, 64], [64, 8, 256]], small: [[8, 32, 32], [16, 8, 64]] };
const PASSES: readonly LayerPass[] = ['forward', 'forward and backward'];
const GROUPS = 8;
/**
 * A group's mean and variance and the gradients of scale and shift are sums of up to 65,536 terms, added in parts or, by
 * some engine, one after the other: off by 2^-25 sqrt(65536) = 8e-6 each, the largest of many some six times that.
 */
const TOLERANCE = 1e-4;

function plan(batch: number, size: number, channels: number, pass: LayerPass): CasePlan {
  const count = batch * size * size * channels;
  return {
    name: `${pass}, batch ${batch}, ${size}x${size}, ${channels} channels in ${GROUPS} groups`,
    make() {
      const problem = {
        kind: 'norm' as const, pass, batch, size, channels, groups: GROUPS, epsilon: 1e-5,
        x: normals(count, 0), scale: normals(channels, 1), shift: normals(channels, 2), dOut: normals(count, 3),
      };
      return { problem, ours: (gpu) => openOurNorm(gpu, problem), checkedSteps: 1, tolerance: TOLERANCE };
    },
  };
}

export const normWorkload: Workload = { plans: (scale) => SIZES[scale].flatMap((sizes) => PASSES.map((pass) => plan(...sizes, pass))) };
