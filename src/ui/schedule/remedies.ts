/** One-click remedies for the warnings that have an obvious one. */
import { alphaBar } from '../../diffusion/noiseTable.ts';
import { SHAPE_RANGES, shapeDefault, shapeOf } from '../../diffusion/scheduleSettings.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { checkSchedule, type ScheduleWarning } from '../../diffusion/scheduleWarnings.ts';
import type { ControlPoint, Prediction, ScheduleRecipe } from '../../recipe/recipe.ts';
import { withEnds } from '../charts/pointEdits.ts';
import { clampValue, pointOfLevel, type Space } from './controlPoints.ts';
import { fittedPoints, LITTLE_SIGNAL } from './handles.ts';

/** What the button says, and the schedule or the prediction that it leads to. */
export type Remedy = { label: string; schedule: ScheduleRecipe } | { label: string; prediction: Prediction };

/** `trained` is the schedule to fall back to when sampling has its own. Null where only the person can decide. */
export function remedyFor(id: ScheduleWarning['id'], schedule: ScheduleRecipe, trained: ScheduleRecipe | null): Remedy | null {
  switch (id) {
    case 'signal-left':
    case 'sampling-signal-left':
      return lessSignal(schedule);
    case 'epsilon-zero-terminal-snr':
      // The straight path always ends without signal. What is predicted is a matter of training alone.
      if (schedule.kind === 'flow') return trained ? null : { label: 'Predict the flow velocity', prediction: 'flow' };
      return { label: 'Leave a little signal', schedule: leaveSignal(schedule) };
    case 'non-monotone':
      return { label: 'Make it fall', schedule: { ...schedule, points: falling(schedule.points) } };
    case 'clipped':
      return { label: 'Bring them inside', schedule: { ...schedule, points: schedule.points.map((point) => ({ ...point, value: clampValue(schedule.space, point.value) })) } };
    case 'sampling-far':
      return trained ? { label: 'Use the trained curve', schedule: trained } : null;
  }
}

/** Kinds with a largest sigma keep their kind; of others the end is pulled down by hand. */
function lessSignal(schedule: ScheduleRecipe): Remedy {
  const { kind, shift } = schedule;
  if (shapeOf(kind).includes('sigmaMax')) {
    const usual = shapeDefault(kind, 'sigmaMax');
    const raised = { ...schedule, sigmaMax: Math.min(SHAPE_RANGES.sigmaMax[1], Math.max(usual, Math.round(usual / shift))) };
    if (alphaBar(makeNoiseTable(raised), raised.timesteps - 1) < alphaBar(makeNoiseTable(schedule), schedule.timesteps - 1)) return { label: 'Raise the largest sigma', schedule: raised };
  }
  return { label: 'Pull the end down', schedule: withEnd(schedule, LITTLE_SIGNAL) };
}

/** The first way that helps, from the one that changes least. */
function leaveSignal(schedule: ScheduleRecipe): ScheduleRecipe {
  const { kind } = schedule;
  const without = { ...schedule, zeroTerminalSnr: false };
  const lowered = { ...without, sigmaMax: shapeDefault(kind, 'sigmaMax'), shift: 1 };
  const ways = [without, ...(shapeOf(kind).includes('sigmaMax') ? [lowered] : [])];
  const helps = (way: ScheduleRecipe) => checkSchedule(makeNoiseTable(way), { schedule: way, prediction: 'epsilon' }).every(({ id }) => id !== 'epsilon-zero-terminal-snr');
  return ways.find(helps) ?? withEnd(without, LITTLE_SIGNAL);
}

/** The same curve, hand-drawn, with its last point at `alphaBar`. */
function withEnd(schedule: ScheduleRecipe, alphaBar: number): ScheduleRecipe {
  const drawn = schedule.kind === 'hand-drawn';
  const space: Space = drawn ? schedule.space : 'log-snr';
  const points = drawn ? withEnds(schedule.points) : fittedPoints(makeNoiseTable(schedule), space, false);
  const end = pointOfLevel(space, alphaBar);
  const last = points.length - 1;
  const lowered = points.map((point, i) => ({ ...point, value: i === last ? end : Math.max(point.value, end) }));
  return { ...schedule, kind: 'hand-drawn', zeroTerminalSnr: false, space, points: lowered };
}

function falling(points: readonly ControlPoint[]): ControlPoint[] {
  let lowest = Number.POSITIVE_INFINITY;
  return points.map((point) => {
    lowest = Math.min(lowest, point.value);
    return { ...point, value: lowest };
  });
}
