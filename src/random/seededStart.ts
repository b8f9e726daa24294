import { randomStream } from './randomStream.ts';

const START_STREAM = 0x5a;

/** The standard normal numbers that a seed begins with, before the scale of the first noise level. */
export function seededStart(seed: number, numbers: number): Float32Array {
  return randomStream(seed, START_STREAM).fillNormal(new Float32Array(numbers));
}
