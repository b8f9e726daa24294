import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { LOSS_LEVELS, SLOT_FLOATS } from '../ops/lossSummary.ts';
import { RING_SLOTS } from './trainProgram.ts';

export interface LossesRead {
  /** Step (counted from 0) of the first loss. */
  readonly firstStep: number;
  /** Mean loss of each step. */
  readonly losses: Float32Array;
  /** Mean loss in each tenth of the timesteps over these steps; NaN where no row fell. */
  readonly byLevel: Float32Array;
}

/** The losses of finished steps lie in a ring on the GPU and are read in batches. */
export class LossRing {
  readonly buffer: GPUBuffer;
  readonly #gpu: Gpu;
  #readUpTo = 0;

  constructor(gpu: Gpu, buffer: GPUBuffer) {
    this.#gpu = gpu;
    this.buffer = buffer;
  }

  /** Steps that may still be submitted before a loss would be overwritten unread. */
  room(step: number): number {
    return RING_SLOTS - (step - this.#readUpTo);
  }

  /** Steps submitted but not read. */
  unread(step: number): number {
    return step - this.#readUpTo;
  }

  /** Nothing before `step` is to be read. */
  skipTo(step: number): void {
    this.#readUpTo = step;
  }

  /** Reads all losses of steps before `step` that were not read yet; null if there are none. */
  async read(step: number): Promise<LossesRead | null> {
    const firstStep = this.#readUpTo;
    const count = step - firstStep;
    if (count <= 0) return null;
    this.#readUpTo = step;
    const slotBytes = SLOT_FLOATS * 4;
    const start = firstStep % RING_SLOTS;
    const head = Math.min(count, RING_SLOTS - start);
    const ranges = [{ buffer: this.buffer, offset: start * slotBytes, bytes: head * slotBytes }];
    if (count > head) ranges.push({ buffer: this.buffer, offset: 0, bytes: (count - head) * slotBytes });
    const parts = await readBuffers(this.#gpu, ranges);
    const slots = parts.flatMap((part) => Array.from({ length: part.byteLength / slotBytes }, (_, index) => new Float32Array(part, index * slotBytes, SLOT_FLOATS)));
    const total = (field: number): number => slots.reduce((sum, slot) => sum + (slot[field] ?? 0), 0);
    return {
      firstStep,
      losses: Float32Array.from(slots, (slot) => slot[0] ?? Number.NaN),
      byLevel: Float32Array.from({ length: LOSS_LEVELS }, (_, level) => total(1 + level) / total(1 + LOSS_LEVELS + level)),
    };
  }
}
