import { allocateStorage, type BufferRange } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { at, elements, type Shape } from '../ops/operation.ts';
import type { OptimizerArena } from '../ops/optimizer.ts';

/** A named parameter and where it lies in every arena, in floats. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly offset: number;
}

/** One arena a purpose: the optimizer works on whole arenas, a checkpoint is a few copies. These are AdamW's. */
export const ARENAS = ['value', 'gradient', 'moment1', 'moment2', 'average'] as const satisfies readonly OptimizerArena[];

/** All trained numbers of a model, on the GPU. The gaps between parameters are zero and stay zero. */
export class ParameterArena {
  readonly specs: readonly ParameterSpec[];
  /** Floats in each arena. */
  readonly length: number;
  readonly #gpu: Gpu;
  /** The arenas that there are. */
  readonly names: readonly OptimizerArena[];
  readonly #buffers: ReadonlyMap<OptimizerArena, GPUBuffer>;

  private constructor(gpu: Gpu, specs: readonly ParameterSpec[], length: number, buffers: ReadonlyMap<OptimizerArena, GPUBuffer>) {
    this.#gpu = gpu;
    this.specs = specs;
    this.length = length;
    this.names = [...buffers.keys()];
    this.#buffers = buffers;
  }

  /** @param names of the arenas: those of the optimizer. @throws a sentence when the memory is refused. */
  static async allocate(gpu: Gpu, specs: readonly ParameterSpec[], length: number, names: readonly OptimizerArena[] = ARENAS): Promise<ParameterArena> {
    const buffers = await allocateStorage(gpu, names.map((name) => ({ label: `parameters: ${name}`, bytes: length * 4 })));
    return new ParameterArena(gpu, specs, length, new Map(names.map((name, index) => [name, at(buffers, index)])));
  }

  /** Number of trained numbers, gaps not counted. */
  get parameterCount(): number {
    return this.specs.reduce((sum, spec) => sum + elements(spec.shape), 0);
  }

  buffer(arena: OptimizerArena): GPUBuffer {
    const buffer = this.#buffers.get(arena);
    if (!buffer) throw new Error(`There is no arena "${arena}".`);
    return buffer;
  }

  /** The whole arena as the memory of one tensor. */
  range(arena: OptimizerArena): BufferRange {
    return { buffer: this.buffer(arena), offset: 0, bytes: this.length * 4 };
  }

  /** One parameter's part of an arena. @throws if there is none of that name. */
  rangeOf(arena: OptimizerArena, name: string): BufferRange {
    const spec = this.specs.find((candidate) => candidate.name === name);
    if (!spec) throw new Error(`The model has no parameter "${name}".`);
    return { buffer: this.buffer(arena), offset: spec.offset * 4, bytes: elements(spec.shape) * 4 };
  }

  /** Overwrites parameters in an arena; those not named become zero. */
  write(arena: OptimizerArena, values: ReadonlyMap<string, Float32Array>): void {
    const all = new Float32Array(this.length);
    for (const spec of this.specs) {
      const value = values.get(spec.name);
      if (!value) continue;
      if (value.length !== elements(spec.shape)) throw new Error(`Parameter "${spec.name}" has ${value.length} numbers, but the model needs ${elements(spec.shape)}.`);
      all.set(value, spec.offset);
    }
    this.#gpu.device.queue.writeBuffer(this.buffer(arena), 0, all);
  }

  clear(arena: OptimizerArena): void {
    this.#gpu.device.queue.writeBuffer(this.buffer(arena), 0, new Float32Array(this.length));
  }

  /** Reads arenas in one go: for each, a float32 array by parameter name. */
  async read(arenas: readonly OptimizerArena[]): Promise<Map<string, Float32Array>[]> {
    const bytes = await readBuffers(this.#gpu, arenas.map((name) => ({ buffer: this.buffer(name), offset: 0, bytes: this.length * 4 })));
    return bytes.map((part) => new Map(this.specs.map((spec) => {
      const start = spec.offset * 4;
      return [spec.name, new Float32Array(part.slice(start, start + elements(spec.shape) * 4))] as const;
    })));
  }

  destroy(): void {
    for (const buffer of this.#buffers.values()) this.#gpu.ledger.free(buffer);
  }
}
