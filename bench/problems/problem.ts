/** What every engine of a case is given: the same numbers in the same layout. Images are NHWC, weights [height, width, in, out] and [in, out]. */
import type { UNet2DConfig } from '../../src/nn/unet2d/config.ts';
import { randomStream } from '../../src/random/randomStream.ts';
import type { MlpProblem } from './mlp.ts';

export interface AdamSettings { learningRate: number; beta1: number; beta2: number; epsilon: number }

/** out [m, n] = a [m, k] b [k, n] */
export interface MatmulProblem { kind: 'matmul'; m: number; n: number; k: number; a: Float32Array; b: Float32Array }

export type ConvPass = 'forward' | 'input gradient' | 'weight gradient';

/** 3x3, stride 1, one pixel of padding. Each pass is measured alone. */
export interface ConvProblem {
  kind: 'conv';
  pass: ConvPass;
  batch: number;
  size: number;
  channels: number;
  outChannels: number;
  x: Float32Array;
  weight: Float32Array;
  dOut: Float32Array;
}

export type LayerPass = 'forward' | 'forward and backward';

/** SiLU(GroupNorm(x)); results: out, and d_x, d_scale, d_shift. */
export interface NormProblem {
  kind: 'norm';
  pass: LayerPass;
  batch: number;
  size: number;
  channels: number;
  groups: number;
  epsilon: number;
  x: Float32Array;
  scale: Float32Array;
  shift: Float32Array;
  dOut: Float32Array;
}

/** softmax(q k^T / sqrt(width)) v for each head; q, k, v are [batch, tokens, heads, width]; results: out, and d_q, d_k, d_v. */
export interface AttentionProblem {
  kind: 'attention';
  pass: LayerPass;
  batch: number;
  heads: number;
  tokens: number;
  width: number;
  q: Float32Array;
  k: Float32Array;
  v: Float32Array;
  dOut: Float32Array;
}

/** A UNet2DModel without classes and its weights, under diffusers' names. */
export interface UNetProblem {
  config: UNet2DConfig;
  /** Sides of the images, in pixels. */
  size: number;
  batch: number;
  weights: ReadonlyMap<string, Float32Array>;
  shapes: ReadonlyMap<string, readonly number[]>;
}

/** loss = mean((network(alpha x0 + sigma noise, t) - noise)^2), Adam, and a moving average of the weights. */
export interface UNetTrainProblem extends UNetProblem {
  kind: 'unet-train';
  /** [batch, size, size, channels] */
  x0: Float32Array;
  noise: Float32Array;
  /** [batch] */
  timesteps: Uint32Array;
  alpha: Float32Array;
  sigma: Float32Array;
  /** Sinusoids of the timesteps, [batch, first channels]. */
  waves: Float32Array;
  adam: AdamSettings;
  emaDecay: number;
}

/** One call of a deterministic sampler that predicts noise: x0 = x0FromState x + x0FromOutput out; next = state x + x0 * x0. */
export interface SampleCall { timestep: number; x0FromState: number; x0FromOutput: number; state: number; x0: number }

export interface UNetSampleProblem extends UNetProblem {
  kind: 'unet-sample';
  /** The noise that sampling starts from, [batch, size, size, channels]. */
  start: Float32Array;
  calls: readonly SampleCall[];
  /** Sinusoids of each call's timestep, [calls, first channels]. */
  waves: Float32Array;
}

export type Problem = MlpProblem | MatmulProblem | ConvProblem | NormProblem | AttentionProblem | UNetTrainProblem | UNetSampleProblem;

/** Standard normal numbers; `key` tells the arrays of a problem apart. */
export function normals(count: number, key: number): Float32Array {
  return randomStream(1, 0xbe00 + key).fillNormal(new Float32Array(count));
}

/**
 * Largest difference, relative to the root mean square of the results, that two engines may have in sums of `terms` random
 * float32 products: one added after the other, they are off by 2^-25 sqrt(terms) each (standard deviation); the largest of
 * millions by some six times that, and rounded up to 16 times.
 */
export function sumTolerance(terms: number): number {
  return 16 * 2 ** -24 * Math.sqrt(terms);
}
