/** Puts arrays on the GPU as inputs of a graph. */
import type { Graph } from '../../src/engine/graph.ts';
import { allocateStorage, type BufferRange } from '../../src/engine/program.ts';
import type { Gpu } from '../../src/gpu/device.ts';
import { at, type Shape, type Tensor } from '../../src/ops/operation.ts';

export interface Given { shape: Shape; data: Float32Array | Uint32Array }

export interface Memory<Name extends string> {
  inputs: Record<Name, Tensor>;
  ranges: Record<Name, BufferRange>;
  external: Map<Tensor, BufferRange>;
}

export async function upload<Name extends string>(gpu: Gpu, graph: Graph, given: Record<Name, Given>): Promise<Memory<Name>> {
  const names = Object.keys(given) as Name[];
  const buffers = await allocateStorage(gpu, names.map((name) => ({ label: name, bytes: given[name].data.byteLength })));
  const inputs: Partial<Record<Name, Tensor>> = {};
  const ranges: Partial<Record<Name, BufferRange>> = {};
  const external = new Map<Tensor, BufferRange>();
  names.forEach((name, i) => {
    const { shape, data } = given[name];
    const tensor = graph.input(name, shape, data instanceof Uint32Array ? 'u32' : 'f32');
    const range = { buffer: at(buffers, i), offset: 0, bytes: data.byteLength };
    gpu.device.queue.writeBuffer(range.buffer, 0, data.buffer, data.byteOffset, data.byteLength);
    inputs[name] = tensor;
    ranges[name] = range;
    external.set(tensor, range);
  });
  return { inputs: inputs as Record<Name, Tensor>, ranges: ranges as Record<Name, BufferRange>, external };
}

/** Waits for the GPU. @throws what it reported that no scope caught. */
export async function settled(gpu: Gpu): Promise<void> {
  await gpu.settled();
  const [error] = gpu.takeErrors();
  if (error !== undefined) throw new Error(error);
}
