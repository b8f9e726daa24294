/** `attention`: multi-head self-attention without projections; by composition at tfjs, by its own function at jax-js. */
import type { CasePlan, Scale, Workload } from '../engine.ts';
import { openOurAttention } from '../ours/operations.ts';
import { type LayerPass, normals } from '../problems/problem.ts';

/** [batch, heads, tokens, width of a head] */
const SIZES: Record<Scale, readonly (readonly [number, number, number, number])[]> = { full: [[64, 4, 256, 32], [16, 4, 1024, 32]], small: [[16, 4, 64, 16], [2, 4, 256, 16]] };
const PASSES: readonly LayerPass[] = ['forward', 'forward and backward'];
/**
 * Scores are sums of 32 products of normal numbers and reach 6 after scaling; exp may be off by 3 + 2 * 6 ulp (WGSL), that
 * is 1e-6; sums of 1,024 such terms stay near that, but d_q and d_k are differences of terms larger than they are.
 */
const TOLERANCE = 1e-4;

function plan(batch: number, heads: number, tokens: number, width: number, pass: LayerPass): CasePlan {
  const count = batch * tokens * heads * width;
  return {
    name: `${pass}, batch ${batch}, ${heads} heads, ${tokens} tokens, width ${width}`,
    make() {
      const problem = { kind: 'attention' as const, pass, batch, heads, tokens, width, q: normals(count, 0), k: normals(count, 1), v: normals(count, 2), dOut: normals(count, 3) };
      return { problem, ours: (gpu) => openOurAttention(gpu, problem), checkedSteps: 1, tolerance: TOLERANCE };
    },
  };
}

export const attentionWorkload: Workload = { plans: (scale) => SIZES[scale].flatMap((sizes) => PASSES.map((pass) => plan(...sizes, pass))) };
