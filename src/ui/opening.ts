import { firstPreset, isPresetName, preset, presetNames } from '../recipe/presets.ts';
import type { Recipe } from '../recipe/recipe.ts';

export interface Opening {
  recipe: Recipe;
  autostart: boolean;
  /** A sentence when the address asked for something that does not exist. */
  notice: string | null;
}

/** What the page's address asks for: `?preset=NAME` and `?autostart=0`. Who prefers reduced motion starts by hand. */
export function readOpening(search: string, reducedMotion: boolean): Opening {
  const asked = new URLSearchParams(search);
  const name = asked.get('preset');
  const known = name === null || isPresetName(name);
  return {
    recipe: preset(name !== null && known ? name : firstPreset),
    autostart: asked.get('autostart') !== '0' && !reducedMotion,
    notice: known ? null : `There is no preset "${name}", so this is "${firstPreset}". The presets are ${presetNames.join(', ')}.`,
  };
}
