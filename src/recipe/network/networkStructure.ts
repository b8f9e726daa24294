import type { Recipe } from '../recipe.ts';
import { isImageData } from '../recipeKind.ts';
import { mlpStructure } from './mlpStructure.ts';
import type { NetworkStructure } from './structure.ts';
import { unetStructure } from './unetStructure.ts';

/**
 * The network of a recipe. Its blocks stand in the order in which they are computed, and their parameters in the order in
 * which they lie in the model's arenas.
 * @param classes that the network is told, 0 where it is told none
 * @returns null where data and network do not go together
 */
export function networkStructure({ data, model, objective }: Pick<Recipe, 'data' | 'model' | 'objective'>, classes: number): NetworkStructure | null {
  const extras = { estimate: objective.selfConditioning, variance: objective.variance === 'learned' };
  if (model.kind === 'mlp') return isImageData(data) ? null : mlpStructure(model, extras);
  if (!isImageData(data)) return null;
  return unetStructure(model, { size: data.size, channels: data.colour === 'grey' ? 1 : 3, classes: data.conditional ? classes : 0, ...extras });
}
