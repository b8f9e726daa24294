/** Our U-Net in a graph: its parameters from an arena, and the engines that train it and sample from it. */
import { compile } from '../../src/engine/compile.ts';
import { Graph } from '../../src/engine/graph.ts';
import type { BufferRange } from '../../src/engine/program.ts';
import { type Gpu, openGpu } from '../../src/gpu/device.ts';
import { readFloats } from '../../src/gpu/readback.ts';
import { ParameterArena } from '../../src/nn/parameterArena.ts';
import { UNet2D } from '../../src/nn/unet2d/unet2d.ts';
import { add } from '../../src/ops/add.ts';
import { lossSummary, SLOT_FLOATS } from '../../src/ops/lossSummary.ts';
import { noiseBatch } from '../../src/ops/noiseBatch.ts';
import { at, type Tensor } from '../../src/ops/operation.ts';
import { fillTimestep, predictX0, weightedSum } from '../../src/ops/sampler.ts';
import { loss } from '../../src/ops/loss.ts';
import { type StepValues, ZERO_STEP } from '../../src/ops/stepUniform.ts';
import { view } from '../../src/ops/view.ts';
import type { Engine } from '../engine.ts';
import type { UNetProblem, UNetSampleProblem, UNetTrainProblem } from '../problems/problem.ts';
import { settled, upload } from './memory.ts';
import { appendAdam, trainingEngine } from './training.ts';

export const TIMESTEPS = 1000;
export const DRAW_SEED = 7;

async function openModel(gpu: Gpu, { config, weights }: UNetProblem): Promise<{ model: UNet2D; arena: ParameterArena; parametersOf: (graph: Graph, external: Map<Tensor, BufferRange>) => (name: string) => Tensor }> {
  const model = new UNet2D(config);
  const arena = await ParameterArena.allocate(gpu, model.parameters, model.length);
  arena.write('value', weights);
  arena.write('average', weights);
  const parametersOf = (graph: Graph, external: Map<Tensor, BufferRange>) => {
    const tensors = new Map(model.parameters.map(({ name, shape }) => [name, graph.parameter(name, shape)] as const));
    for (const [name, tensor] of tensors) external.set(tensor, arena.rangeOf('value', name));
    return (name: string): Tensor => {
      const tensor = tensors.get(name);
      if (!tensor) throw new Error(`The model has no parameter "${name}".`);
      return tensor;
    };
  };
  return { model, arena, parametersOf };
}

/** The batch that step 0 of the noise kernel draws from `data` [rows, values], as numbers for the peers. */
export async function drawBatch(nodeGpu: GPU, data: Float32Array, values: number, batch: number): Promise<{ x0: Float32Array; noise: Float32Array; timesteps: Uint32Array }> {
  const gpu = await openGpu(nodeGpu);
  const graph = new Graph();
  const rows = data.length / values;
  // alpha 1, sigma 0 and the noise as target: both come out as they were drawn.
  const levels = Float32Array.from({ length: TIMESTEPS * 4 }, (_, i) => (i % 4 === 0 || i % 4 === 3 ? 1 : 0));
  const { inputs, external } = await upload(gpu, graph, { data: { shape: [rows, values], data }, levels: { shape: [TIMESTEPS, 4], data: levels } });
  const drawn = graph.apply(noiseBatch, [inputs.data, inputs.levels], { batch });
  const program = await compile(gpu, graph, external, { keep: drawn });
  program.submit([{ ...ZERO_STEP, seed: DRAW_SEED, timesteps: TIMESTEPS, rows }]);
  const read = async (index: number, count: number): Promise<Float32Array> => readFloats(gpu, program.range(at(drawn, index).id).buffer, 0, count);
  const [x0, noise, times] = [await read(0, batch * values), await read(1, batch * values), await read(2, batch)];
  gpu.close();
  return { x0, noise, timesteps: new Uint32Array(times.buffer) };
}

