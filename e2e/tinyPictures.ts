import type { Recipe } from '../src/recipe/recipe.ts';
import { parseRecipe } from '../src/recipe/validate.ts';

/** A network and pictures so small that a software device trains them in a moment. */
export function tinyPictures(data: object = {}): Recipe {
  return parseRecipe({
    name: 'tiny pictures',
    data: { kind: 'digits', size: 8, colour: 'grey', count: 60, seed: 1, classes: [1, 3, 7], conditional: true, heldOut: 0, ...data },
    schedule: { kind: 'cosine', timesteps: 50 },
    model: { kind: 'unet2d', blockChannels: [8, 8], attention: [false, false], layersPerBlock: 1, headChannels: 8, normGroups: 4 },
    optimizer: { warmupSteps: 0, decay: 'constant' },
    training: { steps: 1_000_000, batch: 4 },
    sampling: { sampler: 'ddim', steps: 8, count: 9, seed: 3 },
  });
}
