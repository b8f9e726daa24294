import type { OptimizerRecipe } from '../recipe/recipe.ts';

/** Where the cosine ends, as a part of the full rate: training may be continued after its planned end. */
export const FINAL_FRACTION = 0.01;

/**
 * The learning rate of a step: linear warm-up from 0, then constant, or half a cosine (Loshchilov and Hutter 2017) down to
 * FINAL_FRACTION at `plannedSteps`, where it stays.
 * @param step steps done before this one, from 0
 */
export function learningRateAt(optimizer: Pick<OptimizerRecipe, 'learningRate' | 'warmupSteps' | 'decay'>, step: number, plannedSteps: number): number {
  const { learningRate, warmupSteps, decay } = optimizer;
  if (step < warmupSteps) return learningRate * (step + 1) / warmupSteps;
  if (decay === 'constant') return learningRate;
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, plannedSteps - warmupSteps));
  return learningRate * (FINAL_FRACTION + (1 - FINAL_FRACTION) * 0.5 * (1 + Math.cos(Math.PI * progress)));
}

/**
 * The decay of the moving average at a step: grows from 1/10 to the wanted value, so that the average forgets the random
 * start soon (as in TensorFlow's ExponentialMovingAverage with num_updates).
 */
export function emaDecayAt(emaDecay: number, step: number): number {
  return Math.min(emaDecay, (1 + step) / (10 + step));
}
