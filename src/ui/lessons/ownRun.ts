import { optionValue } from '../../recipe/optionValues.ts';
import { preset } from '../../recipe/presets.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import type { Beginning } from './lesson.ts';

/**
 * Whether a recipe still is the run that a lesson began, however its settings were changed: it learns data of the same kind and
 * has at least one of the settings in which the lesson's run differs from its preset. Another run of the gallery has none.
 */
export function isOwnRun({ preset: name, changes }: Beginning, recipe: Recipe): boolean {
  const usual = preset(name);
  if (recipe.data.kind !== usual.data.kind) return false;
  return Object.entries(changes).some(([path, value]) => !path.startsWith('data.') && optionValue(usual, path) !== value && optionOf(recipe, path) === value);
}

/** Another kind of network has other options. */
function optionOf(recipe: Recipe, path: string): unknown {
  try {
    return optionValue(recipe, path);
  } catch {
    return null;
  }
}
