/** Tells recipes on pictures from recipes on points. */
import { imageDataKinds } from './names.ts';
import type { DataRecipe, ImageDataRecipe } from './recipe.ts';

export function isImageData(data: DataRecipe): data is ImageDataRecipe {
  return imageDataKinds.some((kind) => kind === data.kind);
}
