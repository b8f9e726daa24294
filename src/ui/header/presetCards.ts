/** The presets as people choose among them: a title and a line each. */
import { modelSizeOf, type ModelSizeName } from '../../recipe/modelSizes.ts';
import { choiceOption } from '../../recipe/options.ts';
import { preset, presetNames, type PresetName } from '../../recipe/presets.ts';
import type { DataRecipe, Recipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { shippedModel } from '../../recipe/shipped.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';

export interface PresetCard {
  name: PresetName;
  kind: DataRecipe['kind'];
  pictures: boolean;
  title: string;
  help: string;
  /** How its pictures are made, and the size of its network where it has a name. */
  made: { size: number; colour: 'grey' | 'colour'; network: ModelSizeName | null } | null;
  /** A trained model comes with it. */
  trained: boolean;
}

function cardOf(name: PresetName): PresetCard {
  const { data, model } = preset(name);
  const choice = choiceOption('data.kind').choices.find(({ value }) => value === data.kind);
  const shared = { name, kind: data.kind, title: choice?.label ?? name, trained: shippedModel(name) !== null };
  const help = choice?.help ?? '';
  if (!isImageData(data) || model.kind !== 'unet2d') return { ...shared, pictures: false, help, made: null };
  return { ...shared, pictures: true, help, made: { size: data.size, colour: data.colour, network: modelSizeOf(model) } };
}

const networks: Readonly<Record<ModelSizeName, string>> = { tiny: 'tiny network', small: 'small network', medium: 'medium network', large: 'large network' };

/** What a preset learns, in a line. */
export function presetLine({ help, made }: PresetCard): string {
  if (!made) return sayText(help);
  const { size, colour, network } = made;
  const pixels = colour === 'grey' ? say`${size} × ${size} in grey` : say`${size} × ${size} in colour`;
  return `${network ? `${pixels}, ${sayText(networks[network])}` : pixels}. ${sayText(help)}`;
}

export const presetCards: readonly PresetCard[] = presetNames.map(cardOf);

/** Whether the page's recipe is still about a preset's data, however its other settings were changed. */
export function isPreset(name: PresetName, { name: present, data }: Recipe): boolean {
  return present === name && JSON.stringify(data) === JSON.stringify(preset(name).data);
}
