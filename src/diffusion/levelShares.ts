/** What part of a run's loss each noise level has as its kernels draw the levels, and points from which a person goes on drawing. */
import type { ObjectiveRecipe, ScheduleRecipe } from '../recipe/recipe.ts';
import { LEAST_DRAWN, lossShare, pointsOfShare, type SharePoint } from './lossShare.ts';
import type { NoiseTable } from './noiseTable.ts';
import { trainingDraws, type TrainingDraws } from './trainingDraws.ts';

export interface LevelShares extends TrainingDraws {
  /** Adds up to 1. Drawing by loss changes nothing of it: what is drawn more often then counts less each time. */
  readonly share: Float64Array;
}

/**
 * Shares of a recipe's noise levels for outputs equally wrong everywhere. A level less likely than `LEAST_DRAWN` has probability and
 * share 0 here, since it is as good as never drawn.
 * @throws Error with a sentence when no level is left that counts
 */
export function levelShares(schedule: Pick<ScheduleRecipe, 'shift' | 'sigmaData'>, objective: ObjectiveRecipe, table: NoiseTable): LevelShares {
  const { probabilities: wanted, weights } = trainingDraws(schedule, objective, table);
  const probabilities = wanted.map((p) => (p < LEAST_DRAWN ? 0 : p));
  return { probabilities, weights, share: lossShare(probabilities, weights) };
}

/** Places over the timesteps at which points may be set: so far apart that a finger tells them from each other. */
const PLACES = 25;
/** Points set at even distances, and at most so many more where the share bends. */
const EVEN = 5;
const FURTHER = 3;
/** What the curve through the points may be off, in even shares. */
const CLOSE = 0.04;

/**
 * Points through which a share can be drawn on by hand, 5 to 8 of them at places far enough apart to be told apart: a peak of a single
 * level is spread over the stretch of the levels round it, so that each stretch keeps what it has of the whole.
 */
export function startingPoints(share: Float64Array): SharePoint[] {
  const places = Math.min(PLACES, share.length);
  const parts = stretchShares(share, places);
  const total = parts.reduce((sum, part) => sum + part, 0);
  const first = Array.from({ length: EVEN }, (_, i) => Math.round((i * (places - 1)) / (EVEN - 1)));
  const scale = (total / places) * share.length;
  return pointsOfShare(parts.map((part) => part / total), EVEN + FURTHER, first, CLOSE)
    .map(({ u, value }) => ({ u, value: Number((value * scale).toPrecision(4)) }));
}

/** A level with at most so many times the mean of its stretch, or so little of it, is no peak or gap: a point lies on its own share. */
const ALIKE = 1.5;

/** Share at evenly spaced places, the first at t = 0 and the last at T - 1; of a peak, the mean share of the levels nearest to it. */
function stretchShares(share: Float64Array, places: number): Float64Array {
  const sums = new Float64Array(places);
  const counts = new Float64Array(places);
  share.forEach((part, t) => {
    const place = Math.round((t * (places - 1)) / (share.length - 1));
    sums[place] = (sums[place] ?? 0) + part;
    counts[place] = (counts[place] ?? 0) + 1;
  });
  return sums.map((sum, place) => {
    const mean = sum / (counts[place] ?? 1);
    const own = share[Math.round((place * (share.length - 1)) / (places - 1))] ?? 0;
    return own <= ALIKE * mean && own >= mean / ALIKE ? own : mean;
  });
}
