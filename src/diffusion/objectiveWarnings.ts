/** What is unwise or unusual about what the network learns on a schedule: prediction, density and weighting together. */
import { lossShare } from './lossShare.ts';
import { alpha, sigma } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { target } from './predictions.ts';
import type { AnyPrediction } from './predictions.ts';
import { coordinatesOf } from './levelSchedules.ts';
import type { AnyScheduleKind } from './scheduleSettings.ts';

export type ObjectiveWarningId = 'wide-input' | 'uneven-target' | 'sigma-data' | 'lopsided-share' | 'unseen-levels' | 'unusual-prediction';

export interface ObjectiveWarning {
  readonly id: ObjectiveWarningId;
  /** warning: it will hurt; note: it works, and is worth knowing. */
  readonly tone: 'warning' | 'note';
  /** What is the case and what it does, with the numbers. */
  readonly explanation: string;
  /** What to do about it; nothing for a note. */
  readonly remedy: string | null;
}

export interface CheckedObjective {
  readonly kind: AnyScheduleKind;
  readonly prediction: AnyPrediction;
  /** sigma_data of the schedule; default 1. */
  readonly sigmaData?: number;
  /** Standard deviation of the data as the network sees them; not checked when left out. */
  readonly dataDeviation?: number;
  /** p[t] of the training draws; default uniform. */
  readonly probabilities?: Float64Array;
  /** w[t] on the network's own output; default 1. */
  readonly weights?: Float64Array;
}

/** Networks are made for numbers of about 1; inputs ten times as large drown their finer features. */
const WIDE = 10;

/** Where targets differ this much in size, the squared error (the square of it) hears little of the small ones. */
const UNEVEN = 10;

/** sigma_data off by more than this factor: input and target are visibly not of variance 1. */
const FAR_DEVIATION = 1.5;

/** One noise level with more of the loss than this is nearly all that is learnt. */
const LOPSIDED = 0.5;

/** A level with less of the loss than this counts for nothing in any run. */
const UNSEEN = 1e-9;

/** So many of the levels may be unseen: a network bridges a few (flow times never reach the last level, and that is usual). */
const BRIDGED = 0.02;

/** Warnings first, then notes; empty when all is well. */
export function checkObjective(table: NoiseTable, objective: CheckedObjective): ObjectiveWarning[] {
  const even = new Float64Array(table.timesteps).fill(1 / table.timesteps);
  const share = lossShare(objective.probabilities ?? even, objective.weights ?? new Float64Array(table.timesteps).fill(1));
  return [
    wideInput(table, objective),
    unevenTarget(table, objective),
    wrongDeviation(objective),
    lopsidedShare(share),
    unseenLevels(share, objective),
    unusualPrediction(objective),
  ].filter((warning) => warning !== null);
}

function wideInput(table: NoiseTable, { dataDeviation = 1 }: CheckedObjective): ObjectiveWarning | null {
  const widths = levels(table, (a, s) => Math.hypot(a * dataDeviation, s));
  const widest = Math.max(...widths);
  if (widest <= WIDE) return null;
  return {
    id: 'wide-input', tone: 'warning',
    explanation: `The noisiest x_t that the network sees have a standard deviation of ${short(widest)}, the cleanest ${short(Math.min(...widths))}: one set of weights has to cope with both, and learns badly.`,
    remedy: 'Choose the EDM schedule, which shows the same noise levels scaled to variance 1, or lower the largest sigma.',
  };
}

function unevenTarget(table: NoiseTable, { prediction, sigmaData = 1, dataDeviation = 1, weights }: CheckedObjective): ObjectiveWarning | null {
  const sizes = levels(table, (a, s) => {
    const goal = target(prediction, a, s, sigmaData);
    return Math.hypot(goal.x0 * dataDeviation, goal.epsilon);
  }).map((size, t) => size * Math.sqrt(weights?.[t] ?? 1));
  const counted = sizes.filter((size) => size > 0);
  const [least, most] = [Math.min(...counted), Math.max(...counted)];
  if (prediction !== 'score' || most / least <= UNEVEN) return null;
  return {
    id: 'uneven-target', tone: 'warning',
    explanation: `The score is as large as 1 / sigma: its target, weighted, is ${short(most / least)} times larger at some noise levels than at others, and the squared error hears little but those.`,
    remedy: 'Weight the score matching with lambda = sigma^2, or predict epsilon, which is the same thing scaled evenly.',
  };
}

function wrongDeviation({ kind, prediction, sigmaData = 1, dataDeviation }: CheckedObjective): ObjectiveWarning | null {
  if ((kind !== 'edm' && prediction !== 'edm') || dataDeviation === undefined) return null;
  const factor = sigmaData / dataDeviation;
  if (factor <= FAR_DEVIATION && factor >= 1 / FAR_DEVIATION) return null;
  return {
    id: 'sigma-data', tone: 'warning',
    explanation: `sigma_data is ${short(sigmaData)}, but the data have a standard deviation of ${short(dataDeviation)}: inputs and targets of the network do not have variance 1, which EDM's scaling is there for.`,
    remedy: `Set sigma_data to ${short(dataDeviation)}.`,
  };
}

function lopsidedShare(share: Float64Array): ObjectiveWarning | null {
  const most = Math.max(...share);
  if (most <= LOPSIDED) return null;
  return {
    id: 'lopsided-share', tone: 'warning',
    explanation: `Timestep ${share.indexOf(most)} alone has ${short(most * 100)} % of the loss, so the network learns little else.`,
    remedy: 'Choose a weighting with a limit (min-SNR) or another prediction, or draw the share by hand.',
  };
}

function unseenLevels(share: Float64Array, { prediction }: CheckedObjective): ObjectiveWarning | null {
  const last = share.length - 1;
  const isBlind = prediction === 'epsilon' || prediction === 'score';
  const unseen = Array.from(share.keys()).filter((t) => (share[t] ?? 0) < UNSEEN && !(isBlind && t === last));
  if (unseen.length <= BRIDGED * share.length) return null;
  const start = unseen.includes(last) ? ' The noisiest one, where sampling starts, is among them.' : '';
  return {
    id: 'unseen-levels', tone: 'warning',
    explanation: `${unseen.length} of ${share.length} noise levels have no part in the loss, so the network never learns them and guesses there from the levels nearby.${start}`,
    remedy: 'Draw noise levels from a wider density, or raise the weighting there.',
  };
}

function unusualPrediction({ kind, prediction, sigmaData = 1 }: CheckedObjective): ObjectiveWarning | null {
  const note = (explanation: string): ObjectiveWarning => ({ id: 'unusual-prediction', tone: 'note', explanation, remedy: null });
  if (prediction === 'flow' && kind !== 'flow') {
    return note('epsilon - x0 is the velocity of the straight path; on this path the network learns the same difference, and samplers work out x0 and epsilon from it as well.');
  }
  if (prediction === 'edm' && coordinatesOf(kind) === 'variance-preserving' && sigmaData === 1) {
    return note("With sigma_data 1 on a variance-preserving path EDM's F is -v: the network learns the same as with v, with the opposite sign.");
  }
  if (prediction === 'v' && kind === 'flow') {
    return note('v turns with the angle between data and noise; on the straight path the usual target is the flow velocity epsilon - x0, which is longer or shorter but well defined at both ends like v.');
  }
  return null;
}

function levels(table: NoiseTable, of: (alpha: number, sigma: number) => number): number[] {
  return Array.from({ length: table.timesteps }, (_, t) => of(alpha(table, t), sigma(table, t)));
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
