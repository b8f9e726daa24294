/** Samplers with two calls a step: the slope at the beginning, and again further on. */
import { CLEAN, noiseRatio } from '../levels.ts';
import type { Level, NoisePair } from '../levels.ts';
import type { PlanCall } from '../plan.ts';
import { churned } from './churn.ts';
import { ancestralShare, callAt, firstOrder, isRegular, withNoise } from './steps.ts';
import type { SamplerContext } from './steps.ts';

/**
 * One step of Heun's method in sigma (Karras et al. 2022, algorithm 2): Euler to the next level, then the mean of the slopes at
 * both ends. With y = x / alpha and s the noise ratio, y' = y~ + (s / s' - 1) / 2 (p~ - p), where y~ is Euler's result and p, p~ are the two
 * predictions of x0. One call where the formula does not hold, as to clean data.
 * @param noisier the level up to which noise is added afterwards; `to` for none
 */
export function heunStep(from: Level, to: Level, noisier: Level = to, noiseScale = 1): PlanCall[] {
  const predicted = firstOrder(from, to);
  if (!isRegular(from, to)) return [callAt(from, withNoise(predicted, to, noisier, noiseScale))];
  const weight = (to.alpha * (noiseRatio(from) / noiseRatio(to) - 1)) / 2;
  const corrected = { states: [1], x0s: [weight, -weight], noise: 0 };
  return [callAt(from, predicted), callAt(to, withNoise(corrected, to, noisier, noiseScale), { within: true })];
}

/** Heun's method with churn; the churn's noise is part of the transition before. 2 N - 1 calls. */
export function heun(context: SamplerContext): PlanCall[] {
  const { levels, choices: { noiseScale } } = context;
  const from = churned(context);
  return from.flatMap((level, i) => {
    const to = levels[i + 1];
    return to ? heunStep(level, to, from[i + 1], noiseScale) : [callAt(level, firstOrder(level, CLEAN))];
  });
}

/** DPM-Solver-2 in Karras et al.'s sigma (k-diffusion's sample_dpm_2): the slope at the geometric mean of both noise ratios. 2 N - 1 calls. */
export function dpm2(context: SamplerContext): PlanCall[] {
  return midpointSteps(context, 0, 1);
}

/** DPM2 to below each next level, and noise up to it (k-diffusion's sample_dpm_2_ancestral). At most 2 N - 1 calls. */
export function dpm2Ancestral(context: SamplerContext): PlanCall[] {
  return midpointSteps(context, context.choices.eta, context.choices.noiseScale);
}

/**
 * In y = x / alpha: y^ = Euler from s to m = sqrt(s s'), then y' = y + (s' - s) (y^ - p^) / m, which is
 * (s' / m) y^ + ((s - s') / m) p^ + (1 - s / m) p.
 */
function midpointSteps({ levels, finder }: SamplerContext, eta: number, noiseScale: number): PlanCall[] {
  return levels.flatMap((from, i) => {
    const to: NoisePair = levels[i + 1] ?? CLEAN;
    const share = ancestralShare(from, to, eta);
    const below = share > 0 ? { alpha: to.alpha, sigma: to.sigma * Math.sqrt(1 - share) } : to;
    if (!isRegular(from, below)) return [callAt(from, firstOrder(from, to, share, noiseScale))];
    const [begin, end] = [noiseRatio(from), noiseRatio(below)];
    const middle = finder.atRatio(Math.sqrt(begin * end));
    const at = noiseRatio(middle);
    const step = {
      states: [below.sigma / middle.sigma],
      x0s: [(below.alpha * (begin - end)) / at, below.alpha * (1 - begin / at)],
      noise: 0,
    };
    return [callAt(from, firstOrder(from, middle)), callAt(middle, withNoise(step, below, to, noiseScale), { within: true })];
  });
}
