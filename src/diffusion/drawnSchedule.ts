/** A hand-drawn curve through given levels, with as many points as it takes to follow them. */
import type { ControlPoint, ScheduleRecipe } from '../recipe/recipe.ts';
import { pointsFromTable } from './controlPoints.ts';
import type { NoiseTable } from './noiseTable.ts';
import { makeNoiseTable } from './schedules.ts';

export interface DrawnSchedule {
  schedule: ScheduleRecipe;
  /** Largest difference in alpha_bar at any timestep. */
  deviation: number;
}

const COUNTS = [7, 10, 14, 20, 28, 40] as const;
/** The eye sees no difference in the noised data. */
const CLOSE = 0.002;

/**
 * The schedule that follows `table` within a difference of 0.002 in alpha_bar with the fewest points of a few numbers, or as near as
 * the most of them come. Zero terminal SNR is switched on where the last level has no signal at all.
 * @param usual what the fields have that a drawing ignores
 */
export function drawnSchedule(table: NoiseTable, usual: ScheduleRecipe): DrawnSchedule {
  const zeroTerminalSnr = table.alphasCumprod.at(-1) === 0;
  let best: DrawnSchedule | null = null;
  for (const count of COUNTS) {
    const points = pointsFromTable(table, 'log-snr', count).map(rounded);
    const schedule: ScheduleRecipe = { ...usual, kind: 'hand-drawn', timesteps: table.timesteps, zeroTerminalSnr, space: 'log-snr', points };
    const { alphasCumprod } = makeNoiseTable(schedule);
    const deviation = alphasCumprod.reduce((most, level, t) => Math.max(most, Math.abs(level - (table.alphasCumprod[t] ?? 0))), 0);
    if (!best || deviation < best.deviation) best = { schedule, deviation };
    if (best.deviation <= CLOSE) break;
  }
  if (!best) throw new Error('No number of points was tried.');
  return best;
}

/** Four decimals, as points are written in text. */
function rounded({ u, value }: ControlPoint): ControlPoint {
  return { u, value: Number(value.toFixed(4)) };
}
