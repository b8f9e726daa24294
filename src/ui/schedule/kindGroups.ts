/** The kinds of schedule, by what is given to make one. */
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import type { ScheduleKind, ScheduleRecipe } from '../../recipe/recipe.ts';
import { fittedPoints } from './handles.ts';

export interface KindGroup { name: string; kinds: readonly ScheduleKind[] }

export const kindGroups: readonly KindGroup[] = [
  { name: 'From betas', kinds: ['linear', 'scaled-linear', 'quadratic', 'cosine', 'sigmoid'] },
  { name: 'From log-SNR', kinds: ['log-linear', 'laplace'] },
  { name: 'From sigma', kinds: ['edm', 'variance-exploding', 'flow'] },
  { name: 'By hand', kinds: ['hand-drawn'] },
];

/** A schedule of another kind with its usual numbers; the one that is there already as it is. Hand-drawn takes up the last drawing, or the present curve. */
export function presetOf(kind: ScheduleKind, schedule: ScheduleRecipe, table: NoiseTable): ScheduleRecipe {
  if (kind === schedule.kind) return schedule;
  const preset = scheduleOfKind(kind, schedule);
  return kind !== 'hand-drawn' || schedule.points.length >= 2 ? preset : { ...preset, points: fittedPoints(table, schedule.space, schedule.zeroTerminalSnr) };
}
