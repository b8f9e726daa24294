/** Tests of operations that read the step's values or work in place: runs one by itself over given memory, once for each step. */
import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage, type BufferRange } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { at, type DeviceTraits, elements, type Operation, type Tensor } from '../ops/operation.ts';
import { Array64 } from '../ops/reference/array64.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';

interface StepRun {
  /** One replay for each: fields that are not given are those of ZERO_STEP. Default: one replay. */
  readonly steps?: readonly Partial<StepValues>[];
  /** Positions of the inputs that are u32. */
  readonly integers?: readonly number[];
  /** What lies in the outputs before; NaN (or the largest u32) where nothing is given. */
  readonly before?: readonly Array64[];
  /** The operation adds to its outputs. */
  readonly accumulates?: boolean;
  /** Chooses another variant of the kernel than this device would. */
  readonly traits?: Partial<DeviceTraits>;
}

const HARDWARE_TRAITS: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 };

/** @returns the operation's outputs after the last step. */
export async function runSteps<A>(gpu: Gpu, operation: Operation<A>, inputs: readonly Array64[], attributes: A, options: StepRun = {}): Promise<Array64[]> {
  const graph = new Graph();
  const memory = new Map<Tensor, Float32Array | Uint32Array>();
  const given = inputs.map((input, index) => {
    const integer = options.integers?.includes(index) === true;
    const tensor = graph.input(`input${index}`, input.shape, integer ? 'u32' : 'f32');
    memory.set(tensor, integer ? Uint32Array.from(input.data) : Float32Array.from(input.data));
    return tensor;
  });
  const outputs = operation.infer(given, attributes).map(({ shape, type }, index) => {
    const tensor = graph.input(`output${index}`, shape, type);
    const before = options.before?.[index]?.data;
    const count = elements(shape);
    if (type === 'u32') memory.set(tensor, before ? Uint32Array.from(before) : new Uint32Array(count).fill(0xffffffff));
    else memory.set(tensor, before ? Float32Array.from(before) : new Float32Array(count).fill(Number.NaN));
    return tensor;
  });
  graph.write(operation, given, attributes, outputs, options.accumulates);
  const entries = [...memory];
  const buffers = await allocateStorage(gpu, entries.map(([tensor, data]) => ({ label: tensor.name, bytes: data.byteLength })));
  try {
    const ranges = new Map(entries.map(([tensor, data], index): [Tensor, BufferRange] => {
      gpu.device.queue.writeBuffer(at(buffers, index), 0, data);
      return [tensor, { buffer: at(buffers, index), offset: 0, bytes: data.byteLength }];
    }));
    const program = await compile(gpu, graph, ranges, options.traits ? { traits: { ...HARDWARE_TRAITS, ...options.traits } } : {});
    try {
      program.submit((options.steps ?? [{}]).map((step) => ({ ...ZERO_STEP, ...step })));
      const read = await readBuffers(gpu, buffers.slice(inputs.length).map((buffer, index) => ({ buffer, offset: 0, bytes: 4 * elements(at(outputs, index).shape) })));
      return outputs.map(({ shape, type }, index) => new Array64(shape, type === 'u32' ? new Uint32Array(at(read, index)) : new Float32Array(at(read, index))));
    } finally {
      program.destroy();
    }
  } finally {
    for (const buffer of buffers) gpu.ledger.free(buffer);
  }
}
