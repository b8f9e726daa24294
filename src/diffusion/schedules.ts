/** From the recipe's schedule to the table of noise levels that training and sampling use. */
import type { ControlPoint, ScheduleRecipe } from '../recipe/recipe.ts';
import { alphasCumprodOfBetas, diffusersBetas, rescaledToZeroTerminalSnr } from './betaSchedules.ts';
import type { BetaSchedule } from './betaSchedules.ts';
import { coordinatesOf, lengthsOf, levelsOf, shiftedLevels } from './levelSchedules.ts';
import { monotoneCubic } from './monotoneCubic.ts';
import { alphaBarOfLogSnr, LOG_SNR_LIMIT } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { shapeFrom } from './scheduleSettings.ts';
import type { AnyScheduleRecipe, ScheduleShape } from './scheduleSettings.ts';

/** The T at which betaStart, betaEnd and the cosine curve are meant. */
export const REFERENCE_TIMESTEPS = 1000;

/** Fewest and most timesteps of a schedule. */
export const TIMESTEPS_RANGE = [10, 1000] as const;

/** Fewest and most control points of a hand-drawn schedule. */
export const CONTROL_POINTS_RANGE = [2, 64] as const;

/** Control points nearer than this in u are one point. */
export const SMALLEST_GAP = 1e-6;

/** The range of a control point's value: outside it makeNoiseTable clips and checkSchedule warns. */
export const VALUE_RANGE: Record<ScheduleRecipe['space'], readonly [number, number]> = {
  'log-snr': [-LOG_SNR_LIMIT, LOG_SNR_LIMIT],
  'alpha-bar': [0, 1],
};

/**
 * The noise table of a schedule recipe.
 *
 * For T = 1000 linear, scaled-linear, cosine and sigmoid equal diffusers. For another T these (and quadratic) are one curve in
 * continuous time s in (0, 1]: ln alpha_bar(s), piecewise linear through the points of T = 1000, where level i lies at
 * s = (i + 1) / 1000 and alpha_bar(0) = 1. Level j of T lies at s = (j + 1) / T. So every beta grows by about 1000 / T and
 * the last level is that of T = 1000, whereas the betas of T = 1000 used 50 times would leave most of the signal.
 *
 * log-linear, laplace, edm, variance-exploding and flow: see `levelsOf`; the last three have coordinates of their own.
 *
 * Hand-drawn: the monotone cubic through the points, sampled at u = t / (T - 1); values are clipped to log-SNR
 * [-20, 20] or alpha_bar [0, 1], slopes to what does not overshoot; constant beyond the outermost points.
 *
 * After that the shift (not for hand-drawn: the curve is drawn as it shall be), then zero terminal SNR.
 * @throws Error with a sentence when T, a beta, a control point or a number that shapes the curve cannot be used, and for zero
 *   terminal SNR on the variance-exploding path
 */
export function makeNoiseTable(schedule: AnyScheduleRecipe): NoiseTable {
  const { timesteps } = schedule;
  const [fewest, most] = TIMESTEPS_RANGE;
  if (!Number.isInteger(timesteps) || timesteps < fewest || timesteps > most) {
    throw new Error(`The number of timesteps is ${timesteps}; give a whole number from ${fewest} to ${most}.`);
  }
  const shape = shapeFrom(schedule);
  const levels = levelsBeforeRescaling(schedule, shape);
  const alphasCumprod = schedule.zeroTerminalSnr ? withoutTerminalSignal(schedule, levels) : levels;
  const lengths = lengthsOf(coordinatesOf(schedule.kind), alphasCumprod, shape.sigmaData);
  return lengths === undefined ? { timesteps, alphasCumprod } : { timesteps, alphasCumprod, lengths };
}

function levelsBeforeRescaling(schedule: AnyScheduleRecipe, shape: Required<ScheduleShape>): Float64Array {
  const { kind, timesteps } = schedule;
  switch (kind) {
    case 'hand-drawn':
      return handDrawnLevels(schedule);
    case 'linear':
    case 'scaled-linear':
    case 'quadratic':
    case 'cosine':
    case 'sigmoid':
      return shiftedLevels(presetLevels(kind, timesteps, schedule.betaStart, schedule.betaEnd), shape.shift);
    case 'log-linear':
    case 'laplace':
    case 'edm':
    case 'variance-exploding':
    case 'flow':
      return shiftedLevels(levelsOf(kind, timesteps, shape), shape.shift);
  }
}

