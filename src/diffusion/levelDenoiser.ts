/** Models as likelihoods, bounds and loss floors ask them: at a noise level, whatever comes next. A `Denoiser` of run.ts that looks at no more is one. */
import type { Level, NoisePair } from './levels.ts';

/**
 * Predicts x0 for the points of x ([n, d] flattened; x = alpha x0 + sigma epsilon) and returns as many numbers; must not change x.
 * A trained network on the GPU, an ONNX model or a closed form can stand here.
 */
export type LevelDenoiser = (x: Float64Array, level: Level) => Float64Array | Promise<Float64Array>;

/** x0, and for each point the trace of its Jacobian: sum_i d x0_i / d x_i, [n]. */
export interface TracedX0 {
  readonly x0: Float64Array;
  readonly trace: Float64Array;
}

/** A model that knows the trace of its Jacobian. */
export type TracedDenoiser = (x: Float64Array, level: Level) => TracedX0 | Promise<TracedX0>;

/** A formula for E[x0 | x]: needs neither a timestep nor waiting. */
export type ClosedFormDenoiser = (x: Float64Array, pair: NoisePair) => Float64Array;

/**
 * How many points of d coordinates there are.
 * @throws Error with a sentence when x is no whole number of points
 */
export function pointCount(x: ArrayLike<number>, dimensions: number): number {
  if (dimensions === 0 || x.length % dimensions !== 0) {
    throw new Error(`${x.length} numbers are no whole number of points of ${dimensions} coordinates; give all coordinates of every point.`);
  }
  return x.length / dimensions;
}
