/**
 * Philox 4x32-10, a counter-based random number generator: the same counter and key give the same four words on every
 * machine, in TypeScript and in WGSL alike. Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011. Known answers of the Random123 distribution are in the test.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;
const TWO_TO_32 = 4294967296;

/** High 32 bits of the 64-bit product of two u32, as a (possibly negative) int32; by 16-bit halves, as WGSL has no wide multiply. */
function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const lowLow = Math.imul(aLow, bLow) >>> 0;
  // Each partial sum stays below 2^32: (2^16 - 1)^2 + 2 (2^16 - 1) = 2^32 - 1.
  const middle = (Math.imul(aHigh, bLow) >>> 0) + (lowLow >>> 16);
  const carry = (Math.imul(aLow, bHigh) >>> 0) + (middle & 0xffff);
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}

/**
 * One block of Philox 4x32-10.
 * @param counter four u32 words
 * @param key two u32 words
 * @param out receives four u32 words; a new array when left out
 */
export function philox4x32(
  counter: ArrayLike<number>,
  key: ArrayLike<number>,
  out: Uint32Array = new Uint32Array(4),
): Uint32Array {
  let c0 = (counter[0] ?? 0) | 0;
  let c1 = (counter[1] ?? 0) | 0;
  let c2 = (counter[2] ?? 0) | 0;
  let c3 = (counter[3] ?? 0) | 0;
  let k0 = (key[0] ?? 0) | 0;
  let k1 = (key[1] ?? 0) | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = mulHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = mulHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
  return out;
}

/** A u32 word as a number strictly inside (0, 1): (word + 0.5) / 2^32, exact in float64. */
export function uniform(word: number): number {
  return ((word >>> 0) + 0.5) / TWO_TO_32;
}

/** Two u32 words as two independent standard normals. Box and Muller 1958: sqrt(-2 ln u1) times (cos, sin) of 2 pi u2. */
export function normalPair(word1: number, word2: number): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(uniform(word1)));
  const angle = 2 * Math.PI * uniform(word2);
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
