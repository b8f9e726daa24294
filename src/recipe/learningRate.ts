import type { DecayName } from './recipe.ts';

/** How the learning rate of a run goes. */
export interface LearningRateSchedule {
  /** The highest, above 0. */
  readonly learningRate: number;
  /** Steps of linear rise from 0 at the start; a one-cycle rises by itself and has none. */
  readonly warmupSteps: number;
  readonly decay: DecayName;
  /** One-cycle: the share of the planned steps in which it rises, above 0 and below 1 (PyTorch's pct_start). Default: CYCLE_RISE. */
  readonly cycleRise?: number;
}

/** Where cosine, linear and exponential end, as a part of the full rate: training may be continued after its planned end. */
export const FINAL_FRACTION = 0.01;
/** A one-cycle begins with the full rate divided by the first of these, and ends with that divided by the second (PyTorch's div_factor and final_div_factor). */
const CYCLE_START_DIVISOR = 25;
const CYCLE_END_DIVISOR = 1e4;
export const CYCLE_RISE = 0.3;

/**
 * The learning rate of a step. After a linear warm-up from 0, with progress p from 0 to 1 at `plannedSteps` and F = FINAL_FRACTION:
 * - constant: the full rate, without end;
 * - cosine: F + (1 - F) (1 + cos(pi p)) / 2 of it (Loshchilov and Hutter 2017);
 * - linear: 1 - (1 - F) p;
 * - exponential: F^p, the same factor at each step;
 * - one-cycle (Smith and Topin 2018, as PyTorch's OneCycleLR with cosines): half a cosine up from 1/25 in the first
 *   `cycleRise` of the planned steps, then half a cosine down to 1/250000; no warm-up.
 * After the planned steps it stays where it is.
 * @param step steps done before this one, from 0
 */
export function learningRateAt(schedule: LearningRateSchedule, step: number, plannedSteps: number): number {
  const { learningRate, warmupSteps, decay } = schedule;
  if (decay === 'one-cycle') return oneCycle(learningRate, step, plannedSteps, schedule.cycleRise ?? CYCLE_RISE);
  if (step < warmupSteps) return learningRate * (step + 1) / warmupSteps;
  if (decay === 'constant') return learningRate;
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, plannedSteps - warmupSteps));
  switch (decay) {
    case 'cosine': return learningRate * (FINAL_FRACTION + (1 - FINAL_FRACTION) * 0.5 * (1 + Math.cos(Math.PI * progress)));
    case 'linear': return learningRate * (1 - (1 - FINAL_FRACTION) * progress);
    case 'exponential': return learningRate * FINAL_FRACTION ** progress;
  }
}

/** Learning rates at `count` steps from the first to the last planned one, as evenly spaced as whole steps allow: for drawing. */
export function learningRateCurve(schedule: LearningRateSchedule, plannedSteps: number, count = 200): { steps: number[]; rates: number[] } {
  const last = Math.max(0, plannedSteps - 1);
  const points = Math.max(1, Math.min(count, last + 1));
  const steps = Array.from({ length: points }, (_, i) => (points === 1 ? 0 : Math.round(last * i / (points - 1))));
  return { steps, rates: steps.map((step) => learningRateAt(schedule, step, plannedSteps)) };
}

/** What of a schedule does not do what its numbers say, a sentence each; none where all is well. */
export function learningRateNotes({ warmupSteps, decay }: LearningRateSchedule, plannedSteps: number): string[] {
  if (decay === 'one-cycle') {
    return warmupSteps > 0 ? [`A one-cycle rises by itself, so the warm-up of ${warmupSteps} steps is not used; set it to 0, or choose another decay.`] : [];
  }
  if (warmupSteps < plannedSteps || plannedSteps === 0) return [];
  return [`The warm-up of ${warmupSteps} steps is not over when training ends after ${plannedSteps}: the full learning rate is ${warmupSteps === plannedSteps ? 'reached only at the last step' : 'never reached'}. Shorten the warm-up or train longer.`];
}

/**
 * The decay of the moving average at a step: grows from 1/10 to the wanted value, so that the average forgets the random
 * start soon (as in TensorFlow's ExponentialMovingAverage with num_updates).
 */
export function emaDecayAt(emaDecay: number, step: number): number {
  return Math.min(emaDecay, (1 + step) / (10 + step));
}

function oneCycle(highest: number, step: number, plannedSteps: number, rise: number): number {
  const start = highest / CYCLE_START_DIVISOR;
  const end = start / CYCLE_END_DIVISOR;
  const peak = rise * plannedSteps - 1;
  const last = plannedSteps - 1;
  if (step < peak) return halfCosine(start, highest, step / peak);
  return halfCosine(highest, end, last > peak ? Math.min(1, Math.max(0, (step - peak) / (last - peak))) : 1);
}

/** From one value to another along half a cosine. */
function halfCosine(from: number, to: number, progress: number): number {
  return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * progress));
}
