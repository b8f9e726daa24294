/** The points a person can take hold of: those of a hand-drawn schedule, or points fitted to a preset. */
import { pointsFromTable } from '../../diffusion/controlPoints.ts';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { pointOfLevel, withEnds, type Space } from './controlPoints.ts';
import type { ViewName } from './views.ts';

/** Enough for every preset to keep its shape, few enough to be told apart. */
const FITTED_POINTS = 8;

export interface Handles {
  space: Space;
  points: readonly ControlPoint[];
  /** Whether they are fitted to a preset, which becomes hand-drawn when one is moved. */
  fitted: boolean;
}

/** In the alpha_bar view a preset is fitted in alpha_bar, else in log-SNR, so that curve and hand move alike. */
export function handlesOf(schedule: ScheduleRecipe, table: NoiseTable, view: ViewName): Handles {
  if (schedule.kind === 'hand-drawn') return { space: schedule.space, points: withEnds(schedule.points), fitted: false };
  const space: Space = view === 'alpha-bar' ? 'alpha-bar' : 'log-snr';
  return { space, points: pointsFromTable(table, space, FITTED_POINTS), fitted: true };
}

/**
 * The hand-drawn schedule with these points. With zero terminal SNR the last point is held at its floor: otherwise the
 * rescaling would pull the curve away from the points.
 */
export function handDrawn(schedule: ScheduleRecipe, space: Space, points: readonly ControlPoint[]): ScheduleRecipe {
  const last = points.length - 1;
  const pinned = schedule.zeroTerminalSnr ? points.map((point, i) => (i === last ? { u: point.u, value: pointOfLevel(space, 0) } : point)) : points;
  return { ...schedule, kind: 'hand-drawn', space, points: pinned };
}
