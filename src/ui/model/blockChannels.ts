/** The channels of a U-Net as text, and what goes with them. */
import { IMAGE_LIMITS } from '../../recipe/imageFields.ts';
import type { UNetRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';

export function channelsText(channels: readonly number[]): string {
  return channels.join(', ');
}

/** Numbers separated by commas or spaces, or a sentence on what is wrong with them. */
export function readChannels(text: string): { channels: number[] } | { problem: string } {
  const { resolutions, channels: most } = IMAGE_LIMITS;
  const parts = text.split(/[\s,;]+/u).filter((part) => part !== '');
  const channels = parts.map(Number);
  const wrong = parts.find((_, i) => {
    const number = channels[i] ?? NaN;
    return !Number.isInteger(number) || number < 2 || number > most || number % 2 !== 0;
  });
  if (wrong !== undefined) return { problem: say`"${wrong}" will not do; each number of channels is even, from 2 to ${most}.` };
  if (parts.length < 1 || parts.length > resolutions) return { problem: say`Give 1 to ${resolutions} numbers, one for each resolution, such as 32, 64, 64; there are ${parts.length}.` };
  return { channels };
}

/** The same network with other channels: resolutions keep their attention, new ones have it where pictures are smallest. */
export function withChannels(model: UNetRecipe, channels: readonly number[]): UNetRecipe {
  return { ...model, blockChannels: channels, attention: channels.map((_, i) => model.attention[i] ?? true) };
}

/** Pixels on each side at each resolution of pictures of `size`, the finest first. */
export function resolutionsOf(model: UNetRecipe, size: number): number[] {
  return model.blockChannels.map((_, i) => size / 2 ** i);
}

export function withAttention(model: UNetRecipe, resolution: number, on: boolean): UNetRecipe {
  return { ...model, attention: model.attention.map((present, i) => (i === resolution ? on : present)) };
}
