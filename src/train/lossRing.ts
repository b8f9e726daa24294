import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { LOSS_LEVELS, NORM_PLACE, SLOT_FLOATS } from '../ops/lossSummary.ts';
import type { StepMoments } from './lossesByLevel.ts';

/** Losses kept on the GPU until they are read: one slot for each batch. */
export const RING_SLOTS = 1024;

export interface LossesRead {
  /** Step (counted from 0) of the first loss. */
  readonly firstStep: number;
  /** Mean loss of each step, over all its batches. */
  readonly losses: Float32Array;
  /** Norm of each step's whole gradient, before clipping. */
  readonly norms: Float32Array;
  /** Mean loss in each tenth of the timesteps over these steps, without what importance sampling multiplies it with; NaN where no row fell. */
  readonly byLevel: Float32Array;
  /** For each step, over all its batches. */
  readonly moments: readonly StepMoments[];
}

/** The losses of finished steps lie in a ring on the GPU and are read in batches. */
export class LossRing {
  readonly buffer: GPUBuffer;
  readonly #gpu: Gpu;
  readonly #batches: number;
  #readUpTo = 0;

  /** @param batches of one step, each of which fills a slot: at most RING_SLOTS / 4 */
  constructor(gpu: Gpu, buffer: GPUBuffer, batches: number) {
    if (!(Number.isInteger(batches) && batches >= 1 && batches <= RING_SLOTS / 4)) {
      throw new Error(`One step adds up ${batches} batches; give a whole number from 1 to ${RING_SLOTS / 4}.`);
    }
    this.#gpu = gpu;
    this.buffer = buffer;
    this.#batches = batches;
  }

  /** Steps whose losses the ring holds. */
  get capacity(): number {
    return Math.floor(RING_SLOTS / this.#batches);
  }

  /** Steps that may still be submitted before a loss would be overwritten unread. */
  room(step: number): number {
    return this.capacity - this.unread(step);
  }

  /** Steps submitted but not read. */
  unread(step: number): number {
    return step - this.#readUpTo;
  }

  /** The slot of a batch of a step. */
  slot(step: number, batch: number): number {
    return (step * this.#batches + batch) % RING_SLOTS;
  }

  /** Nothing before `step` is to be read. */
  skipTo(step: number): void {
    this.#readUpTo = step;
  }

  /**
   * Reads all losses of steps before `step` that were not read yet; null if there are none.
   * @param factorsAt what the losses of each part of the timesteps were multiplied with in a step, null for nothing
   */
  async read(step: number, factorsAt: (step: number) => ArrayLike<number> | null = () => null): Promise<LossesRead | null> {
    const firstStep = this.#readUpTo;
    const steps = step - firstStep;
    if (steps <= 0) return null;
    this.#readUpTo = step;
    const slotBytes = SLOT_FLOATS * 4;
    const count = steps * this.#batches;
    const start = this.slot(firstStep, 0);
    const head = Math.min(count, RING_SLOTS - start);
    const ranges = [{ buffer: this.buffer, offset: start * slotBytes, bytes: head * slotBytes }];
    if (count > head) ranges.push({ buffer: this.buffer, offset: 0, bytes: (count - head) * slotBytes });
    const parts = await readBuffers(this.#gpu, ranges);
    const slots = parts.flatMap((part) => Array.from({ length: part.byteLength / slotBytes }, (_, index) => new Float32Array(part, index * slotBytes, SLOT_FLOATS)));
    const numbers = Array.from({ length: steps }, (_, index) => firstStep + index);
    const batchesOf = (one: number): Float32Array[] => slots.slice((one - firstStep) * this.#batches, (one - firstStep + 1) * this.#batches);
    const add = (all: readonly Float32Array[], field: number): number => all.reduce((sum, slot) => sum + (slot[field] ?? 0), 0);
    const meanOf = (level: number): number => {
      const sum = numbers.reduce((before, one) => before + add(batchesOf(one), 1 + level) / (factorsAt(one)?.[level] ?? 1), 0);
      return sum / add(slots, 1 + LOSS_LEVELS + level);
    };
    return {
      firstStep,
      losses: Float32Array.from(numbers, (one) => batchesOf(one).reduce((sum, slot) => sum + (slot[0] ?? Number.NaN), 0) / this.#batches),
      // The optimizer runs once, with the values of the step's first batch.
      norms: Float32Array.from(numbers, (one) => batchesOf(one)[0]?.[NORM_PLACE] ?? Number.NaN),
      byLevel: Float32Array.from({ length: LOSS_LEVELS }, (_, level) => meanOf(level)),
      moments: numbers.map((one) => {
        const all = batchesOf(one);
        const levels = (first: number): Float32Array => Float32Array.from({ length: LOSS_LEVELS }, (_, level) => add(all, first + level));
        return { step: one, counts: levels(1 + LOSS_LEVELS), squares: levels(1 + 2 * LOSS_LEVELS) };
      }),
    };
  }
}
