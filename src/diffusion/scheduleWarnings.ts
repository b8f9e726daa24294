/** What is unwise about a schedule, said so that a learner can understand and mend it. */
import { alphaBar, clampLogSnr, logSnrOfAlphaBar } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import type { AnyPrediction } from './predictions.ts';
import { VALUE_RANGE } from './schedules.ts';
import { shapeOf } from './scheduleSettings.ts';
import type { AnyScheduleRecipe } from './scheduleSettings.ts';

export type WarningId =
  | 'signal-left'
  | 'non-monotone'
  | 'clipped'
  | 'epsilon-zero-terminal-snr'
  | 'sampling-signal-left'
  | 'sampling-far';

export interface ScheduleWarning {
  readonly id: WarningId;
  /** What is the case and what it does, with the numbers. */
  readonly explanation: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** At alpha_bar 0.01 the start of sampling, pure noise, misses a tenth of the data's standard deviation; then it begins to show. */
const SIGNAL_LEFT = 0.01;

/** Below this alpha_bar an error of an epsilon prediction is multiplied by more than 1000 in x0. */
const PRACTICALLY_ZERO = 1e-6;

/** Differences in log-SNR of less than this (SNR within a factor e) a network bridges by itself. */
const FAR_LOG_SNR = 1;

/** Beyond this |log-SNR| (alpha_bar 3e-4) levels are practically noise or data, and how far beyond is of no matter. */
const TELLING_LOG_SNR = 8;

/** Rises of alpha_bar smaller than this come from rounding. */
const ROUNDING = 1e-12;

/**
 * Warnings about a schedule, in the order in which they matter; empty when all is well.
 * @param table made from `pieces.schedule` by makeNoiseTable
 * @param pieces the recipe's schedule and what the network predicts
 */
export function checkSchedule(table: NoiseTable, pieces: { schedule: AnyScheduleRecipe; prediction: AnyPrediction }): ScheduleWarning[] {
  const warnings: ScheduleWarning[] = [];
  const end = alphaBar(table, table.timesteps - 1);
  if (end > SIGNAL_LEFT) {
    warnings.push({
      id: 'signal-left',
      explanation:
        `At the last timestep ${percent(Math.sqrt(end))} of the data's amplitude is still there (alpha_bar = ${short(end)}), ` +
        'but sampling starts from pure noise: the network never learnt that start, and samples come out blurred or shifted.',
      remedy: moreNoise(pieces.schedule),
    });
  }
  const rise = firstRise(table);
  if (rise !== null) {
    warnings.push({
      id: 'non-monotone',
      explanation:
        `The curve rises after t = ${rise}: x_t would get cleaner there while time goes on. Noise cannot be taken out by adding noise, ` +
        'so steps of the forward process do not exist there and samplers walk back and forth over the same noise levels.',
      remedy: 'Move the points so that each lies no higher than the one to its left.',
    });
  }
  warnings.push(...clippedPoints(pieces.schedule));
  if ((pieces.prediction === 'epsilon' || pieces.prediction === 'score') && end < PRACTICALLY_ZERO) {
    const [what, x0] = pieces.prediction === 'epsilon' ? ['epsilon', '(x - sigma epsilon) / alpha'] : ['the score', '(x + sigma^2 score) / alpha'];
    warnings.push({
      id: 'epsilon-zero-terminal-snr',
      explanation:
        `At the last timestep nothing of the data is left (alpha_bar = ${short(end)}). Predicting ${what} there is trivial and says nothing of x0 = ${x0}, ` +
        'which divides by zero or nearly so; the first step of sampling takes the mean of the data instead.',
      remedy: signalOrPrediction(pieces.schedule),
    });
  }
  return warnings;
}

/**
 * Warnings about sampling with another schedule than the trained one; empty when the trained network knows all its levels.
 * The comparison is by log-SNR (what the network sees), so schedules with different T or pace may agree.
 */
export function checkSamplingSchedule(trained: NoiseTable, sampling: NoiseTable): ScheduleWarning[] {
  const warnings: ScheduleWarning[] = [];
  const end = alphaBar(sampling, sampling.timesteps - 1);
  if (end > SIGNAL_LEFT) {
    warnings.push({
      id: 'sampling-signal-left',
      explanation:
        `The sampling schedule starts at a level where ${percent(Math.sqrt(end))} of the data's amplitude should be there (alpha_bar = ${short(end)}), ` +
        'but sampling starts from pure noise without any.',
      remedy: 'Pull the right end of the sampling curve down to alpha_bar below 0.01, or sample with the trained schedule.',
    });
  }
  const known = telling(trained);
  const gaps = telling(sampling).map((level) => nearestDistance(known, level));
  const worst = gaps.reduce((index, gap, t) => (gap > (gaps[index] ?? 0) ? t : index), 0);
  const gap = gaps[worst] ?? 0;
  if (gap > FAR_LOG_SNR) {
    const share = gaps.filter((distance) => distance > FAR_LOG_SNR).length / gaps.length;
    warnings.push({
      id: 'sampling-far',
      explanation:
        `${percent(share)} of the sampling schedule's noise levels are far from every level the network was trained on; the farthest, at t = ${worst}, ` +
        `is off by ${short(gap)} in log-SNR. There the network is asked about noise it has never seen.`,
      remedy: 'Keep the sampling curve within the range of the trained one, or train on with the sampling schedule.',
    });
  }
  return warnings;
}

function moreNoise({ kind, shift = 1 }: AnyScheduleRecipe): string {
  if (!shapeOf(kind).includes('sigmaMax')) return 'Pull the right end of the curve down to alpha_bar below 0.01 (log-SNR below -4.6), or switch on zero terminal SNR.';
  const raise = `Raise the largest sigma above ${short(10 / shift)}`;
  return kind === 'variance-exploding' ? `${raise}.` : `${raise}, or switch on zero terminal SNR.`;
}

function signalOrPrediction({ kind, zeroTerminalSnr }: AnyScheduleRecipe): string {
  if (kind === 'flow') return 'Predict the flow velocity, v, x0 or F, which stay well defined without signal: the straight path always ends there.';
  const leave = !zeroTerminalSnr && shapeOf(kind).includes('sigmaMax') ? 'lower the largest sigma' : 'switch off zero terminal SNR and leave a little signal at the end';
  return `Predict v or x0, which stay well defined without signal, or ${leave}.`;
}

function firstRise(table: NoiseTable): number | null {
  for (let t = 1; t < table.timesteps; t++) {
    if (alphaBar(table, t) > alphaBar(table, t - 1) + ROUNDING) return t - 1;
  }
  return null;
}

function clippedPoints(schedule: AnyScheduleRecipe): ScheduleWarning[] {
  if (schedule.kind !== 'hand-drawn') return [];
  const [lowest, highest] = VALUE_RANGE[schedule.space];
  const name = schedule.space === 'log-snr' ? 'log-SNR' : 'alpha_bar';
  const outside = schedule.points.flatMap(({ value }, i) => (value < lowest || value > highest ? [i + 1] : []));
  if (outside.length === 0) return [];
  return [
    {
      id: 'clipped',
      explanation: `${outside.length === 1 ? 'Point' : 'Points'} ${outside.join(', ')} ask for a ${name} outside ${lowest} to ${highest}; the curve is cut off there and does not pass through ${outside.length === 1 ? 'it' : 'them'}.`,
      remedy: `Give the ${outside.length === 1 ? 'point' : 'points'} a value from ${lowest} to ${highest}.`,
    },
  ];
}

/** log-SNR of every level, clipped to where it tells something. */
function telling(table: NoiseTable): number[] {
  return Array.from(table.alphasCumprod, (value) =>
    Math.min(TELLING_LOG_SNR, Math.max(-TELLING_LOG_SNR, clampLogSnr(logSnrOfAlphaBar(value)))),
  );
}

function nearestDistance(levels: readonly number[], wanted: number): number {
  return levels.reduce((nearest, level) => Math.min(nearest, Math.abs(level - wanted)), Number.POSITIVE_INFINITY);
}

function percent(fraction: number): string {
  const value = fraction * 100;
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} %`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
