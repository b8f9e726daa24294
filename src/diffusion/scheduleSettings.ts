/** What schedules may be set to: kinds, the numbers that shape them, ranges and defaults. */
import type { ScheduleKind, ScheduleRecipe } from '../recipe/recipe.ts';

/** Every schedule that `makeNoiseTable` makes. */
export type AnyScheduleKind = ScheduleKind;

/** Numbers that shape some of the schedules; what is left out is taken from `SHAPE_DEFAULTS`, what a kind does not use is ignored. */
export interface ScheduleShape {
  /** Smallest and largest noise-to-signal ratio sigma / alpha, for log-linear, laplace, edm and variance-exploding. */
  sigmaMin?: number;
  sigmaMax?: number;
  /** For edm: 1 spaces sigma evenly, larger numbers spend more levels at low noise (Karras et al. 2022, eq. 5). */
  rho?: number;
  /** For laplace: where log-SNR is densest, and how wide its peak is (Hang et al. 2024). */
  laplaceMean?: number;
  laplaceScale?: number;
  /** Every sigma / alpha is multiplied by this; 1 changes nothing. For all kinds but hand-drawn. */
  shift?: number;
  /** Standard deviation of the data, for the scaling of the input of edm and for the edm prediction. */
  sigmaData?: number;
}

/** A schedule whose shaping numbers may be left out; a ScheduleRecipe is one. */
export type AnyScheduleRecipe = Omit<ScheduleRecipe, keyof ScheduleShape> & ScheduleShape;

/** Smallest and largest value of each number. */
export const SHAPE_RANGES: Readonly<Record<keyof ScheduleShape, readonly [number, number]>> = {
  sigmaMin: [1e-4, 0.5],
  sigmaMax: [1, 1000],
  rho: [1, 20],
  laplaceMean: [-5, 5],
  laplaceScale: [0.1, 5],
  shift: [0.05, 20],
  sigmaData: [0.05, 5],
};

/**
 * Defaults; `sigmaData` 1 fits standardised data (k-diffusion), EDM's own pictures in [-1, 1] have 0.5.
 * laplace: as in the experiments of Hang et al. 2024. rho: Karras et al. 2022, table 1.
 */
export const SHAPE_DEFAULTS: Readonly<Required<Omit<ScheduleShape, 'sigmaMin' | 'sigmaMax'>>> = {
  rho: 7,
  laplaceMean: 0,
  laplaceScale: 0.5,
  shift: 1,
  sigmaData: 1,
};

/** Default sigmaMin and sigmaMax of the kinds that use them. */
export const SIGMA_DEFAULTS: Readonly<Partial<Record<AnyScheduleKind, readonly [number, number]>>> = {
  // log-SNR from 9.2 to -9.2: alpha_bar 0.0001 at the end.
  'log-linear': [0.01, 100],
  laplace: [0.01, 100],
  // Karras et al. 2022, table 1.
  edm: [0.002, 80],
  // Song et al. 2021, appendix C, for CIFAR-10.
  'variance-exploding': [0.01, 50],
};

/** First and last beta as they are usually given with each kind, T = 1000; cosine and the kinds without betas have none. */
export const BETA_DEFAULTS: Readonly<Partial<Record<AnyScheduleKind, readonly [number, number]>>> = {
  linear: [1e-4, 0.02],
  quadratic: [1e-4, 0.02],
  'scaled-linear': [0.00085, 0.012],
  sigmoid: [1e-4, 0.02],
};

const USED: Readonly<Partial<Record<AnyScheduleKind, readonly (keyof ScheduleShape)[]>>> = {
  'log-linear': ['sigmaMin', 'sigmaMax'],
  laplace: ['sigmaMin', 'sigmaMax', 'laplaceMean', 'laplaceScale'],
  edm: ['sigmaMin', 'sigmaMax', 'rho', 'sigmaData'],
  'variance-exploding': ['sigmaMin', 'sigmaMax'],
};

const NAMES: Readonly<Record<keyof ScheduleShape, string>> = {
  sigmaMin: 'smallest sigma',
  sigmaMax: 'largest sigma',
  rho: 'rho',
  laplaceMean: 'Laplace mean',
  laplaceScale: 'Laplace scale',
  shift: 'shift',
  sigmaData: 'sigma_data',
};

/** The numbers that a kind uses, in the order in which a panel should show them. */
export function shapeOf(kind: AnyScheduleKind): readonly (keyof ScheduleShape)[] {
  return [...(USED[kind] ?? []), ...(kind === 'hand-drawn' ? [] : (['shift'] as const))];
}

/** The default of one number for a kind. */
export function shapeDefault(kind: AnyScheduleKind, name: keyof ScheduleShape): number {
  const [sigmaMin, sigmaMax] = SIGMA_DEFAULTS[kind] ?? [0.01, 100];
  if (name === 'sigmaMin') return sigmaMin;
  if (name === 'sigmaMax') return sigmaMax;
  return SHAPE_DEFAULTS[name];
}

/**
 * All numbers, with defaults for what the recipe leaves out.
 * @throws Error with a sentence when one that the kind uses is out of its range
 */
export function shapeFrom(schedule: AnyScheduleRecipe): Required<ScheduleShape> {
  const value = (name: keyof ScheduleShape): number => schedule[name] ?? shapeDefault(schedule.kind, name);
  for (const name of shapeOf(schedule.kind)) {
    const [least, most] = SHAPE_RANGES[name];
    const given = value(name);
    if (!(given >= least && given <= most)) {
      throw new Error(`The schedule's ${NAMES[name]} is ${given}; give a number from ${least} to ${most}.`);
    }
  }
  return {
    sigmaMin: value('sigmaMin'), sigmaMax: value('sigmaMax'), rho: value('rho'), laplaceMean: value('laplaceMean'),
    laplaceScale: value('laplaceScale'), shift: value('shift'), sigmaData: value('sigmaData'),
  };
}
