/** Control points for a schedule that already exists, so that the editor can start from any preset. */
import type { ControlPoint, ScheduleRecipe } from '../recipe/recipe.ts';
import { monotoneCubic } from './monotoneCubic.ts';
import { alphaBar, alphaBarOfLogSnr, clampLogSnr, logSnrOfAlphaBar } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { CONTROL_POINTS_RANGE } from './schedules.ts';

/** How much one unit of log-SNR counts beside one of alpha_bar, so that the ends of the curve are followed too. */
const LOG_SNR_WEIGHT = 0.001;

/** Rounds of moving the points. */
const ROUNDS = 3;

/** Beyond this log-SNR (alpha_bar 5e-5) a level is noise or data to the eye; no points are spent there. */
const VISIBLE_LOG_SNR = 10;

/** A change of log-SNR between two neighbouring levels that no smooth curve follows from afar: a point stands on either side. */
const JUMP = 2;

/**
 * Points on the table whose monotone cubic follows it closely: begins with both ends, adds one by one a point where the
 * curve is farthest from the table, then moves each point to and fro as long as that lessens the error (the sum of its
 * fourth powers: near the maximum, but smooth enough not to get stuck).
 * @param n number of points, 2 to 64; fewer come back when T is smaller
 * @returns points sorted by u = t / (T - 1), each exactly on the table (log-SNR clipped to [-20, 20])
 * @throws Error with a sentence when n is out of range
 */
export function pointsFromTable(table: NoiseTable, space: ScheduleRecipe['space'], n: number): ControlPoint[] {
  const [fewest, most] = CONTROL_POINTS_RANGE;
  if (!Number.isInteger(n) || n < fewest || n > most) {
    throw new Error(`${n} control points were asked for; give a whole number from ${fewest} to ${most}.`);
  }
  const last = table.timesteps - 1;
  const values = Array.from(table.alphasCumprod, (level) => (space === 'log-snr' ? clampLogSnr(logSnrOfAlphaBar(level)) : level));
  // Points nearer than that are hard to take hold of.
  const usual = Math.max(1, Math.floor(last / (4 * n)));
  const jumps = (t: number): boolean => Math.abs(visibleLogSnr(alphaBar(table, t)) - visibleLogSnr(alphaBar(table, t + 1))) > JUMP;
  const [jumpsAtStart, jumpsAtEnd] = [jumps(0), jumps(last - 1)];
  const gap: Gap = (left, right) => ((left === 0 && jumpsAtStart) || (right === last && jumpsAtEnd) ? 1 : usual);
  const fit = (chosen: readonly number[]): Fit => fitOf(table, values, space, chosen, gap);
  let chosen = [0, last];
  while (chosen.length < Math.min(n, table.timesteps)) {
    chosen = [...chosen, fit(chosen).worst].sort((a, b) => a - b);
  }
  chosen = moved(chosen, last, gap, (trial) => fit(trial).error);
  return chosen.map((t) => ({ u: t / last, value: values[t] ?? 0 }));
}

/** The fewest timesteps between two neighbouring points. */
type Gap = (left: number, right: number) => number;

interface Fit {
  /** The timestep at which the curve is farthest from the table, among those at least a gap from every point. */
  worst: number;
  /** Sum of fourth powers of the errors. */
  error: number;
}

function fitOf(table: NoiseTable, values: readonly number[], space: ScheduleRecipe['space'], chosen: readonly number[], gap: Gap): Fit {
  const curve = monotoneCubic(
    chosen,
    chosen.map((t) => values[t] ?? 0),
  );
  let following = 0;
  let worst = 0;
  let largest = -1;
  let sum = 0;
  for (let t = 0; t < table.timesteps; t++) {
    if (t === chosen[following]) {
      following++;
      continue;
    }
    const value = curve.evaluate(t);
    const got = space === 'log-snr' ? alphaBarOfLogSnr(value) : value;
    const wanted = alphaBar(table, t);
    const error = Math.abs(got - wanted) + LOG_SNR_WEIGHT * Math.abs(visibleLogSnr(got) - visibleLogSnr(wanted));
    sum += error ** 4;
    const [left, right] = [chosen[following - 1] ?? 0, chosen[following] ?? t];
    const isFree = t - left >= gap(left, t) && right - t >= gap(t, right);
    if (isFree && error > largest) {
      worst = t;
      largest = error;
    }
  }
  return { worst, error: sum };
}

/** Coordinate descent over the inner points, ROUNDS times with moves that halve from an eighth of the table to one timestep. */
function moved(start: readonly number[], last: number, gap: Gap, errorOf: (chosen: readonly number[]) => number): number[] {
  let best = [...start];
  let error = errorOf(best);
  const widest = Math.max(1, Math.round(last / 8));
  const widths = Array.from({ length: Math.floor(Math.log2(widest)) + 1 }, (_, k) => Math.floor(widest / 2 ** k));
  for (const width of Array.from({ length: ROUNDS }, () => widths).flat()) {
    for (let i = 1; i < best.length - 1; i++) {
      for (const move of [-width, width]) {
        const t = (best[i] ?? 0) + move;
        const [left, right] = [best[i - 1] ?? 0, best[i + 1] ?? last];
        if (t - left < gap(left, t) || right - t < gap(t, right)) continue;
        const trial = best.with(i, t);
        const trialError = errorOf(trial);
        if (trialError < error) {
          best = trial;
          error = trialError;
        }
      }
    }
  }
  return best;
}

function visibleLogSnr(level: number): number {
  return Math.min(VISIBLE_LOG_SNR, Math.max(-VISIBLE_LOG_SNR, logSnrOfAlphaBar(level)));
}
