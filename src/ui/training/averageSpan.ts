import { emaDecayAt } from '../../recipe/learningRate.ts';

/** Over about how many steps a running average of the weights reaches back; 1 where nothing is averaged. @param decay that was set @param step the present one */
export function averageSpan(decay: number, step: number): number {
  return 1 / (1 - emaDecayAt(decay, step));
}
