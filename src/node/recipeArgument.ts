/** The recipe that a command line names: a preset or a file. */
import { stat } from 'node:fs/promises';
import { isPresetName, preset, presetNames } from '../recipe/presets.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { parseRecipe } from '../recipe/validate.ts';
import { UsageError } from './arguments.ts';
import { readJson, sentenceOf } from './readJson.ts';

/** @throws UsageError when it is neither, or when the file is no recipe (a line for each bad field) */
export async function recipeNamed(word: string): Promise<Recipe> {
  if (isPresetName(word)) return preset(word);
  const found = await stat(word).catch(() => null);
  if (found === null || !found.isFile()) throw new UsageError(`"${word}" is neither a preset nor a recipe file. The presets are ${presetNames.join(', ')}.`);
  try {
    return parseRecipe(await readJson(word));
  } catch (error) {
    throw new UsageError(`${word}: ${sentenceOf(error)}`, { cause: error });
  }
}
