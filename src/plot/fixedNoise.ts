/** The noise of teaching pictures: the same on every visit, so that what moves is the schedule and not the dice. */

/**
 * `count` standard normal pairs, float32 [count, 2], flattened. Mulberry32 (32-bit counter generator) with Box-Muller;
 * good to look at, not meant for training.
 */
export function fixedNoise(count: number, seed: number): Float32Array {
  const noise = new Float32Array(2 * count);
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let i = 0; i < count; i += 1) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    noise[2 * i] = radius * Math.cos(angle);
    noise[2 * i + 1] = radius * Math.sin(angle);
  }
  return noise;
}
