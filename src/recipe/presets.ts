/** Recipes with names, to begin with. */
import { distributionNames } from './names.ts';
import type { Recipe } from './recipe.ts';
import { parseRecipe } from './validate.ts';

/** Every preset: one for each built-in distribution, and a word. */
export const presetNames = [...distributionNames, 'word'] as const;
export type PresetName = (typeof presetNames)[number];

/** The one that the page opens on: a shape that shows at a glance whether it was learnt. */
export const firstPreset: PresetName = 'swiss-roll';

export function isPresetName(name: string): name is PresetName {
  return presetNames.some((preset) => preset === name);
}

/** A word's ink in place of the default data. */
const word = { kind: 'word', text: 'hello' };

/**
 * A fresh copy of a preset's recipe: the defaults of options.ts with its data.
 * @throws a sentence that lists the presets when there is none of that name
 */
export function preset(name: string): Recipe {
  if (!isPresetName(name)) throw new Error(`There is no preset "${name}". The presets are ${presetNames.join(', ')}.`);
  return parseRecipe({ name, data: name === 'word' ? word : { kind: name } });
}
