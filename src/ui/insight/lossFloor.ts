import { rangeOf, type Curve } from '../charts/curves.ts';
import type { LossFloor } from '../../protocol/messages.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';

/** Noise levels, and points or pictures for each, that the floor is measured with: enough for smooth curves within seconds. */
export const FLOOR_EFFORT = { points: { levels: 26, samples: 500 }, pictures: { levels: 11, samples: 64 } } as const;

/**
 * Why the loss that training reports is not the plain squared error that floors are measured in; null where it is, and both
 * belong into one chart.
 */
export function whyNotComparable({ objective, data, training }: Pick<Recipe, 'objective' | 'data' | 'training'>): string | null {
  if (objective.loss !== 'mse') return say`the loss of training is not the squared error`;
  if (objective.weighting !== 'simple') return say`training weights the noise levels`;
  if (objective.density === 'importance') return say`losses of levels that are drawn often are scaled down`;
  if (objective.variance === 'learned') return say`the loss of training counts the learned variance too`;
  if (objective.selfConditioning) return say`training shows the model its own estimate, and here it sees none`;
  if (!isImageData(data)) return null;
  if (data.conditional && training.labelDropout < 1) return say`training tells the model the classes, and here it is asked without any`;
  if (objective.offsetNoise > 0) return say`training adds offset noise`;
  return null;
}

/** The floor and the model's error over the timesteps. */
export function floorCurves({ timesteps, floor, floorError, model, modelError }: LossFloor): Curve[] {
  return [
    { name: 'model', tone: 'first', x: timesteps, y: model, error: modelError },
    { name: 'floor', tone: 'second', style: 'dashed', x: timesteps, y: floor, error: floorError },
  ];
}

/** Values further below the highest than this are cut off on a logarithmic axis. */
const DECADES = 1e-5;

/** An axis that holds all curves: from 0, or on a logarithmic scale from the smallest value. */
export function lossDomain(curves: readonly Curve[], logarithmic: boolean): readonly [number, number] {
  const [low, high] = rangeOf(curves, logarithmic) ?? [logarithmic ? 0.1 : 0, 1];
  if (!logarithmic) return [0, 1.06 * Math.max(high, 1e-6)];
  return [Math.max(low / 1.2, high * DECADES), Math.max(1.2 * high, 1.2 * low)];
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const short = (value: number): string => Number(value.toPrecision(3)).toString();

/** How far the model is above the floor, over all levels measured. Noise is the same at all levels, so their errors go together. */
export function floorText({ floor, floorError, model, modelError }: Pick<LossFloor, 'floor' | 'floorError' | 'model' | 'modelError'>): string {
  const [low, own] = [mean(floor), mean(model)];
  const error = Math.hypot(mean(floorError), mean(modelError));
  const both = say`Averaged over the noise levels, the error of the model is ${short(own)} and the floor ${short(low)}`;
  if (Math.abs(own - low) <= 2 * error) return say`${both}: no further apart than so few samples can tell.`;
  if (own < low) return say`${both}. The model is below the floor, which it cannot be on data like those of the floor: it was looked at with other data, or asked with less noise.`;
  const ratio = own / low;
  if (!(ratio < 1000)) return say`${both}: nearly all of the error could go.`;
  return ratio < 2 ? say`${both}: ${Math.max(1, Math.round(100 * (ratio - 1)))} % above what is possible.` : say`${both}: ${short(ratio)} times what is possible.`;
}

/** What the two curves are of. @param age of the model, for instance "the model after 900 steps" */
export function floorSource({ description, count, heldOut }: Pick<LossFloor, 'description' | 'count' | 'heldOut'>, pictures: boolean, age: string): string {
  const number = groupedNumber(count);
  const seen = pictures
    ? heldOut ? say`${number} pictures that it was never trained on` : say`${number} pictures of the training set`
    : heldOut ? say`${number} points that it was never trained on` : say`${number} points of the training set`;
  return say`Floor: the error of the perfect model, ${sayText(description)}. Model: ${age}, on ${seen}.`;
}
