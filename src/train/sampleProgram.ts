import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage, type BufferRange, type Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import type { MlpModel } from '../nn/mlp.ts';
import { at, type Tensor } from '../ops/operation.ts';
import { fillTimestep, MAX_TERMS, predictX0, weightedSum } from '../ops/sampler.ts';

/** What sampling needs of a run: the network's weights, frozen for the whole trajectory, and its tables. */
export interface SampleSources {
  readonly weights: BufferRange;
  readonly frequencies: BufferRange;
  readonly table: BufferRange;
}

/** How many of the latest states and predictions the plan looks back on. */
export interface History {
  readonly states: number;
  readonly x0s: number;
}

/** One call of a sampler as a program, with the buffers that hold states and predictions, newest first. */
export interface SampleProgram {
  readonly program: Program;
  readonly states: readonly GPUBuffer[];
  readonly x0s: readonly GPUBuffer[];
  readonly noise: GPUBuffer;
  readonly next: GPUBuffer;
  /** Bytes of one state. */
  readonly bytes: number;
  destroy(): void;
}

/**
 * Compiles one sampler call for `count` points: the network at the present state, its x0, and the weighted sum that makes
 * the next state. @throws a sentence when memory is refused or the plan looks back further than the kernel can.
 */
export async function compileSampling(gpu: Gpu, model: MlpModel, arenaLength: number, sources: SampleSources, count: number, history: History): Promise<SampleProgram> {
  const terms = history.states + history.x0s + 1;
  if (terms > MAX_TERMS) throw new Error(`This sampler looks back on ${terms} terms; the kernel adds at most ${MAX_TERMS}.`);
  const shape = [count, 2];
  const bytes = count * 2 * 4;
  const names = [
    ...Array.from({ length: history.states }, (_, index) => `state ${index}`),
    ...Array.from({ length: history.x0s }, (_, index) => `x0 ${index}`),
    'noise', 'next',
  ];
  const buffers = await allocateStorage(gpu, names.map((name) => ({ label: `sampling: ${name}`, bytes })));
  try {
    const graph = new Graph();
    const external = new Map<Tensor, BufferRange>();
    const given = (name: string, wanted: readonly number[], range: BufferRange): Tensor => {
      const tensor = graph.input(name, wanted);
      external.set(tensor, range);
      return tensor;
    };
    const tensors = names.map((name, index) => given(name, shape, { buffer: at(buffers, index), offset: 0, bytes }));
    const x0First = at(tensors, history.states);
    const frequencies = given('frequencies', [model.sizes.frequencies, 2], sources.frequencies);
    const table = given('table', [sources.table.bytes / 4 / model.sizes.embedding, model.sizes.embedding], sources.table);
    const weights = graph.parameter('value', [arenaLength]);
    external.set(weights, sources.weights);

    const timesteps = graph.one(fillTimestep, [], { count });
    const prediction = model.build(graph, at(tensors, 0), timesteps, { frequencies, table }, weights);
    graph.write(predictX0, [at(tensors, 0), prediction], null, [x0First]);
    graph.write(weightedSum, tensors.slice(0, -1), null, [at(tensors, tensors.length - 1)]);
    const program = await compile(gpu, graph, external);
    return {
      program, bytes,
      states: buffers.slice(0, history.states),
      x0s: buffers.slice(history.states, history.states + history.x0s),
      noise: at(buffers, buffers.length - 2),
      next: at(buffers, buffers.length - 1),
      destroy() {
        program.destroy();
        for (const buffer of buffers) gpu.ledger.free(buffer);
      },
    };
  } catch (error) {
    for (const buffer of buffers) gpu.ledger.free(buffer);
    throw error;
  }
}
