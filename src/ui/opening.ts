import { firstPreset, isPresetName, preset, presetNames } from '../recipe/presets.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { beginningRecipe } from './lessons/beginning.ts';
import { beginnings } from './lessons/beginnings.ts';
import { isLessonName, lessonNames, type LessonName } from './lessons/names.ts';

export interface Opening {
  recipe: Recipe;
  autostart: boolean;
  /** A sentence when the address asked for something that does not exist. */
  notice: string | null;
  /** The lesson that is opened with the page. */
  lesson: LessonName | null;
}

/**
 * What the page's address asks for: `?preset=NAME`, `?lesson=NAME` and `?autostart=0`. Who prefers reduced motion starts by hand;
 * a lesson begins with its own run and says when to train.
 */
export function readOpening(search: string, reducedMotion: boolean): Opening {
  const asked = new URLSearchParams(search);
  const name = asked.get('preset');
  const known = name === null || isPresetName(name);
  const lessonAsked = asked.get('lesson');
  const lesson = lessonAsked !== null && isLessonName(lessonAsked) ? lessonAsked : null;
  const notices = [
    known ? '' : `There is no preset "${name}", so this is "${firstPreset}". The presets are ${presetNames.join(', ')}.`,
    lessonAsked === null || lesson ? '' : `There is no lesson "${lessonAsked}". The lessons are ${lessonNames.join(', ')}.`,
  ].filter(Boolean);
  return {
    recipe: lesson ? beginningRecipe(beginnings[lesson]) : preset(name !== null && known ? name : firstPreset),
    autostart: asked.get('autostart') !== '0' && !reducedMotion && lesson === null,
    notice: notices.length > 0 ? notices.join(' ') : null,
    lesson,
  };
}