function withoutTerminalSignal(schedule: AnyScheduleRecipe, levels: Float64Array): Float64Array {
  if (schedule.kind === 'variance-exploding') {
    throw new Error(
      'A variance-exploding schedule keeps the whole signal and only adds noise, so no noise is enough for a zero terminal SNR; ' +
        'switch zero terminal SNR off, or choose EDM or flow matching.',
    );
  }
  // The straight path ends without signal as it is.
  return schedule.kind === 'flow' ? levels : rescaledToZeroTerminalSnr(levels);
}

/** The table as diffusers makes it, for any T: betas not rescaled. For checkpoints in the diffusers format and for tests. */
export function diffusersNoiseTable(
  schedule: BetaSchedule,
  timesteps: number,
  betaStart: number,
  betaEnd: number,
  zeroTerminalSnr: boolean,
): NoiseTable {
  const levels = alphasCumprodOfBetas(diffusersBetas(schedule, timesteps, betaStart, betaEnd));
  return { timesteps, alphasCumprod: zeroTerminalSnr ? rescaledToZeroTerminalSnr(levels) : levels };
}

function presetLevels(kind: BetaSchedule, timesteps: number, betaStart: number, betaEnd: number): Float64Array {
  if (kind !== 'cosine' && !(betaStart > 0 && betaStart <= betaEnd && betaEnd < 1)) {
    throw new Error(`The betas go from ${betaStart} to ${betaEnd}; give a start above 0, and an end that is not below the start and below 1.`);
  }
  const reference = alphasCumprodOfBetas(diffusersBetas(kind, REFERENCE_TIMESTEPS, betaStart, betaEnd));
  if (timesteps === REFERENCE_TIMESTEPS) return reference;
  const logs = reference.map(Math.log);
  return Float64Array.from({ length: timesteps }, (_, j) => {
    const position = ((j + 1) * REFERENCE_TIMESTEPS) / timesteps - 1;
    const below = Math.min(Math.floor(position), REFERENCE_TIMESTEPS - 1);
    const fraction = position - below;
    if (fraction === 0) return reference[below] ?? 0;
    const left = logs[below] ?? 0;
    // Betas near 1 leave less than a double can hold.
    if (left === -Infinity) return 0;
    return Math.exp(left + ((logs[below + 1] ?? left) - left) * fraction);
  });
}

function handDrawnLevels(schedule: AnyScheduleRecipe): Float64Array {
  const { points, space, timesteps } = schedule;
  checkControlPoints(points);
  const [lowest, highest] = VALUE_RANGE[space];
  const curve = monotoneCubic(
    points.map((point) => point.u),
    points.map((point) => Math.min(highest, Math.max(lowest, point.value))),
    points.map((point) => point.slope),
  );
  return Float64Array.from({ length: timesteps }, (_, t) => {
    const value = curve.evaluate(t / (timesteps - 1));
    return space === 'log-snr' ? alphaBarOfLogSnr(value) : value;
  });
}

/**
 * Accepts 2 to 64 points with finite values and slopes and u from 0 to 1, strictly increasing.
 * @throws Error with a sentence that names the first point that cannot be used
 */
export function checkControlPoints(points: readonly ControlPoint[]): void {
  const [fewest, most] = CONTROL_POINTS_RANGE;
  if (points.length < fewest || points.length > most) {
    throw new Error(`The hand-drawn schedule has ${points.length} points; give from ${fewest} to ${most}.`);
  }
  let previous = Number.NEGATIVE_INFINITY;
  points.forEach(({ u, value, slope }, i) => {
    const name = `Point ${i + 1} of the hand-drawn schedule`;
    if (!Number.isFinite(u) || u < 0 || u > 1) throw new Error(`${name} lies at u = ${u}; give a position from 0 to 1.`);
    if (!Number.isFinite(value)) throw new Error(`${name} has the value ${value}; give a finite number.`);
    if (slope !== undefined && !Number.isFinite(slope)) throw new Error(`${name} has the slope ${slope}; give a finite number, or none.`);
    if (u - previous < SMALLEST_GAP) {
      throw new Error(`${name} at u = ${u} is not to the right of the point before it (u = ${previous}); sort the points by u and move or remove one of two at the same place.`);
    }
    previous = u;
  });
}
