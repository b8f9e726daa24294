import { makeNoiseTable } from '../../diffusion/schedules.ts';
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { fittedPoints, handDrawn } from '../schedule/handles.ts';

/** The hand-drawn schedule through these points, or through points of the present curve. @param points place u in [0, 1] and log-SNR */
export function drawn(schedule: ScheduleRecipe, points?: readonly ControlPoint[]): ScheduleRecipe {
  if (points === undefined && schedule.kind === 'hand-drawn') return schedule;
  return handDrawn(schedule, 'log-snr', points ?? fittedPoints(makeNoiseTable(schedule), 'log-snr', schedule.zeroTerminalSnr));
}
