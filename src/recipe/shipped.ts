/** Trained models that come with the page, as folders under public/models. */
import type { PresetName } from './presets.ts';

const shipped: Partial<Record<PresetName, string>> = { tiny: 'digits-tiny', creatures: 'creatures-tiny' };

/** The folder of the model that was trained with a preset, or null where none is shipped. */
export function shippedModel(preset: string): string | null {
  return Object.entries(shipped).find(([name]) => name === preset)?.[1] ?? null;
}
