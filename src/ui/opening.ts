import { differences } from '../recipe/differences.ts';
import { choiceLabel } from '../recipe/options.ts';
import { firstPreset, isPresetName, preset, presetNames } from '../recipe/presets.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { recipeOfText } from '../recipe/recipeText.ts';
import { languageOf, languages } from '../words/language.ts';
import { themeOf, themes } from './header/theme.ts';
import { beginningRecipe } from './lessons/beginning.ts';
import { beginnings } from './lessons/beginnings.ts';
import { isLessonName, lessonNames, type LessonName } from './lessons/names.ts';
import { askedPlace, placeNames, type PlaceName } from './places.ts';
import { askedPanels, isEmbedded, panelNames, type Panels } from './ways/panels.ts';

export interface Opening {
  recipe: Recipe;
  autostart: boolean;
  /** What the address itself brings, where settings from before a reload stand in for it. */
  instead: Recipe | null;
  /** A line for each thing that the address asked for and that does not exist. */
  notice: string | null;
  /** The lesson that is opened with the page. */
  lesson: LessonName | null;
  /** Where the page opens. */
  place: PlaceName;
  /** What of the page is shown. */
  panels: Panels;
}

/**
 * What the page's address asks for: `?preset=NAME`, `?recipe=TEXT`, `?lesson=NAME`, `?autostart=0`, and which panels there are.
 * Who prefers reduced motion starts by hand; a lesson begins with its own run and says when to train.
 * @param kept the settings before a reload; they go on, but for a lesson
 */
export function readOpening(search: string, reducedMotion: boolean, kept: Recipe | null = null): Opening {
  const asked = new URLSearchParams(search);
  const name = asked.get('preset');
  const known = name === null || isPresetName(name);
  const usual = preset(name !== null && known ? name : firstPreset);
  const carried = carriedRecipe(asked.get('recipe'));
  const lessonAsked = asked.get('lesson');
  const lesson = lessonAsked !== null && isLessonName(lessonAsked) ? lessonAsked : null;
  const place = askedPlace(search);
  const { hidden, unknown } = askedPanels(asked);
  const [theme, language, autostart] = [asked.get('theme'), asked.get('lang'), asked.get('autostart') ?? ''];
  const notices = [
    known ? '' : `There is no preset "${name}", so this is "${titleOf(usual)}". The presets are ${presetNames.join(', ')}.`,
    carried.problem === null ? '' : `The recipe in this address could not be read, so this is "${titleOf(usual)}". ${carried.problem}`,
    lessonAsked === null || lesson ? '' : `There is no lesson "${lessonAsked}". The lessons are ${lessonNames.join(', ')}.`,
    place === null ? `There is no place "${asked.get('place') ?? ''}". The places are ${placeNames.join(', ')}.` : '',
    ...unknown.map((panel) => `There is no panel "${panel}". The panels are ${panelNames.join(', ')}.`),
    theme === null || themeOf(theme) ? '' : `There is no theme "${theme}". The themes are ${themes.join(', ')}.`,
    language === null || languageOf(language) ? '' : `There is no language "${language}". The languages are ${languages.join(', ')}.`,
    ['0', '1', ''].includes(autostart) ? '' : `There is no autostart "${autostart}". It is 0, to wait for Start, or 1.`,
  ].filter(Boolean);
  const brought = carried.recipe ?? usual;
  const keeps = kept !== null && lesson === null && differences(brought, kept).length > 0;
  return {
    recipe: lesson ? beginningRecipe(beginnings[lesson]) : keeps ? kept : brought,
    instead: keeps ? brought : null,
    autostart: autostart !== '0' && !reducedMotion && lesson === null,
    notice: notices.length > 0 ? notices.join('\n') : null,
    lesson,
    place: lesson ? 'playground' : place ?? 'playground',
    panels: { hidden, embedded: isEmbedded(asked) },
  };
}

/** What people call a preset: by its data, as the gallery does. */
function titleOf({ data }: Recipe): string {
  return choiceLabel('data.kind', data.kind);
}

function carriedRecipe(text: string | null): { recipe: Recipe | null; problem: string | null } {
  try {
    return { recipe: text === null ? null : recipeOfText(text), problem: null };
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { recipe: null, problem: first };
  }
}
