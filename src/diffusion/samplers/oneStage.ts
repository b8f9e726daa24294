/** Samplers with one call a step that look at nothing but the present state. */
import { CLEAN } from '../levels.ts';
import type { NoisePair } from '../levels.ts';
import type { PlanCall } from '../plan.ts';
import type { DdpmVariance } from '../samplerSettings.ts';
import { churned } from './churn.ts';
import { ancestralShare, callAt, firstOrder, withNoise } from './steps.ts';
import type { SamplerContext } from './steps.ts';

/**
 * Ho, Jain and Abbeel 2020, eq. 7: the posterior between two levels however far apart, not taken from neighbouring training
 * steps. Its variance is the posterior's (small), beta of the step (large; section 3.2), or between the two, told by the
 * network for each element (learned; Nichol and Dhariwal 2021, eq. 15). The last step adds no noise (algorithm 2).
 */
export function ddpm({ levels, choices: { variance } }: SamplerContext): PlanCall[] {
  return levels.map((level, i) => {
    const to = levels[i + 1];
    return to ? ddpmCall(level, to, variance) : callAt(level, firstOrder(level, CLEAN));
  });
}

function ddpmCall(from: SamplerContext['levels'][number], to: NoisePair, variance: DdpmVariance): PlanCall {
  const small = firstOrder(from, to, ancestralShare(from, to, 1));
  // No posterior where the next level is not cleaner: the same epsilon is followed, or all noise is fresh.
  const beta = betaOf(from, to);
  if (variance === 'small' || beta <= 0 || from.sigma <= 0) return callAt(from, small);
  if (variance === 'large') return callAt(from, { ...small, noise: Math.sqrt(beta) });
  return small.noise > 0 ? callAt(from, small, { logVariances: { small: 2 * Math.log(small.noise), large: Math.log(beta) } }) : callAt(from, small);
}

/** beta of a step as the variance-preserving process with the same levels has it, in the coordinates of the next state. */
function betaOf(from: NoisePair, to: NoisePair): number {
  const lengthSquared = to.alpha ** 2 + to.sigma ** 2;
  const kept = (from.alpha ** 2 / (from.alpha ** 2 + from.sigma ** 2)) * (lengthSquared / to.alpha ** 2);
  return to.alpha > 0 ? lengthSquared * (1 - kept) : 0;
}

/** Song, Meng and Ermon 2021, eq. 12 and 16; eta 1 is DDPM with the small variance. */
export function ddim({ levels, choices: { eta } }: SamplerContext): PlanCall[] {
  return levels.map((level, i) => {
    const to = levels[i + 1] ?? CLEAN;
    return callAt(level, firstOrder(level, to, ancestralShare(level, to, eta)));
  });
}

/**
 * Euler's method in sigma (Karras et al. 2022, algorithm 2 without its second half): the same numbers as DDIM with eta 0 in
 * every coordinate system, as both hold x0 constant; with churn, noise is added before each step.
 */
export function euler(context: SamplerContext): PlanCall[] {
  const { levels, choices: { noiseScale } } = context;
  const from = churned(context);
  return from.map((level, i) => {
    const to = levels[i + 1];
    if (!to) return callAt(level, firstOrder(level, CLEAN));
    return callAt(level, withNoise(firstOrder(level, to), to, from[i + 1] ?? to, noiseScale));
  });
}

/** k-diffusion's sample_euler_ancestral: a step to below the next level, and noise up to it. */
export function eulerAncestral({ levels, choices: { eta, noiseScale } }: SamplerContext): PlanCall[] {
  return levels.map((level, i) => {
    const to = levels[i + 1] ?? CLEAN;
    return callAt(level, firstOrder(level, to, ancestralShare(level, to, eta), noiseScale));
  });
}
