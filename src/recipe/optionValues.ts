/** Values of a recipe by the path of their option: for controls that are made from the options' descriptions. */
import { drawnByHand } from './drawnShare.ts';
import { optimizerKinds, scheduleKinds } from './names.ts';
import { optionAt } from './options.ts';
import type { Recipe } from './recipe.ts';
import { isImageData } from './recipeKind.ts';
import { optimizerOfKind, samplingWith, scheduleOfKind, settingDefault } from './relevance.ts';
import { isSamplerName } from '../diffusion/samplerTable.ts';
import { settingNames } from '../diffusion/samplerSettings.ts';

export type OptionValue = number | string | boolean;

const groups = ['schedule', 'model', 'objective', 'optimizer', 'training', 'sampling'] as const;

function placeOf(path: string): { group: (typeof groups)[number]; field: string } {
  const [name, field] = path.split('.');
  const group = groups.find((one) => one === name);
  if (group === undefined || field === undefined) throw new Error(`No control can be made for ${path}.`);
  return { group, field };
}

/**
 * The value of an option in a recipe. What is left to the sampler (null) is what that sampler takes.
 * @param path for instance `objective.loss`
 * @throws when the recipe has no such option
 */
export function optionValue(recipe: Recipe, path: string): OptionValue {
  const { group, field } = placeOf(path);
  const value: unknown = Object.entries(recipe[group]).find(([key]) => key === field)?.[1];
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  const setting = settingNames.find((one) => one === field);
  if (group === 'sampling' && setting !== undefined && value === null) return settingDefault(recipe.sampling.sampler, setting);
  throw new Error(`The recipe has no value for ${path}.`);
}

/**
 * The recipe with another value for an option. A newly chosen schedule, optimizer or sampler brings the numbers that usually go
 * with it, and a weighting drawn by hand its points.
 * @throws when the recipe has no such option
 */
export function withOption(recipe: Recipe, path: string, value: OptionValue): Recipe {
  const { group, field } = placeOf(path);
  optionAt(path);
  const kind = optimizerKinds.find((one) => one === value);
  if (path === 'optimizer.kind' && kind) return { ...recipe, optimizer: optimizerOfKind(kind, recipe.optimizer, isImageData(recipe.data)) };
  const schedule = scheduleKinds.find((one) => one === value);
  if (path === 'schedule.kind' && schedule) return { ...recipe, schedule: scheduleOfKind(schedule, recipe.schedule) };
  if (path === 'sampling.sampler' && typeof value === 'string' && isSamplerName(value)) return { ...recipe, sampling: samplingWith(value, recipe.sampling) };
  if (path === 'objective.weighting' && value === 'hand-drawn') return { ...recipe, objective: drawnByHand(recipe) };
  return { ...recipe, [group]: { ...recipe[group], [field]: value } };
}
