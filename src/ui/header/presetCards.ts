/** The presets as people choose among them: a title and a line each. */
import { modelSizeOf } from '../../recipe/modelSizes.ts';
import { choiceOption } from '../../recipe/options.ts';
import { preset, presetNames, type PresetName } from '../../recipe/presets.ts';
import type { DataRecipe, Recipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { shippedModel } from '../../recipe/shipped.ts';

export interface PresetCard {
  name: PresetName;
  kind: DataRecipe['kind'];
  pictures: boolean;
  title: string;
  line: string;
  /** A trained model comes with it. */
  trained: boolean;
}

function cardOf(name: PresetName): PresetCard {
  const { data, model } = preset(name);
  const choice = choiceOption('data.kind').choices.find(({ value }) => value === data.kind);
  const shared = { name, kind: data.kind, title: choice?.label ?? name, trained: shippedModel(name) !== null };
  const help = choice?.help ?? '';
  if (!isImageData(data) || model.kind !== 'unet2d') return { ...shared, pictures: false, line: help };
  const size = modelSizeOf(model);
  return { ...shared, pictures: true, line: `${data.size} × ${data.size} in ${data.colour === 'grey' ? 'grey' : 'colour'}${size ? `, ${size} network` : ''}. ${help}` };
}

export const presetCards: readonly PresetCard[] = presetNames.map(cardOf);

/** Whether the page's recipe is still about a preset's data, however its other settings were changed. */
export function isPreset(name: PresetName, { name: present, data }: Recipe): boolean {
  return present === name && JSON.stringify(data) === JSON.stringify(preset(name).data);
}
