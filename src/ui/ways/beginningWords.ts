import type { Recipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { presetCards } from '../header/presetCards.ts';
import { lessons } from '../lessons/lessons.ts';
import type { Beginning } from './pageAddress.ts';

/** With what a link opens the page, in a sentence. */
export function beginningWords(beginning: Beginning | null, recipe: Recipe): string {
  if (beginning === null) return say`The link opens this page without your data.`;
  if ('lesson' in beginning) {
    const title = lessons.find(({ name }) => name === beginning.lesson)?.title ?? beginning.lesson;
    return say`The link opens the lesson “${sayText(title)}”.`;
  }
  if ('preset' in beginning) {
    const title = presetCards.find(({ name }) => name === beginning.preset)?.title ?? beginning.preset;
    return say`The link opens the run “${sayText(title)}”, untrained.`;
  }
  return recipe.data.kind === 'drawing'
    ? say`The link opens this run as it is set now, with your drawing and schedule, untrained.`
    : say`The link opens this run as it is set now, with your changes, untrained.`;
}
