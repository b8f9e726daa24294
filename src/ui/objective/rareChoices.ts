import { choiceOption, optionAt } from '../../recipe/options.ts';
import { optionValue } from '../../recipe/optionValues.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { isRelevant } from '../../recipe/relevance.ts';

/** What of the rarely changed settings is not as usual, in words. */
export function rareChoices(recipe: Recipe): string[] {
  const unusual = (path: string): boolean => {
    const option = optionAt(path);
    return isRelevant(path, recipe) && option.kind !== 'text' && optionValue(recipe, path) !== option.default;
  };
  const { draws } = recipe.objective;
  return [
    ...(unusual('objective.draws') ? [`${choiceOption('objective.draws').choices.find(({ value }) => value === draws)?.label.toLowerCase() ?? draws} draws`] : []),
    ...(unusual('objective.variance') ? ['learned variance'] : []),
    ...(unusual('objective.offsetNoise') ? ['offset noise'] : []),
    ...(unusual('objective.selfConditioning') ? ['self-conditioning'] : []),
  ];
}
