/** How far samples lie from the data that a run learns. */
import { distanceOfSlices, randomDirections, sortedSlices } from '../metrics/slicedWasserstein.ts';
import { at, elements } from '../ops/operation.ts';
import type { Distance } from '../protocol/messages.ts';
import { type InsightParts, lookedAt } from './asked.ts';

/** Directions that the samples are seen along; the same for all, so that two distances differ by the samples alone. */
const DIRECTIONS = 64;
const SEED = 0x5d;
/** Sets of data that samples, and sets of data that each other, are measured against. */
const DRAWS = 4;

/** What samples of a size are measured against. */
interface Yardstick {
  readonly size: number;
  readonly directions: Float64Array;
  /** `sortedSlices` of each set of data. */
  readonly sets: readonly Float64Array[];
  readonly facts: Omit<Distance, 'value'>;
}

/** The last one of a run: it takes ten times as long to make as to use, and training waits meanwhile. */
const yardsticks = new WeakMap<InsightParts, Yardstick>();

/**
 * The sliced Wasserstein distance of samples from the data (held-out ones where there are any), and that of the data from
 * themselves at the same size. The same samples always have the same distance.
 * @param samples [n, ...] flattened, in the model's units, finite
 * @throws a sentence where there are no samples, or numbers among them that are none
 */
export function distanceFromData(parts: InsightParts, samples: ArrayLike<number>): Distance {
  const dimensions = elements(parts.learner.sampleShape);
  const wanted = samples.length / dimensions;
  if (!Number.isInteger(wanted) || wanted < 1) throw new Error(`There are ${samples.length} numbers to measure; give at least one sample, with ${dimensions} numbers in each.`);
  if (Array.from(samples).some((value) => !Number.isFinite(value))) throw new Error('Some of the samples are not finite numbers, so they have no distance; choose more steps or another sampler.');
  const last = yardsticks.get(parts);
  const yardstick = last?.size === wanted ? last : makeYardstick(parts, wanted, dimensions);
  yardsticks.set(parts, yardstick);
  const { directions, sets, facts } = yardstick;
  const slices = sortedSlices(samples, facts.count, dimensions, directions);
  return { value: mean(sets.map((set) => distanceOfSlices(slices, set))), ...facts };
}

function makeYardstick(parts: InsightParts, wanted: number, dimensions: number): Yardstick {
  // The user's own points would be drawn again and again.
  const most = parts.data.kind === 'points' ? parts.data.points.length : Infinity;
  const { values, count: known, heldOut } = lookedAt(parts, Math.min(most, 2 * wanted * DRAWS), SEED, false);
  // Few data: the halves of what there is are compared, and as many samples.
  const count = Math.min(wanted, Math.floor(known / 2));
  if (count < 1) throw new Error('There are fewer than two samples of data to compare with.');
  const numbers = count * dimensions;
  const directions = randomDirections({ dimensions, projections: DIRECTIONS, seed: SEED });
  const draws = Math.max(1, Math.min(DRAWS, Math.floor(known / (2 * count))));
  const sets = Array.from({ length: 2 * draws }, (_, draw) => sortedSlices(values.subarray(draw * numbers, (draw + 1) * numbers), count, dimensions, directions));
  const floors = Array.from({ length: draws }, (_, draw) => distanceOfSlices(at(sets, 2 * draw), at(sets, 2 * draw + 1)));
  const floor = mean(floors);
  const floorDeviation = Math.sqrt(floors.reduce((sum, one) => sum + (one - floor) ** 2, 0) / Math.max(1, draws - 1));
  return { size: wanted, directions, sets, facts: { floor, floorDeviation, count, heldOut } };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
