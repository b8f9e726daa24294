/** One problem that every engine gets: the same network, the same first weights, the same batch. */
import { MlpModel } from '../../src/nn/mlp.ts';
import { randomStream } from '../../src/random/randomStream.ts';
import type { AdamSettings } from './problem.ts';

/**
 * h = silu(x W_in + b_in); h = h + silu(h W_l + b_l) for each of `depth` layers; out = h W_out + b_out; loss = mean((out - y)^2).
 * Ours gets points and timesteps and makes the features itself; the peers are handed the finished features.
 */
export interface MlpProblem {
  kind: 'mlp';
  width: number;
  depth: number;
  batch: number;
  inputs: number;
  outputs: number;
  model: MlpModel;
  timesteps: number;
  /** [batch, 2] */
  points: Float32Array;
  /** [batch], whole numbers from 0 to timesteps - 1 */
  times: Uint32Array;
  /** Features [batch, inputs] of points and times. */
  x: Float32Array;
  /** Targets [batch, outputs]. */
  y: Float32Array;
  /** In the order W_in, b_in, W_1, b_1, …, W_out, b_out; weights are [in, out]. */
  shapes: (readonly number[])[];
  initial: Float32Array[];
  adam: AdamSettings;
}

const FREQUENCIES = 15;
const EMBEDDING = 32;
const TIMESTEPS = 200;

/** 2 coordinates, 15 sines, 15 cosines and 32 numbers of time make 64 inputs. */
export function makeMlpProblem(width: number, depth: number, batch: number): MlpProblem {
  const model = new MlpModel({ width, depth, frequencies: FREQUENCIES, embedding: EMBEDDING, frequencyScale: 0.6, seed: 1 });
  const random = randomStream(1, 0xbe);
  const points = random.fillNormal(new Float32Array(batch * 2));
  const times = Uint32Array.from({ length: batch }, () => random.integer(TIMESTEPS));
  const table = model.timestepTable(TIMESTEPS);
  const { inputs } = model.layout;
  const x = new Float32Array(batch * inputs);
  for (let row = 0; row < batch; row += 1) {
    const [a = 0, b = 0] = points.subarray(2 * row, 2 * row + 2);
    const angles = Array.from({ length: FREQUENCIES }, (_, f) => 2 * Math.PI * (a * (model.frequencies[2 * f] ?? 0) + b * (model.frequencies[2 * f + 1] ?? 0)));
    const time = (times[row] ?? 0) * EMBEDDING;
    x.set([a, b, ...angles.map(Math.sin), ...angles.map(Math.cos), ...table.subarray(time, time + EMBEDDING)], row * inputs);
  }
  const weights = model.initialParameters();
  return {
    kind: 'mlp', width, depth, batch, inputs, outputs: 2, model, timesteps: TIMESTEPS, points, times, x,
    y: random.fillNormal(new Float32Array(batch * 2)),
    shapes: model.specs.map((spec) => spec.shape),
    // The model starts with an output of zero; here every gradient should flow from the first step.
    initial: model.specs.map(({ name }) => {
      const values = weights.get(name) ?? new Float32Array(0);
      return name === 'out.weight' ? random.fillNormal(values).map((value) => value / Math.sqrt(width)) : values;
    }),
    adam: { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  };
}
