/** One-click remedies for the warnings that have an obvious one. */
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import type { ScheduleWarning } from '../../diffusion/scheduleWarnings.ts';
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { clampValue, pointOfLevel, withEnds, type Space } from './controlPoints.ts';
import { fittedPoints, LITTLE_SIGNAL } from './handles.ts';

export interface Remedy { label: string; schedule: ScheduleRecipe }

/** `trained` is the schedule to fall back to when sampling has its own. Null where only the person can decide. */
export function remedyFor(id: ScheduleWarning['id'], schedule: ScheduleRecipe, trained: ScheduleRecipe | null): Remedy | null {
  switch (id) {
    case 'signal-left':
    case 'sampling-signal-left':
      return { label: 'Pull the end down', schedule: withEnd(schedule, LITTLE_SIGNAL) };
    case 'epsilon-zero-terminal-snr':
      return { label: 'Leave a little signal', schedule: leaveSignal(schedule) };
    case 'non-monotone':
      return { label: 'Make it fall', schedule: { ...schedule, points: falling(schedule.points) } };
    case 'clipped':
      return { label: 'Bring them inside', schedule: { ...schedule, points: schedule.points.map((point) => ({ u: point.u, value: clampValue(schedule.space, point.value) })) } };
    case 'sampling-far':
      return trained ? { label: 'Use the trained curve', schedule: trained } : null;
  }
}

function leaveSignal(schedule: ScheduleRecipe): ScheduleRecipe {
  const without = { ...schedule, zeroTerminalSnr: false };
  return schedule.kind === 'hand-drawn' || schedule.kind === 'cosine' ? withEnd(without, LITTLE_SIGNAL) : without;
}

/** The same curve, hand-drawn, with its last point at `alphaBar`. */
function withEnd(schedule: ScheduleRecipe, alphaBar: number): ScheduleRecipe {
  const drawn = schedule.kind === 'hand-drawn';
  const space: Space = drawn ? schedule.space : 'log-snr';
  const points = drawn ? withEnds(schedule.points) : fittedPoints(makeNoiseTable(schedule), space, false);
  const end = pointOfLevel(space, alphaBar);
  const last = points.length - 1;
  const lowered = points.map((point, i) => ({ u: point.u, value: i === last ? end : Math.max(point.value, end) }));
  return { ...schedule, kind: 'hand-drawn', zeroTerminalSnr: false, space, points: lowered };
}

function falling(points: readonly ControlPoint[]): ControlPoint[] {
  let lowest = Number.POSITIVE_INFINITY;
  return points.map((point) => {
    lowest = Math.min(lowest, point.value);
    return { u: point.u, value: lowest };
  });
}
