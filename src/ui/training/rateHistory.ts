/** The learning rates that a run has had, with the settings as they were at each step. */
import type { ShownSteps } from '../../plot/lossCurve.ts';
import { learningRateAt } from '../../recipe/learningRate.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import type { RunChange } from '../../store/runChanges.ts';

const POINTS = 160;

/** The recipe that a step was trained with; the first step is 1. */
export function recipeOfStep(step: number, changes: readonly RunChange[], present: Recipe): Recipe {
  return changes.find((change) => change.step >= step)?.before ?? present;
}

/** The learning rate of a step, the first being 1. */
export function rateOfStep(step: number, changes: readonly RunChange[], present: Recipe): number {
  const { optimizer, training } = recipeOfStep(step, changes, present);
  return learningRateAt(optimizer, Math.max(0, step - 1), training.steps);
}

/** The rates of steps evenly spread over those trained, and on both sides of every change. */
export function rateHistory({ first, last }: ShownSteps, changes: readonly RunChange[], present: Recipe): { x: number[]; y: number[] } {
  const begin = first + 1;
  const even = Array.from({ length: POINTS }, (_, i) => Math.round(begin + ((last - begin) * i) / (POINTS - 1)));
  const sides = changes.flatMap(({ step }) => [step, step + 1]).filter((step) => step >= begin && step <= last);
  const x = [...new Set([...even, ...sides])].toSorted((a, b) => a - b);
  return { x, y: x.map((step) => rateOfStep(step, changes, present)) };
}
