/** Song et al. 2021, "Score-based generative modeling through stochastic differential equations": predictor-corrector sampling. */
import { CLEAN } from '../levels.ts';
import type { Level } from '../levels.ts';
import type { PlanCall } from '../plan.ts';
import { ancestralShare, callAt, firstOrder } from './steps.ts';
import type { SamplerContext } from './steps.ts';

/**
 * An ancestral step to each level, then `corrections` steps of Langevin dynamics at it; none at clean data.
 * N + corrections (N - 1) calls.
 */
export function predictorCorrector({ levels, choices: { eta, noiseScale, snr, corrections } }: SamplerContext): PlanCall[] {
  return levels.flatMap((level, i) => {
    const to = levels[i + 1];
    if (!to) return [callAt(level, firstOrder(level, CLEAN))];
    const predictor = callAt(level, firstOrder(level, to, ancestralShare(level, to, eta), noiseScale));
    return [predictor, ...Array.from({ length: corrections }, () => correctorCall(to, snr))];
  });
}

/**
 * One Langevin step x' = x + step * score + sqrt(2 step) z (algorithm 4) with score = (alpha x0 - x) / sigma^2. The paper takes step =
 * 2 (snr |z| / |score|)^2 from the norms measured in each batch; here from their expected values, |z| = sqrt(d) and |score| = sqrt(d) / sigma,
 * so step = 2 (snr sigma)^2 and the plan stays linear: x' = (1 - 2 snr^2) x + 2 snr^2 alpha x0 + 2 snr sigma z.
 */
function correctorCall(level: Level, snr: number): PlanCall {
  const pull = 2 * snr * snr;
  return callAt(level, { states: [1 - pull], x0s: [pull * level.alpha], noise: 2 * snr * level.sigma }, { within: true });
}
