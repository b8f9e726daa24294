/** The points a person can take hold of: those of a hand-drawn schedule, or points fitted to a preset. */
import { pointsFromTable } from '../../diffusion/controlPoints.ts';
import { alphaBarOfLogSnr, type NoiseTable } from '../../diffusion/noiseTable.ts';
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { withEnds } from '../charts/pointEdits.ts';
import { pointOfLevel, type Space } from './controlPoints.ts';
import type { ViewName } from './views.ts';

/** Enough for every preset to keep its shape, few enough to be told apart. */
const FITTED_POINTS = 7;

/** Signal left at the end of a fitted curve: log-SNR -10, as in the linear schedule of Ho et al. (2020). */
export const LITTLE_SIGNAL = alphaBarOfLogSnr(-10);

export interface Handles {
  space: Space;
  points: readonly ControlPoint[];
  /** Whether they are fitted to a preset, which becomes hand-drawn when one is moved. */
  fitted: boolean;
}

/**
 * Points on the curve of a preset. A last step that falls off a cliff (the cosine schedule drops to log-SNR -20) ends at
 * LITTLE_SIGNAL instead: it is noise to every eye, and a smooth curve through the cliff would bend long before it.
 */
export function fittedPoints(table: NoiseTable, space: Space, toZero: boolean): ControlPoint[] {
  const alphasCumprod = toZero ? table.alphasCumprod : table.alphasCumprod.map((level) => Math.max(level, LITTLE_SIGNAL));
  return pointsFromTable({ ...table, alphasCumprod }, space, FITTED_POINTS);
}

/** In the alpha_bar view a preset is fitted in alpha_bar, else in log-SNR, so that curve and hand move alike. */
export function handlesOf(schedule: ScheduleRecipe, table: NoiseTable, view: ViewName): Handles {
  if (schedule.kind === 'hand-drawn') return { space: schedule.space, points: withEnds(schedule.points), fitted: false };
  const space: Space = view === 'alpha-bar' ? 'alpha-bar' : 'log-snr';
  return { space, points: fittedPoints(table, space, schedule.zeroTerminalSnr), fitted: true };
}

/**
 * The hand-drawn schedule with these points. With zero terminal SNR the last point is held at its floor: otherwise the
 * rescaling would pull the curve away from the points.
 */
export function handDrawn(schedule: ScheduleRecipe, space: Space, points: readonly ControlPoint[]): ScheduleRecipe {
  const last = points.length - 1;
  const pinned = schedule.zeroTerminalSnr ? points.map((point, i) => (i === last ? { ...point, value: pointOfLevel(space, 0) } : point)) : points;
  return { ...schedule, kind: 'hand-drawn', space, points: pinned };
}
