/** From the sampler's settings and the noise tables to the plan of coefficients. */
import { gridLevels } from './grids.ts';
import type { GridSettings } from './grids.ts';
import { levelFinder } from './levels.ts';
import type { Level } from './levels.ts';
import type { NoiseTable } from './noiseTable.ts';
import type { PlanCall, SamplerPlan } from './plan.ts';
import { samplerChoices } from './samplerSettings.ts';
import type { SamplerChoices } from './samplerSettings.ts';
import { isSamplerName, samplerEntry, samplerNames } from './samplerTable.ts';
import type { SamplerName } from './samplerTable.ts';
import { lms, plms } from './samplers/adamsBashforth.ts';
import { dpmSolver1, dpmSolver2m, dpmSolver3m, sdeDpmSolver1, sdeDpmSolver2m } from './samplers/dpmSolver.ts';
import { predictorCorrector } from './samplers/langevin.ts';
import { ddim, ddpm, euler, eulerAncestral } from './samplers/oneStage.ts';
import { restart } from './samplers/restart.ts';
import type { SamplerContext } from './samplers/steps.ts';
import { dpm2, dpm2Ancestral, heun } from './samplers/twoStage.ts';
import { uniPc } from './samplers/uniPc.ts';

/** Settings left out have the sampler's default (`samplers`, `samplerSettings`); those it does not take change nothing. */
export interface PlanSettings extends GridSettings, Partial<SamplerChoices> {
  readonly sampler: SamplerName;
  /** Number of noise levels to visit, 1 to T of the sampling table (to 1000 on grids of their own). Two-stage samplers call the model more often. */
  readonly steps: number;
  /** The noise levels the network was trained on: the timesteps told to it index this table, and x has its coordinates. */
  readonly trained: NoiseTable;
  /** The noise levels to step through; the trained ones when left out. */
  readonly sampling?: NoiseTable;
  /** What the network predicts; given it, plans that ask it what it cannot know are refused. */
  readonly prediction?: string;
  /** Whether the network learned its variance, which `variance: 'learned'` needs. Default false. */
  readonly learnsVariance?: boolean;
}

/** Predictions from which x0 cannot be told where there is no signal: x0 = (x - sigma epsilon) / alpha. */
const needSignal: readonly string[] = ['epsilon', 'score'];

/**
 * The plan of a sampler. The last step goes to clean data (alpha 1, sigma 0) without fresh noise (Ho et al. 2020, algorithm 2): the
 * sample is the last prediction of x0. Each call's timestep is the place of its log-SNR in the trained table.
 * @throws Error with a sentence when a setting is out of range or settings do not go together
 */
export function makePlan(settings: PlanSettings): SamplerPlan {
  const { sampler, steps, trained, sampling = trained, prediction, learnsVariance = false } = settings;
  if (!isSamplerName(sampler)) throw new Error(`There is no sampler "${String(sampler)}"; choose one of ${samplerNames.join(', ')}.`);
  const { label, leastSteps, mostOrder, settings: taken, defaults } = samplerEntry(sampler);
  const choices = samplerChoices(settings, defaults);
  const finder = levelFinder(trained, sampling);
  const levels = gridLevels(settings, sampling, finder, steps);
  if (steps < leastSteps) {
    throw new Error(`${label} with 1 step would be Euler, as the step to clean data always is; give at least ${leastSteps} steps or choose Euler.`);
  }
  if (mostOrder !== undefined && choices.order > mostOrder) {
    throw new Error(`The order is ${choices.order}; ${label} takes 1 to ${mostOrder}.`);
  }
  if (taken.includes('variance') && choices.variance === 'learned' && !learnsVariance) {
    throw new Error('The sampler is to use the learned variance, but the model has learned none; choose the small or the large variance, or train a model with learned variance.');
  }
  if (prediction !== undefined && needSignal.includes(prediction) && levels.some(({ alpha }) => alpha === 0)) {
    throw new Error(`Sampling begins at pure noise (zero terminal SNR), where a ${prediction} prediction says nothing about the data; train with v or x0 prediction, or take steps that leave the last level out, such as leading ones.`);
  }
  const calls = planners[sampler]({ levels, finder, choices });
  return { calls, startScale: lengthOf(calls[0]) };
}

/** The length of a level, whose square is the variance of x for standardised data; exactly 1 where the table says so. */
function lengthOf(level: Pick<Level, 'alpha' | 'sigma'> | undefined): number {
  const length = level ? Math.hypot(level.alpha, level.sigma) : 1;
  return Math.abs(length - 1) < 1e-12 ? 1 : length;
}

const planners: Readonly<Record<SamplerName, (context: SamplerContext) => PlanCall[]>> = {
  ddpm,
  ddim,
  euler,
  'euler-ancestral': eulerAncestral,
  heun,
  dpm2,
  'dpm2-ancestral': dpm2Ancestral,
  lms,
  plms,
  'dpmpp-1': dpmSolver1,
  'dpmpp-2m': dpmSolver2m,
  'dpmpp-3m': dpmSolver3m,
  'dpmpp-sde-1': sdeDpmSolver1,
  'dpmpp-2m-sde': sdeDpmSolver2m,
  unipc: uniPc,
  'predictor-corrector': predictorCorrector,
  restart,
};
