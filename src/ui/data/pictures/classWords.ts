import type { DataRecipe } from '../../../recipe/recipe.ts';
import { wordsOf } from '../../../words/say.ts';

/** How the name of a class is said: those that the program gives in the page's language, those of a person's own files and letters as they are. */
export function classWords({ kind }: Pick<DataRecipe, 'kind'>, name: string): string {
  return kind === 'images' || kind === 'letters' ? name : wordsOf(name);
}