/** Draw and noise a batch, forward, loss, backward, Adam, moving average: a whole training step but for the clipping. */
export async function openOurTraining(nodeGpu: GPU, problem: UNetTrainProblem, data: Float32Array, levels: Float32Array): Promise<Engine> {
  const gpu = await openGpu(nodeGpu);
  const { model, arena, parametersOf } = await openModel(gpu, problem);
  const { batch, size, config: { in_channels: channels } } = problem;
  const values = size * size * channels;
  const rows = data.length / values;
  const graph = new Graph();
  graph.meet = (meeting, a, b) => meeting.one(add, [a, b], null);
  const { inputs, ranges, external } = await upload(gpu, graph, {
    data: { shape: [rows, values], data }, levels: { shape: [TIMESTEPS, 4], data: levels },
    weights: { shape: [TIMESTEPS], data: new Float32Array(TIMESTEPS).fill(1) },
    table: { shape: [TIMESTEPS, model.config.block_out_channels[0] ?? 0], data: model.timestepTable(TIMESTEPS) },
    ring: { shape: [1, SLOT_FLOATS], data: new Float32Array(SLOT_FLOATS) },
  });
  const drawn = graph.apply(noiseBatch, [inputs.data, inputs.levels], { batch });
  const [x, target, timesteps] = [at(drawn, 0), at(drawn, 1), at(drawn, 2)];
  const parameter = parametersOf(graph, external);
  const sample = graph.one(view, [x], { shape: [batch, size, size, channels] });
  const prediction = graph.one(view, [model.build(graph, { sample, timesteps, table: inputs.table }, parameter, true)], { shape: [batch, values] });
  const judged = graph.apply(loss, [prediction, target, timesteps, inputs.weights], null);
  graph.write(lossSummary, [at(judged, 1), timesteps], { slots: 1 }, [inputs.ring]);
  graph.backward(new Map([[prediction, at(judged, 0)]]));
  for (const { name } of model.parameters) external.set(graph.gradientOf(parameter(name)), arena.rangeOf('gradient', name));
  appendAdam(graph, external, arena, problem.adam);
  const program = await compile(gpu, graph, external);
  return trainingEngine(gpu, program, problem.adam, { seed: DRAW_SEED, timesteps: TIMESTEPS, rows, ema_decay: problem.emaDecay }, ranges.ring);
}

/** Calls in one submit: a slow GPU must not be held for seconds. */
const CALLS_A_SUBMIT = 10;

/** The whole loop of a sampler, from the starting noise to the sample. */
export async function openOurSampling(nodeGpu: GPU, problem: UNetSampleProblem): Promise<Engine> {
  const gpu = await openGpu(nodeGpu);
  const { model, parametersOf } = await openModel(gpu, problem);
  const { batch, size, start, calls, config: { in_channels: channels } } = problem;
  const shape = [batch, size, size, channels];
  const graph = new Graph();
  const { inputs, ranges, external } = await upload(gpu, graph, {
    start: { shape, data: start }, state: { shape, data: start }, next: { shape, data: start },
    table: { shape: [TIMESTEPS, model.config.block_out_channels[0] ?? 0], data: model.timestepTable(TIMESTEPS) },
  });
  const timesteps = graph.one(fillTimestep, [], { count: batch });
  const prediction = model.build(graph, { sample: inputs.state, timesteps, table: inputs.table }, parametersOf(graph, external), false);
  const x0 = graph.one(predictX0, [inputs.state, prediction], null);
  graph.write(weightedSum, [inputs.state, x0], null, [inputs.next]);
  const program = await compile(gpu, graph, external);
  const values = calls.map((call): StepValues => ({
    ...ZERO_STEP, timestep: call.timestep, x0_from_state: call.x0FromState, x0_from_output: call.x0FromOutput, coefficients_a: [call.state, call.x0, 0, 0],
  }));
  const copy = (encoder: GPUCommandEncoder, from: BufferRange, to: BufferRange): void => encoder.copyBufferToBuffer(from.buffer, 0, to.buffer, 0, start.byteLength);
  return {
    name: 'ours', compiled: { gpu, program, facts: program.facts },
    step() {
      const encoder = gpu.device.createCommandEncoder();
      copy(encoder, ranges.start, ranges.state);
      gpu.device.queue.submit([encoder.finish()]);
      for (let from = 0; from < values.length; from += CALLS_A_SUBMIT) {
        program.submit(values.slice(from, from + CALLS_A_SUBMIT), (recording) => { copy(recording, ranges.next, ranges.state); });
      }
    },
    result: () => readFloats(gpu, ranges.next.buffer, 0, start.length),
    settle: () => settled(gpu),
  };
}
