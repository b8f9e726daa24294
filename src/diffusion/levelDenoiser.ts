/** Models as likelihoods, bounds and loss floors ask them: at a noise level, whatever comes next. A `Denoiser` of run.ts that looks at no more is one. */
import type { Level, NoisePair } from './levels.ts';
import { toX0 } from './predictions.ts';
import type { AnyPrediction } from './predictions.ts';

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

/**
 * A network's raw output as x0, by what it was trained to predict.
 * @param output the network at x ([n, d] flattened) and the level's timestep; as many numbers as x
 * @param sigmaData for edm; see `toX0`
 */
export function denoiserOfOutput(output: LevelDenoiser, prediction: AnyPrediction, sigmaData = 1): LevelDenoiser {
  return async (x, level) => {
    const made = await output(x, level);
    if (made.length !== x.length) throw new Error(`The model returned ${made.length} numbers for ${x.length}; it must return one for each.`);
    const { state, output: factor } = toX0(prediction, level.alpha, level.sigma, sigmaData);
    return x.map((value, i) => state * value + factor * (made[i] ?? 0));
  };
}

/**
 * Asks a model for at most so many points at a time, one batch after the other, for models whose batch is fixed or whose memory is small.
 * @param signal looked at before each batch
 */
export function inBatches(denoise: LevelDenoiser, dimensions: number, most: number, signal?: AbortSignal): LevelDenoiser {
  if (!Number.isInteger(most) || most < 1) throw new Error(`The largest batch is ${most} points; give a whole number from 1.`);
  return async (x, level) => {
    pointCount(x, dimensions);
    const out = new Float64Array(x.length);
    for (let begin = 0; begin < x.length; begin += most * dimensions) {
      signal?.throwIfAborted();
      const part = x.slice(begin, begin + most * dimensions);
      const made = await denoise(part, level);
      if (made.length !== part.length) throw new Error(`The model returned ${made.length} numbers for ${part.length}; it must return one for each.`);
      out.set(made, begin);
    }
    return out;
  };
}
