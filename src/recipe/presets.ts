/** Recipes with names, to begin with. */
import { modelSizeNames, modelSizes, type ModelSizeName } from './modelSizes.ts';
import { distributionNames } from './names.ts';
import type { MadeImageKind, Recipe } from './recipe.ts';
import { parseRecipe } from './validate.ts';

/** Pictures for a network of each size, and every other kind of pictures for the smallest. */
const picturePresets = {
  tiny: { size: 'tiny', kind: 'digits' },
  small: { size: 'small', kind: 'digits' },
  medium: { size: 'medium', kind: 'creatures' },
  large: { size: 'large', kind: 'shapes' },
  shapes: { size: 'tiny', kind: 'shapes' },
  creatures: { size: 'tiny', kind: 'creatures' },
  textures: { size: 'tiny', kind: 'textures' },
  phantoms: { size: 'tiny', kind: 'phantoms' },
} as const satisfies Record<string, { size: ModelSizeName; kind: MadeImageKind }>;

export const picturePresetNames = [...modelSizeNames, 'shapes', 'creatures', 'textures', 'phantoms'] as const;
export type PicturePresetName = (typeof picturePresetNames)[number];

/** Every preset: one for each built-in distribution, a word, and pictures. */
export const presetNames = [...distributionNames, 'word', ...picturePresetNames] as const;
export type PresetName = (typeof presetNames)[number];

/** The one that the page opens on: a shape that shows at a glance whether it was learnt. */
export const firstPreset: PresetName = 'swiss-roll';

export function isPresetName(name: string): name is PresetName {
  return presetNames.some((preset) => preset === name);
}

function isPicturePresetName(name: string): name is PicturePresetName {
  return picturePresetNames.some((preset) => preset === name);
}

/** A word's ink in place of the default data. */
const word = { kind: 'word', text: 'hello' };

/**
 * What training takes for each size of network, beside the defaults. The smallest was tried out: after 400 steps a
 * classifier names 93 of 100 of its digits, with guidance 2 all of them.
 */
const trainings: Readonly<Record<ModelSizeName, object>> = {
  tiny: { training: { steps: 1000, batch: 40, emaDecay: 0.99 }, optimizer: { learningRate: 3e-3, warmupSteps: 50 }, sampling: { steps: 25, guidance: 2 } },
  small: { training: { steps: 4000, batch: 32 }, sampling: { guidance: 2 } },
  medium: { training: { steps: 10_000, batch: 32, emaDecay: 0.999 }, sampling: { guidance: 2 } },
  large: { training: { steps: 20_000, batch: 16, emaDecay: 0.999 }, sampling: { guidance: 2 } },
};

/**
 * A fresh copy of a preset's recipe: the defaults of options.ts with its data.
 * @throws a sentence that lists the presets when there is none of that name
 */
export function preset(name: string): Recipe {
  if (!isPresetName(name)) throw new Error(`There is no preset "${name}". The presets are ${presetNames.join(', ')}.`);
  if (!isPicturePresetName(name)) return parseRecipe({ name, data: name === 'word' ? word : { kind: name } });
  const { size, kind } = picturePresets[name];
  const { model, pictureSize } = modelSizes[size];
  return parseRecipe({ name, data: { kind, size: pictureSize }, model, ...trainings[size] });
}
