/** Addresses of this page: what it opens with, and which panels it has. */
import { isPresetName, preset, type PresetName } from '../../recipe/presets.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { recipeText } from '../../recipe/recipeText.ts';
import type { Theme } from '../header/theme.ts';
import type { LessonName } from '../lessons/names.ts';
import type { PlaceName } from '../places.ts';
import { panelNames, type PanelName } from './panels.ts';

/** With what a page begins: a lesson, a preset, or a recipe as text. */
export type Beginning = { lesson: LessonName } | { preset: PresetName } | { recipe: string };

export interface PageLink {
  /** Null for the usual one: what the run learns is in no address. */
  beginning: Beginning | null;
  place: PlaceName;
  hidden: ReadonlySet<PanelName>;
  embedded: boolean;
  autostart: boolean;
  theme: Theme;
  /** Null for the reader's own. */
  language: string | null;
}

/** What a page must begin with to be as this one; null where no address can say it. */
export function beginningOf(recipe: Recipe, lesson: LessonName | null): Beginning | null {
  if (lesson !== null) return { lesson };
  if (isPresetName(recipe.name) && JSON.stringify(recipe) === JSON.stringify(preset(recipe.name))) return { preset: recipe.name };
  const text = recipeText(recipe);
  return text === null ? null : { recipe: text };
}

/** The shorter of the two ways to say which panels there are. */
function panelsPart(hidden: ReadonlySet<PanelName>, embedded: boolean): string | null {
  const shown = panelNames.filter((panel) => !hidden.has(panel));
  if (embedded) return shown.length === 0 ? null : `show=${shown.join(',')}`;
  if (hidden.size === 0) return null;
  return shown.length < hidden.size ? `show=${shown.join(',')}` : `hide=${panelNames.filter((panel) => hidden.has(panel)).join(',')}`;
}

/** What stands behind the address of the page, with its question mark; '' where it is the page itself. */
export function pageSearch({ beginning, place, hidden, embedded, autostart, theme, language }: PageLink): string {
  const parts = [
    ...Object.entries(beginning ?? {}).map(([key, value]) => `${key}=${value}`),
    place === 'playground' ? null : `place=${place}`,
    embedded ? 'embed=1' : null,
    panelsPart(hidden, embedded),
    autostart ? null : 'autostart=0',
    theme === 'system' ? null : `theme=${theme}`,
    language === null ? null : `lang=${language}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** HTML that shows an address inside another page. @param title what a screen reader calls the frame */
export function frameCode(address: string, title: string): string {
  const source = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${source}" title="${title}" width="960" height="640" style="border:0;max-width:100%" allow="fullscreen; clipboard-write"></iframe>`;
}
