/** From the sampler's settings and the noise tables to the plan of coefficients. */
import type { SamplerName } from '../recipe/recipe.ts';
import { ddimStep } from './ddim.ts';
import { ddpmStep } from './ddpm.ts';
import type { DdpmVariance } from './ddpm.ts';
import { alphaBar, clampLogSnr, logSnrOfAlphaBar } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import type { NextState, PlanCall, SamplerPlan } from './plan.ts';
import { spacedTimesteps } from './spacing.ts';
import type { Spacing } from './spacing.ts';

export interface PlanSettings {
  readonly sampler: SamplerName;
  /** Number of model calls, 1 to T of the sampling table. */
  readonly steps: number;
  /** For DDIM: 0 deterministic .. 1 as noisy as DDPM. Ignored by DDPM. Default 0. */
  readonly eta?: number;
  /** The noise levels the network was trained on: the timesteps told to it index this table. */
  readonly trained: NoiseTable;
  /** The noise levels to step through; the trained ones when left out. */
  readonly sampling?: NoiseTable;
  /** Default trailing. */
  readonly spacing?: Spacing;
  /** For DDPM; default small. */
  readonly variance?: DdpmVariance;
}

/**
 * The plan of a sampler. The last step goes to clean data (alpha_bar 1) without fresh noise (Ho et al. 2020, algorithm 2).
 * With a sampling table of its own, each call names the trained timestep with the nearest log-SNR.
 * @throws Error with a sentence when steps or eta is out of range
 */
export function makePlan(settings: PlanSettings): SamplerPlan {
  const { steps, eta = 0, trained, sampling = trained, spacing = 'trailing' } = settings;
  if (!(eta >= 0 && eta <= 1)) throw new Error(`eta is ${eta}; give a number from 0 (deterministic) to 1 (as noisy as DDPM).`);
  const visited = spacedTimesteps(spacing, sampling.timesteps, steps);
  const told = sameLevels(trained, sampling) ? (t: number) => t : nearestTimestep(trained, sampling);
  const calls = visited.map((t, i): PlanCall => {
    const from = alphaBar(sampling, t);
    const following = visited[i + 1];
    const isLast = following === undefined;
    const step = stepBetween(settings.sampler, from, isLast ? 1 : alphaBar(sampling, following), eta, settings.variance);
    return {
      timestep: told(t),
      alpha: Math.sqrt(from),
      sigma: Math.sqrt(1 - from),
      next: isLast ? { ...step, noise: 0 } : step,
    };
  });
  return { calls, startScale: 1 };
}

function stepBetween(sampler: SamplerName, from: number, to: number, eta: number, variance?: DdpmVariance): NextState {
  switch (sampler) {
    case 'ddim':
      return ddimStep(from, to, eta);
    case 'ddpm':
      return ddpmStep(from, to, variance);
  }
}

function sameLevels(a: NoiseTable, b: NoiseTable): boolean {
  return a === b || (a.timesteps === b.timesteps && a.alphasCumprod.every((value, t) => value === b.alphasCumprod[t]));
}

/** Sampling timestep to the trained one with the nearest log-SNR (clipped to [-20, 20]); the noisier of two equally near. */
function nearestTimestep(trained: NoiseTable, sampling: NoiseTable): (t: number) => number {
  const levels = trained.alphasCumprod.map((value) => clampLogSnr(logSnrOfAlphaBar(value)));
  return (t) => {
    const wanted = clampLogSnr(logSnrOfAlphaBar(alphaBar(sampling, t)));
    return levels.reduce(
      (nearest, level, index) => (Math.abs(level - wanted) <= Math.abs((levels[nearest] ?? 0) - wanted) ? index : nearest),
      0,
    );
  };
}
