/** A span of time in which a tensor's bytes are needed: node indices, both ends included. */
export interface Lifetime {
  readonly key: number;
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

export interface MemoryPlan {
  /** Slot of each key. */
  readonly slotOf: ReadonlyMap<number, number>;
  /** Bytes of each slot. */
  readonly slots: readonly number[];
  /** Sum of the slots. */
  readonly bytes: number;
  /** The most bytes alive at one time: what a perfect plan would need at least. */
  readonly lowerBound: number;
}

/**
 * Puts tensors whose lifetimes do not overlap into the same slot: largest first, each into the tightest slot that is
 * free all its life. Slots become buffers of their own, because WebGPU forbids reading and writing one buffer in one
 * dispatch. Source: greedy by size, Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference" (2020).
 */
export function planMemory(lifetimes: readonly Lifetime[]): MemoryPlan {
  const slots: { bytes: number; lives: Lifetime[] }[] = [];
  const slotOf = new Map<number, number>();
  const bySize = [...lifetimes].sort((a, b) => b.bytes - a.bytes || a.first - b.first || a.key - b.key);
  for (const life of bySize) {
    // Sorted by size, so every slot that exists is large enough; the last free one is the tightest.
    const free = slots.findLastIndex((slot) => slot.lives.every((other) => other.last < life.first || life.last < other.first));
    const chosen = free >= 0 ? free : slots.push({ bytes: life.bytes, lives: [] }) - 1;
    slots[chosen]?.lives.push(life);
    slotOf.set(life.key, chosen);
  }
  const times = new Set(lifetimes.map((life) => life.first));
  const alive = [...times].map((time) =>
    lifetimes.reduce((sum, life) => (life.first <= time && time <= life.last ? sum + life.bytes : sum), 0));
  return {
    slotOf,
    slots: slots.map((slot) => slot.bytes),
    bytes: slots.reduce((sum, slot) => sum + slot.bytes, 0),
    lowerBound: Math.max(0, ...alive),
  };
}
