/** What keeps samples from being drawn, although the recipe is sound: what it asks of a run that is still as it was. */
import { combinationProblems } from '../../recipe/combinations.ts';
import type { Problem } from '../../recipe/fields.ts';
import type { Recipe } from '../../recipe/recipe.ts';

/** Problems of sampling the running model as the wanted recipe says; a restart mends them. */
export function heldSampling(running: Recipe | null, wanted: Recipe): Problem[] {
  if (!running || running === wanted) return [];
  return combinationProblems({ ...running, sampling: wanted.sampling }).filter(({ path }) => path.startsWith('sampling'));
}
