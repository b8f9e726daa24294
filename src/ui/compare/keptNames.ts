/** What kept films are called: by what they are, until a person gives them a name of their own. */
import { samplerEntry } from '../../diffusion/samplerTable.ts';
import { choiceLabel } from '../../recipe/options.ts';
import { isPresetName, preset } from '../../recipe/presets.ts';
import { groupedNumber, say, sayCount } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { dataTitle } from '../data/dataTitle.ts';
import { isSameSchedule } from '../schedule/savedSchedules.ts';
import type { KeptFilm } from './desk.ts';

export const LONGEST_KEPT_NAME = 60;

const scheduleLabel = (kind: string): string => sayText(choiceLabel('schedule.kind', kind));

/** The schedules that a film is told apart by: the trained one where it is not the preset's, and the one stepped through where it is not the trained one. */
function scheduleWords({ recipe, column }: Pick<KeptFilm, 'recipe' | 'column'>): string[] {
  const usual = isPresetName(recipe.name) && isSameSchedule(preset(recipe.name).schedule, recipe.schedule);
  const trained = usual ? [] : [scheduleLabel(recipe.schedule.kind)];
  return column.schedule === null ? trained : [...trained, say`steps through ${scheduleLabel(column.schedule.kind)}`];
}

/** Run, step, sampler and steps, and the schedule where it differs: "Two moons, step 2,000: DDIM, 10 steps". */
function madeName({ recipe, column, film }: Pick<KeptFilm, 'recipe' | 'column' | 'film'>): string {
  const who = column.of === 'ideal' ? say`perfect model` : say`step ${groupedNumber(film.trainedSteps)}`;
  const how = [sayText(samplerEntry(column.sampler).label), sayCount(column.steps, '{0} step', '{0} steps'), ...scheduleWords({ recipe, column })];
  return `${dataTitle(recipe.data)}, ${who}: ${how.join(', ')}`;
}

/** The name of a kept film: the person's, or what it is. */
export function keptName(kept: KeptFilm, all: readonly KeptFilm[]): string {
  return kept.name ?? plainName(kept, all);
}

/** What a kept film is, as a name. Those that would have the same one are numbered. */
export function plainName(kept: KeptFilm, all: readonly KeptFilm[]): string {
  const made = madeName(kept);
  const before = all.slice(0, Math.max(0, all.indexOf(kept))).filter((other) => (other.name ?? madeName(other)) === made).length;
  return before === 0 ? made : `${made} (${before + 1})`;
}

/** Why a kept film cannot have this name, in a sentence; null where it can. An empty one gives it back the name that it had by itself. @param taken names of the others */
export function keptNameProblem(name: string, taken: readonly string[]): string | null {
  const trimmed = name.trim();
  if (trimmed.length > LONGEST_KEPT_NAME) return `The name has ${trimmed.length} characters; the most is ${LONGEST_KEPT_NAME}.`;
  return taken.includes(trimmed) ? `There is a film named “${trimmed}” already; choose another name.` : null;
}
