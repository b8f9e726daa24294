/** U-Nets of the presets' sizes, and the problems of training them and sampling from them. */
import { makePlan } from '../../src/diffusion/makePlan.ts';
import { alpha, type NoiseTable, sigma } from '../../src/diffusion/noiseTable.ts';
import { toX0 } from '../../src/diffusion/predictions.ts';
import { makeNoiseTable } from '../../src/diffusion/schedules.ts';
import { UNet2D } from '../../src/nn/unet2d/unet2d.ts';
import { initialUNetWeights } from '../../src/nn/unet2d/weights.ts';
import { modelSizes, type ModelSizeName } from '../../src/recipe/modelSizes.ts';
import { unetConfig } from '../../src/train/imageLearner.ts';
import { drawBatch, TIMESTEPS } from '../ours/unet.ts';
import { normals, type UNetProblem, type UNetSampleProblem, type UNetTrainProblem } from './problem.ts';

function makeUNet(name: ModelSizeName, size: number, channels: number, batch: number): UNetProblem & { model: UNet2D } {
  const config = unetConfig(modelSizes[name].model, channels, null);
  const model = new UNet2D(config);
  return { model, config, size, batch, weights: initialUNetWeights(model, 1), shapes: new Map(model.parameters.map(({ name: parameter, shape }) => [parameter, shape])) };
}

function schedule(): NoiseTable {
  return makeNoiseTable({ kind: 'linear', timesteps: TIMESTEPS, betaStart: 1e-4, betaEnd: 0.02, zeroTerminalSnr: false, space: 'log-snr', points: [] });
}

/** Rows of a table for the timesteps, one after the other. */
function rowsOf(table: Float32Array, timesteps: ArrayLike<number>): Float32Array {
  const width = table.length / TIMESTEPS;
  return Float32Array.from({ length: timesteps.length * width }, (_, i) => table[(timesteps[Math.floor(i / width)] ?? 0) * width + i % width] ?? Number.NaN);
}

/** With what our engine needs beside: the data that batches are drawn from, and (alpha, sigma, 0, 1) of each timestep. */
export async function makeUNetTraining(gpu: GPU, name: ModelSizeName, size: number, channels: number, batch: number): Promise<{ problem: UNetTrainProblem; data: Float32Array; levels: Float32Array }> {
  const { model, ...unet } = makeUNet(name, size, channels, batch);
  const values = size * size * channels;
  // What pictures show makes no difference to the time; numbers within [-1, 1] are all that is needed.
  const data = normals(4 * batch * values, 20).map((value) => Math.tanh(value));
  const table = schedule();
  const levels = Float32Array.from({ length: 4 * TIMESTEPS }, (_, i) => [alpha(table, i >> 2), sigma(table, i >> 2), 0, 1][i % 4] ?? 0);
  const { x0, noise, timesteps } = await drawBatch(gpu, data, values, batch);
  const problem: UNetTrainProblem = {
    ...unet, kind: 'unet-train', x0, noise, timesteps,
    alpha: Float32Array.from(timesteps, (t) => alpha(table, t)), sigma: Float32Array.from(timesteps, (t) => sigma(table, t)),
    waves: rowsOf(model.timestepTable(TIMESTEPS), timesteps),
    adam: { learningRate: 2e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, emaDecay: 0.999,
  };
  return { problem, data, levels };
}

/** Deterministic DDIM. */
export function makeUNetSampling(name: ModelSizeName, size: number, channels: number, batch: number, steps: number): UNetSampleProblem {
  const { model, ...unet } = makeUNet(name, size, channels, batch);
  const plan = makePlan({ sampler: 'ddim', steps, trained: schedule() });
  const calls = plan.calls.map(({ timestep, alpha: a, sigma: s, next }) => {
    const { state, output } = toX0('epsilon', a, s);
    return { timestep, x0FromState: state, x0FromOutput: output, state: next.states[0] ?? 0, x0: next.x0s[0] ?? 0 };
  });
  return {
    ...unet, kind: 'unet-sample', calls,
    start: normals(batch * size * size * channels, 21),
    waves: rowsOf(model.timestepTable(TIMESTEPS), calls.map(({ timestep }) => timestep)),
  };
}
