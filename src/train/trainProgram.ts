import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import type { BufferRange, Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import type { MlpModel } from '../nn/mlp.ts';
import { ARENAS, type ParameterArena } from '../nn/parameterArena.ts';
import { adamw, type AdamWAttributes } from '../ops/adamw.ts';
import { lossSummary, SLOT_FLOATS } from '../ops/lossSummary.ts';
import { noiseBatch } from '../ops/noiseBatch.ts';
import { at, elements, type Tensor } from '../ops/operation.ts';
import { squaredError } from '../ops/squaredError.ts';

/** Losses kept on the GPU until they are read. */
export const RING_SLOTS = 1024;

/** The buffers of a run that a training step reads and writes, beside the parameter arenas. */
export interface TrainBuffers {
  /** [rows, 2] */
  readonly data: BufferRange;
  /** [T, 4]: alpha, sigma, target_x0, target_epsilon */
  readonly levels: BufferRange;
  /** [T] */
  readonly weights: BufferRange;
  readonly frequencies: BufferRange;
  /** [T, E] */
  readonly table: BufferRange;
  /** [RING_SLOTS, SLOT_FLOATS] */
  readonly ring: BufferRange;
}

/**
 * One training step as a program: draw a batch and noise it, forward, loss, backward, clipped AdamW with the moving average.
 * @throws a sentence when memory or a shader is refused.
 */
export async function compileTraining(gpu: Gpu, model: MlpModel, arena: ParameterArena, buffers: TrainBuffers, batch: number, optimizer: AdamWAttributes): Promise<Program> {
  const graph = new Graph();
  const external = new Map<Tensor, BufferRange>();
  const input = (name: string, shape: readonly number[], range: BufferRange): Tensor => {
    const tensor = graph.input(name, shape);
    external.set(tensor, range);
    return tensor;
  };
  const floats = (range: BufferRange): number => range.bytes / 4;
  const data = input('data', [floats(buffers.data) / 2, 2], buffers.data);
  const levels = input('levels', [floats(buffers.levels) / 4, 4], buffers.levels);
  const weights = input('weights', [floats(buffers.weights)], buffers.weights);
  const frequencies = input('frequencies', [model.sizes.frequencies, 2], buffers.frequencies);
  const table = input('table', [floats(buffers.table) / model.sizes.embedding, model.sizes.embedding], buffers.table);
  const ring = input('ring', [RING_SLOTS, SLOT_FLOATS], buffers.ring);
  const value = graph.parameter('value', [arena.length]);
  external.set(value, arena.range('value'));

  const batchTensors = graph.apply(noiseBatch, [data, levels], { batch });
  const [x, target, timesteps] = [at(batchTensors, 0), at(batchTensors, 1), at(batchTensors, 2)];
  const prediction = model.build(graph, x, timesteps, { frequencies, table }, value);
  const loss = graph.apply(squaredError, [prediction, target, timesteps, weights], null);
  graph.write(lossSummary, [at(loss, 1), timesteps], { slots: RING_SLOTS }, [ring]);
  graph.backward(new Map([[prediction, at(loss, 0)]]));

  const gradient = graph.gradientOf(value);
  external.set(gradient, arena.range('gradient'));
  const others = ARENAS.filter((name) => name !== 'value' && name !== 'gradient').map((name) => input(name, [elements(value.shape)], arena.range(name)));
  graph.write(adamw, [], { ...optimizer, parameters: arena.length }, [value, gradient, ...others]);
  return compile(gpu, graph, external);
}
