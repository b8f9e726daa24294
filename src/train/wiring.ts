import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import type { BufferRange, Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { add } from '../ops/add.ts';
import { elements, type ElementType, type Shape, type Tensor } from '../ops/operation.ts';

/** Where a tensor lies: in which named memory of a run, from which byte on. */
export interface Place {
  readonly memory: string;
  readonly offset: number;
  readonly bytes: number;
}

/** A graph whose outside tensors lie in memory that is known by name: it can be planned before there is a device. */
export class Wiring {
  readonly graph = new Graph();
  readonly places = new Map<Tensor, Place>();
  readonly #whole = new Map<string, Tensor>();

  constructor() {
    this.graph.meet = (graph, a, b) => graph.one(add, [a, b], null);
  }

  /** The tensor at the start of a memory; the same one when asked again. */
  input(memory: string, shape: Shape, type: ElementType = 'f32'): Tensor {
    const known = this.#whole.get(memory);
    if (known) return known;
    const tensor = this.graph.input(memory, shape, type);
    this.#whole.set(memory, tensor);
    this.place(tensor, memory);
    return tensor;
  }

  /** Says where a tensor lies. @param offset in bytes */
  place(tensor: Tensor, memory: string, offset = 0): void {
    this.places.set(tensor, { memory, offset, bytes: 4 * elements(tensor.shape) });
  }
}

/**
 * Compiles a wired graph over the buffers that its memories turned out to be.
 * @throws a sentence when memory or a shader is refused, or 16 bits on a device without them
 */
export async function compileWired(gpu: Gpu, wiring: Wiring, bufferOf: (memory: string) => GPUBuffer, halfActivations = false): Promise<Program> {
  const external = new Map([...wiring.places].map(([tensor, { memory, offset, bytes }]): [Tensor, BufferRange] =>
    [tensor, { buffer: bufferOf(memory), offset, bytes }]));
  return compile(gpu, wiring.graph, external, { halfActivations });
}
