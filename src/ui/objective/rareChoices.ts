import { choiceLabel, optionAt } from '../../recipe/options.ts';
import { optionValue } from '../../recipe/optionValues.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { isRelevant } from '../../recipe/relevance.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';

/** What of the rarely changed settings is not as usual, in words of the present language. */
export function rareChoices(recipe: Recipe): string[] {
  const unusual = (path: string): boolean => {
    const option = optionAt(path);
    return isRelevant(path, recipe) && option.kind !== 'text' && optionValue(recipe, path) !== option.default;
  };
  const { draws } = recipe.objective;
  return [
    ...(unusual('objective.draws') ? [say`${sayText(choiceLabel('objective.draws', draws)).toLowerCase()} draws`] : []),
    ...(unusual('objective.variance') ? [say`learned variance`] : []),
    ...(unusual('objective.offsetNoise') ? [say`offset noise`] : []),
    ...(unusual('objective.selfConditioning') ? [say`self-conditioning`] : []),
  ];
}
