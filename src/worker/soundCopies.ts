/** Which copies of a run are worth going back to. */
import type { Recipe } from '../recipe/recipe.ts';
import type { Checkpoint } from '../train/checkpoint.ts';

/** A loss that grew by this factor since the last copy is on its way out of all bounds. */
const RUNAWAY = 10;

/** Whether the loss ran away since a copy was taken. Losses of different objectives or schedules are not compared. */
export function isRunaway(before: Recipe, lossBefore: number, now: Recipe, loss: number): boolean {
  const measured = ({ objective, schedule }: Recipe): string => JSON.stringify([objective, schedule]);
  return loss > RUNAWAY * lossBefore && measured(before) === measured(now);
}

/** Whether all numbers of a checkpoint are finite: a step whose loss still was a number may have left weights that are none. */
export function isSound({ model, state }: Pick<Checkpoint, 'model' | 'state'>): boolean {
  return [model, state].every((tensors) => [...tensors.values()].every(({ data }) => data.every((value) => Number.isFinite(value))));
}
