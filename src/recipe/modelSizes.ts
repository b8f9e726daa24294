/** U-Nets of four sizes to choose from. */
import type { UNetRecipe } from './recipe.ts';

export const modelSizeNames = ['tiny', 'small', 'medium', 'large'] as const;
export type ModelSizeName = (typeof modelSizeNames)[number];

const rest = { kind: 'unet2d', headChannels: 16, normGroups: 8, dropout: 0, storage: 'f32' } as const;

interface ModelSize {
  /** One sentence for people. */
  readonly help: string;
  /** Pixels on each side that it is made for. */
  readonly pictureSize: number;
  readonly model: UNetRecipe;
}

/** Parameters for grey pictures of ten classes: 0.3, 2.6, 6.8 and 7.8 million. */
export const modelSizes: Readonly<Record<ModelSizeName, ModelSize>> = {
  tiny: {
    help: 'For 16 x 16 pixels: learns something recognisable in minutes even without a GPU.', pictureSize: 16,
    model: { ...rest, blockChannels: [16, 32, 32], attention: [false, false, true], layersPerBlock: 1 },
  },
  small: {
    help: 'For 28 x 28 or 32 x 32 pixels in grey: minutes on a laptop GPU.', pictureSize: 28,
    model: { ...rest, blockChannels: [48, 96, 96], attention: [false, true, true], layersPerBlock: 1 },
  },
  medium: {
    help: 'For 32 x 32 pixels in colour: some hours on a laptop GPU.', pictureSize: 32,
    model: { ...rest, blockChannels: [64, 128, 128], attention: [false, true, true], layersPerBlock: 2 },
  },
  large: {
    help: 'For 64 x 64 pixels in colour: for a fast GPU and patience.', pictureSize: 64,
    model: { ...rest, blockChannels: [64, 64, 128, 192], attention: [false, false, true, true], layersPerBlock: 1 },
  },
};

/** The name of the size whose network this is, or null for one of its own. */
export function modelSizeOf(model: UNetRecipe): ModelSizeName | null {
  const shape = ({ blockChannels, attention, layersPerBlock, headChannels, normGroups }: UNetRecipe): string => JSON.stringify([blockChannels, attention, layersPerBlock, headChannels, normGroups]);
  return modelSizeNames.find((name) => shape(modelSizes[name].model) === shape(model)) ?? null;
}
