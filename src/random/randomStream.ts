/** A sequence of random numbers over Philox, for everything that is drawn on the CPU: data, initial weights, starting noise. */
import { normalPair, philox4x32, uniform } from './philox.ts';

const TWO_TO_32 = 4294967296;

export interface RandomStream {
  /** The next u32 word. */
  word(): number;
  /** Strictly inside (0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Integer in [0, n), without bias; n from 1 to 2^32. */
  integer(n: number): number;
  /** Fills the whole array with standard normals and returns it; the same numbers as calling `normal` once per entry. */
  fillNormal<A extends Float64Array | Float32Array>(out: A): A;
}

/**
 * Streams of one seed with different numbers, and streams of different seeds, do not overlap: the seed is the key
 * (low word, high word), the counter is (block low, block high, stream, 0).
 * @param seed integer from 0 to 2^53 - 1
 * @param stream integer from 0 to 2^32 - 1: which use the numbers are for
 * @throws Error with a sentence when seed or stream is out of range
 */
export function randomStream(seed: number, stream: number): RandomStream {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Error(`The seed is ${seed}; give a whole number from 0 to 9007199254740991.`);
  }
  if (!Number.isInteger(stream) || stream < 0 || stream >= TWO_TO_32) {
    throw new Error(`The stream number is ${stream}; give a whole number from 0 to 4294967295.`);
  }
  const key = new Uint32Array([seed % TWO_TO_32, Math.floor(seed / TWO_TO_32)]);
  const counter = new Uint32Array([0, 0, stream, 0]);
  const block = new Uint32Array(4);
  let used = 4;
  let spareNormal = Number.NaN;

  const word = (): number => {
    if (used === 4) {
      philox4x32(counter, key, block);
      counter[0] = (counter[0] ?? 0) + 1;
      if (counter[0] === 0) counter[1] = (counter[1] ?? 0) + 1;
      used = 0;
    }
    return block[used++] ?? 0;
  };

  const normal = (): number => {
    if (!Number.isNaN(spareNormal)) {
      const spare = spareNormal;
      spareNormal = Number.NaN;
      return spare;
    }
    const [first, second] = normalPair(word(), word());
    spareNormal = second;
    return first;
  };

  return {
    word,
    uniform: () => uniform(word()),
    normal,
    integer(n) {
      if (!Number.isInteger(n) || n < 1 || n > TWO_TO_32) {
        throw new Error(`A random integer was asked for below ${n}; the bound must be a whole number from 1 to 4294967296.`);
      }
      // Words from the last, incomplete run of n would favour small results.
      const limit = TWO_TO_32 - (TWO_TO_32 % n);
      let drawn = word();
      while (drawn >= limit) drawn = word();
      return drawn % n;
    },
    fillNormal(out) {
      for (let i = 0; i < out.length; i++) out[i] = normal();
      return out;
    },
  };
}
