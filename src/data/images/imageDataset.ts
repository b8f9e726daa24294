/** From the data recipe to pictures to train on, pictures held out, and the units that the model sees them in. */
import type { ImageDataRecipe } from '../../recipe/recipe.ts';
import { chooseClasses, type ImageSet, limitCount, splitHeldOut } from './imageSet.ts';
import { madeImages, makeImages } from './madeImages.ts';

export interface ImageDataset {
  readonly train: ImageSet;
  readonly heldOut: ImageSet;
  /** The model sees byte * scale + offset. */
  readonly scale: number;
  readonly offset: number;
  /** Names of all classes of the set, before any were chosen; empty where pictures have no classes. */
  readonly allClassNames: readonly string[];
}

/**
 * The pictures of a recipe: made kinds are drawn; the others are chosen from `held`. Then the classes of the recipe, at most
 * its count of pictures, its share set aside.
 * @param held for 'images' and 'letters': all pictures at the recipe's size and colour; for made kinds, where they were drawn
 *   before (a little at a time, so that a page goes on meanwhile): just the pictures that `makeImages` gives
 * @throws a sentence when the pictures are not there, are of another size, or none is left
 */
export function makeImageDataset(recipe: ImageDataRecipe, held?: ImageSet): ImageDataset {
  const { set, allClassNames } = wholeSet(recipe, held);
  if (set.count === 0) throw new Error('There is no picture to train on; open pictures, or choose pictures that the page makes.');
  const { train, heldOut } = splitHeldOut(set, recipe.heldOut, recipe.seed);
  return { train, heldOut, allClassNames, ...unitsOf(recipe.range, train.pixels) };
}

function wholeSet(recipe: ImageDataRecipe, held: ImageSet | undefined): { set: ImageSet; allClassNames: readonly string[] } {
  const { size, count, seed, classes } = recipe;
  const channels = recipe.colour === 'grey' ? 1 : 3;
  if (recipe.kind !== 'images' && recipe.kind !== 'letters') {
    const set = held ?? makeImages({ name: recipe.kind, seed, size, channels, ...(classes ? { classes } : {}) }, count);
    return { set, allClassNames: madeImages[recipe.kind].classNames };
  }
  if (!held) {
    throw new Error(recipe.kind === 'letters'
      ? 'Words are written with the fonts of a browser\'s machine; open this recipe in the page.'
      : `The pictures of "${recipe.name}" are not here; open their files again.`);
  }
  if (held.width !== size || held.height !== size || held.channels !== channels) {
    throw new Error(`The recipe asks for pictures of ${size} x ${size} in ${recipe.colour}, but those given are ${held.width} x ${held.height} with ${held.channels} ${held.channels === 1 ? 'channel' : 'channels'}; prepare them at the recipe's size.`);
  }
  const chosen = classes ? chooseClasses(held, classes) : held;
  return { set: limitCount(chosen, count, seed), allClassNames: held.classNames };
}

/** @throws a sentence when all bytes are the same and variance 1 is asked for */
function unitsOf(range: ImageDataRecipe['range'], pixels: Uint8Array): { scale: number; offset: number } {
  if (range === 'symmetric') return { scale: 2 / 255, offset: -1 };
  if (range === 'unit') return { scale: 1 / 255, offset: 0 };
  const counts = new Float64Array(256);
  for (const byte of pixels) counts[byte] = (counts[byte] ?? 0) + 1;
  const mean = counts.reduce((sum, times, byte) => sum + times * byte, 0) / pixels.length;
  const deviation = Math.sqrt(counts.reduce((sum, times, byte) => sum + times * (byte - mean) ** 2, 0) / pixels.length);
  if (!(deviation > 0)) throw new Error('All pixels of all pictures are the same, so they cannot be brought to variance 1; choose another range, or other pictures.');
  return { scale: 1 / deviation, offset: -mean / deviation };
}
