/** `conv`: a 3x3 convolution, each of its three passes alone. */
import type { CasePlan, Scale, Workload } from '../engine.ts';
import { openOurConv } from '../ours/operations.ts';
import { type ConvPass, normals, sumTolerance } from '../problems/problem.ts';

/** [batch, size, channels]: as many channels in as out. */
const SIZES: Record<Scale, readonly (readonly [number, number, number])[]> = { full: [[64, 32, 64], [64, 16, 128], [64, 8, 256]], small: [[4, 16, 32], [8, 8, 32]] };
const PASSES: readonly ConvPass[] = ['forward', 'input gradient', 'weight gradient'];
const TAPS = 9;

function plan(batch: number, size: number, channels: number, pass: ConvPass): CasePlan {
  const count = batch * size * size * channels;
  return {
    name: `${pass}, batch ${batch}, ${size}x${size}, ${channels} to ${channels} channels`,
    make() {
      const weight = normals(TAPS * channels * channels, 1);
      const problem = { kind: 'conv' as const, pass, batch, size, channels, outChannels: channels, x: normals(count, 0), weight, dOut: normals(count, 2) };
      const terms = pass === 'weight gradient' ? batch * size * size : TAPS * channels;
      return { problem, ours: (gpu) => openOurConv(gpu, problem), checkedSteps: 1, tolerance: sumTolerance(terms), operations: 2 * TAPS * count * channels };
    },
  };
}

export const convWorkload: Workload = {
  plans: (scale) => SIZES[scale].flatMap((sizes) => PASSES.map((pass) => plan(...sizes, pass))),
  note: 'jax-js convolves NCHW, its only layout; tfjs NHWC, as ours. ONNX Runtime is not among the engines yet: it will come with the ONNX export.',
};
