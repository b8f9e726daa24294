/** Numbers about a set of pictures, for the preparation panel. */
import type { ImageSet } from './imageSet.ts';

export interface ChannelStatistics {
  /** Of the bytes, 0 to 255. */
  readonly mean: number;
  /** Population standard deviation of the bytes. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
}

export interface ImageStatistics {
  readonly count: number;
  readonly channels: readonly ChannelStatistics[];
  /** Pictures whose bytes equal those of an earlier picture. */
  readonly duplicates: number;
  /** Of those, how many bear another label than the first of their kind. */
  readonly conflictingDuplicates: number;
  /** Pictures of each class, in the order of the class names; empty without labels. */
  readonly classCounts: readonly number[];
}

/** Exact: sums of bytes stay far below 2^53. An empty set has mean, deviation and range 0. */
export function imageStatistics(set: ImageSet): ImageStatistics {
  const classCounts = set.labels === null ? [] : set.classNames.map(() => 0);
  for (const label of set.labels ?? []) classCounts[label] = (classCounts[label] ?? 0) + 1;
  const repeats = duplicatesOf(set);
  const conflicting = [...repeats].filter(([later, first]) => set.labels !== null && set.labels[later] !== set.labels[first]);
  return {
    count: set.count,
    channels: Array.from({ length: set.channels }, (_, channel) => channelStatistics(set, channel)),
    duplicates: repeats.size,
    conflictingDuplicates: conflicting.length,
    classCounts,
  };
}

function channelStatistics(set: ImageSet, channel: number): ChannelStatistics {
  const counts = new Float64Array(256);
  for (let i = channel; i < set.pixels.length; i += set.channels) counts[set.pixels[i] ?? 0] = (counts[set.pixels[i] ?? 0] ?? 0) + 1;
  let [n, sum, min, max] = [0, 0, 255, 0];
  for (const [value, times] of counts.entries()) {
    if (times === 0) continue;
    n += times;
    sum += times * value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (n === 0) return { mean: 0, deviation: 0, min: 0, max: 0 };
  const mean = sum / n;
  const variance = counts.reduce((total, times, value) => total + times * (value - mean) ** 2, 0) / n;
  return { mean, deviation: Math.sqrt(variance), min, max };
}

/** For each picture that repeats an earlier one: its index and that of the first of its kind. Hashes find candidates, bytes decide. */
export function duplicatesOf(set: ImageSet): Map<number, number> {
  const bytes = set.width * set.height * set.channels;
  const picture = (i: number): Uint8Array => set.pixels.subarray(i * bytes, (i + 1) * bytes);
  const firsts = new Map<number, number[]>();
  const repeats = new Map<number, number>();
  for (let i = 0; i < set.count; i += 1) {
    const mine = picture(i);
    const hash = hashOf(mine);
    const candidates = firsts.get(hash);
    const first = candidates?.find((other) => equal(picture(other), mine));
    if (first !== undefined) repeats.set(i, first);
    else if (candidates === undefined) firsts.set(hash, [i]);
    else candidates.push(i);
  }
  return repeats;
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923). */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i += 1) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
