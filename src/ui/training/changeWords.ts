/** What was changed while it ran, in words. */
import { axisNumber } from '../../plot/chartScales.ts';
import { differences } from '../../recipe/differences.ts';
import type { Option } from '../../recipe/optionKinds.ts';
import { options } from '../../recipe/options.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import type { RunChange } from '../../store/runChanges.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';

const listNames: Readonly<Record<string, string>> = { 'objective.share': 'Drawn weights' };

/** A changed setting with its old and new value, for instance "Learning rate 0.001 → 0.0005". */
export function changeWords({ before, after }: Pick<RunChange, 'before' | 'after'>): string {
  const paths = differences(before, after);
  const words = paths.filter((path) => !path.startsWith('schedule.')).map((path) => settingWords(path, before, after));
  const ofSchedule = paths.filter((path) => path.startsWith('schedule.'));
  if (ofSchedule.length > 0) words.push(ofSchedule.includes('schedule.kind') ? settingWords('schedule.kind', before, after) : say`Noise schedule`);
  return words.join('; ');
}

function settingWords(path: string, before: Recipe, after: Recipe): string {
  const option = options.find((one) => one.path === path);
  if (!option) return sayText(listNames[path] ?? path);
  const label = path === 'schedule.kind' ? say`Noise schedule` : sayText(option.label);
  const [was, is] = [before, after].map((recipe) => valueWords(option, valueAt(recipe, path)));
  return was && is ? `${label} ${was} → ${is}` : label;
}

function valueAt(recipe: Recipe, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined), recipe);
}

function valueWords(option: Option, value: unknown): string {
  if (option.kind === 'choice') return sayText(option.choices.find((one) => one.value === value)?.label ?? '');
  if (typeof value === 'boolean') return value ? say`on` : say`off`;
  return typeof value === 'number' ? axisNumber(value) : '';
}
