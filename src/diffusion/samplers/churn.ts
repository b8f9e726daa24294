/** Karras et al. 2022, algorithm 2, lines 4 to 6: a little noise added before a step, taken out again by the step. */
import { noiseRatio } from '../levels.ts';
import type { Level } from '../levels.ts';
import type { SamplerContext } from './steps.ts';

/**
 * The levels at which steps begin: (1 + gamma) times the noise ratio of those visited, gamma = min(churn / steps, sqrt(2) - 1), where that
 * ratio lies from churnFrom to churnTo. Never beyond the noisiest level of the table: the network knows none noisier.
 */
export function churned({ levels, finder, choices: { churn, churnFrom, churnTo } }: SamplerContext): Level[] {
  const gamma = Math.min(churn / levels.length, Math.SQRT2 - 1);
  return levels.map((level) => {
    const ratio = noiseRatio(level);
    if (gamma <= 0 || !(ratio > 0 && ratio >= churnFrom && ratio <= churnTo)) return level;
    const raised = Math.min(ratio * (1 + gamma), finder.largest);
    return raised > ratio ? finder.atRatio(raised) : level;
  });
}
