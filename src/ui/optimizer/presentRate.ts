/** The learning rate of a run at a step, as numbers and in words. */
import { axisNumber } from '../../plot/chartScales.ts';
import { learningRateAt } from '../../recipe/learningRate.ts';
import type { OptimizerRecipe } from '../../recipe/recipe.ts';
import { groupedNumber, say } from '../../words/say.ts';

export interface RatePlan {
  optimizer: OptimizerRecipe;
  /** Training steps planned. */
  steps: number;
}

/** Where on the curve a run stands: after the planned steps the rate stays where it was at their end. */
export function presentPoint({ optimizer, steps }: RatePlan, step: number): { step: number; rate: number } {
  return { step: Math.min(step, Math.max(0, steps - 1)), rate: learningRateAt(optimizer, step, steps) };
}

/** For instance "Step 400 of 3,000: the rate is 0.00199, 99 % of the highest." */
export function rateWords(plan: RatePlan, step: number): string {
  const { rate } = presentPoint(plan, step);
  const share = (100 * rate) / plan.optimizer.learningRate;
  const percent = share >= 10 ? Math.round(share).toString() : share.toPrecision(1);
  const amount = say`${axisNumber(rate)}, ${Number(percent)}\u00a0% of the highest`;
  const [at, of] = [groupedNumber(step), groupedNumber(plan.steps)];
  return step >= plan.steps ? say`Step ${at} of ${of}: the rate stays at ${amount}.` : say`Step ${at} of ${of}: the rate is ${amount}.`;
}
