import { TIMESTEPS_RANGE } from '../diffusion/schedules.ts';
import { allocateStorage } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { BOUND_NUMBERS } from '../ops/hybridLoss.ts';
import { SLOT_FLOATS } from '../ops/lossSummary.ts';
import { at, elements } from '../ops/operation.ts';
import type { Learner, Resource } from './learner.ts';
import { RING_SLOTS } from './lossRing.ts';

export const MAX_TIMESTEPS = TIMESTEPS_RANGE[1];
/** The memory, [MAX_TIMESTEPS, 2], of what `toX0` says of each timestep (state, output), for networks that are shown their own estimate of x0. */
export const X0_FACTORS = 'x0 factors';

/** The memory, [MAX_TIMESTEPS], of the cumulative probabilities of the timesteps, where they are not drawn alike. */
export const CUMULATIVE = 'cumulative probabilities';
/** The memory, [MAX_TIMESTEPS, 5], of `learnedBounds`. */
export const BOUNDS = 'bounds';

/** A buffer of a run, by name. */
export interface MemoryRequest {
  readonly name: string;
  readonly bytes: number;
}

/** Everything that a run allocates beside the parameter arenas and its programs. */
export function runMemory(learner: Learner): MemoryRequest[] {
  return [
    ...learner.resources.map(({ name, shape }) => ({ name, bytes: 4 * elements(shape) })),
    { name: 'levels', bytes: MAX_TIMESTEPS * 16 },
    { name: 'weights', bytes: MAX_TIMESTEPS * 4 },
    { name: CUMULATIVE, bytes: MAX_TIMESTEPS * 4 },
    ...(learner.learnsVariance ? [{ name: BOUNDS, bytes: MAX_TIMESTEPS * BOUND_NUMBERS * 4 }] : []),
    { name: 'table', bytes: MAX_TIMESTEPS * learner.tableWidth * 4 },
    ...(learner.selfConditioned ? [{ name: X0_FACTORS, bytes: MAX_TIMESTEPS * 8 }] : []),
    { name: 'ring', bytes: RING_SLOTS * SLOT_FLOATS * 4 },
    // What a trajectory is drawn with from its start to its end, whatever training does meanwhile.
    { name: 'frozen weights', bytes: learner.arenaLength * 4 },
  ];
}

/** The buffers of a run by name. */
export class RunMemory {
  readonly #gpu: Gpu;
  readonly #buffers: ReadonlyMap<string, GPUBuffer>;

  private constructor(gpu: Gpu, buffers: ReadonlyMap<string, GPUBuffer>) {
    this.#gpu = gpu;
    this.#buffers = buffers;
  }

  /** Allocates and fills what never changes. @throws a sentence when memory is refused; nothing stays allocated then. */
  static async allocate(gpu: Gpu, learner: Learner): Promise<RunMemory> {
    const requests = runMemory(learner);
    const made = await allocateStorage(gpu, requests.map(({ name, bytes }) => ({ label: name, bytes })));
    const memory = new RunMemory(gpu, new Map(requests.map(({ name }, index) => [name, at(made, index)] as const)));
    for (const resource of learner.resources) fill(gpu.device.queue, memory.buffer(resource.name), resource.contents);
    gpu.device.queue.writeBuffer(memory.buffer('weights'), 0, new Float32Array(MAX_TIMESTEPS).fill(1));
    return memory;
  }

  buffer(name: string): GPUBuffer {
    const buffer = this.#buffers.get(name);
    if (!buffer) throw new Error(`A run has no memory "${name}".`);
    return buffer;
  }

  destroy(): void {
    for (const buffer of this.#buffers.values()) this.#gpu.ledger.free(buffer);
  }
}

/** Writes take multiples of four bytes: the last few of an odd number of bytes go in a word of their own. */
function fill(queue: GPUQueue, buffer: GPUBuffer, { buffer: source, byteOffset, byteLength }: Resource['contents']): void {
  const whole = byteLength - byteLength % 4;
  if (whole > 0) queue.writeBuffer(buffer, 0, source, byteOffset, whole);
  if (whole === byteLength) return;
  const rest = new Uint8Array(4);
  rest.set(new Uint8Array(source, byteOffset + whole, byteLength - whole));
  queue.writeBuffer(buffer, whole, rest);
}
