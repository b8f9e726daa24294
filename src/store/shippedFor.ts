import { differences } from '../recipe/differences.ts';
import { isPresetName, preset } from '../recipe/presets.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { shippedModel } from '../recipe/shipped.ts';

/**
 * Name of the model that is shipped for a recipe: for a preset's own, whatever is asked of sampling; null for all others.
 * @param modelOf the shipped model of a preset
 */
export function shippedFor(recipe: Recipe, modelOf: (preset: string) => string | null = shippedModel): string | null {
  if (!isPresetName(recipe.name)) return null;
  const model = modelOf(recipe.name);
  if (model === null) return null;
  return differences(recipe, preset(recipe.name)).every((path) => path.startsWith('sampling.')) ? model : null;
}
