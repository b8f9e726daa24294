/** `matmul`: the products that convolutions and linear layers are made of. */
import type { CasePlan, Scale, Workload } from '../engine.ts';
import { openOurMatmul } from '../ours/operations.ts';
import { normals, sumTolerance } from '../problems/problem.ts';

/** [m, n, k]: a square one; a convolution's forward pass and its weight gradient as products; a deep one; a linear layer. */
const SIZES: Record<Scale, readonly (readonly [number, number, number])[]> = {
  full: [[1024, 1024, 1024], [65536, 64, 576], [64, 576, 65536], [4096, 256, 2304], [64, 256, 1024]],
  small: [[256, 256, 256], [4096, 32, 288], [32, 288, 4096], [64, 256, 256]],
};

function plan(m: number, n: number, k: number): CasePlan {
  return {
    name: `${m} x ${n} x ${k}`,
    make() {
      const problem = { kind: 'matmul' as const, m, n, k, a: normals(m * k, 0), b: normals(k * n, 1) };
      return { problem, ours: (gpu) => openOurMatmul(gpu, problem), checkedSteps: 1, tolerance: sumTolerance(k), operations: 2 * m * n * k };
    },
  };
}

export const matmulWorkload: Workload = { plans: (scale) => SIZES[scale].map((sizes) => plan(...sizes)) };
