/** What data are called when people are told of them. */
import { choiceLabel } from '../../recipe/options.ts';
import type { DataRecipe } from '../../recipe/recipe.ts';
import { sayText } from '../../words/sayText.ts';

/** The text that was written, the name of a file, or the name of the kind. */
export function dataTitle(data: DataRecipe): string {
  switch (data.kind) {
    case 'word': return data.text;
    case 'letters': return data.words;
    case 'points':
    case 'images': return data.name;
    default: return sayText(choiceLabel('data.kind', data.kind));
  }
}
