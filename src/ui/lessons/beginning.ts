import type { OptionValue } from '../../recipe/optionValues.ts';
import { withOption } from '../../recipe/optionValues.ts';
import { preset } from '../../recipe/presets.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import type { Beginning } from './lesson.ts';

function withChange(recipe: Recipe, path: string, value: OptionValue): Recipe {
  const [, field] = /^data\.(\w+)$/.exec(path) ?? [];
  return field === undefined ? withOption(recipe, path, value) : parseRecipe({ ...recipe, data: { ...recipe.data, [field]: value } });
}

/**
 * The recipe that a lesson begins with.
 * @throws a sentence when an option is unknown or takes no such value
 */
export function beginningRecipe({ preset: name, changes }: Beginning): Recipe {
  return parseRecipe(Object.entries(changes).reduce((recipe, [path, value]) => withChange(recipe, path, value), preset(name)));
}
