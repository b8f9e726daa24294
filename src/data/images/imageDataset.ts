/** From the data recipe to pictures to train on, pictures held out, and the units that the model sees them in. */
import type { ImageDataRecipe } from '../../recipe/recipe.ts';
import { firstPicture, HELD_OUT_FROM, REFRESH_STEPS } from './endlessWindow.ts';
import { chooseClasses, type ImageSet, limitCount, selectImages, type Split, splitHeldOut } from './imageSet.ts';
import { type MadeImageOptions, madeImages, makeImages } from './madeImages.ts';

/** The part of recipes whose pictures the program draws. */
export type MadeDataRecipe = Exclude<ImageDataRecipe, { kind: 'images' | 'letters' }>;

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
 * its count of pictures, its share set aside. Of an endless set: those that training begins with, and beside them the share
 * that is held out, from a part of the sequence that training never reaches.
 * @param held for 'images' and 'letters': all pictures at the recipe's size and colour; for made kinds, where they were drawn
 *   before (a little at a time, so that a page goes on meanwhile): just the pictures of `picturesToMake`
 * @throws a sentence when the pictures are not there, are of another size, or none is left
 */
export function makeImageDataset(recipe: ImageDataRecipe, held?: ImageSet): ImageDataset {
  const { set, allClassNames } = wholeSet(recipe, held);
  if (set.count === 0) throw new Error('There is no picture to train on; open pictures, or choose pictures that the page makes.');
  const { train, heldOut } = isEndless(recipe) ? splitEndless(set, recipe) : splitHeldOut(set, recipe.heldOut, recipe.seed);
  return { train, heldOut, allClassNames, ...unitsOf(recipe.range, train.pixels) };
}

function wholeSet(recipe: ImageDataRecipe, held: ImageSet | undefined): { set: ImageSet; allClassNames: readonly string[] } {
  const { size, count, seed, classes } = recipe;
  const channels = recipe.colour === 'grey' ? 1 : 3;
  if (isMade(recipe)) {
    const { options, count: all, numberOf } = picturesToMake(recipe);
    return { set: held ?? makeImages(options, all, numberOf), allClassNames: madeImages[recipe.kind].classNames };
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

export function isMade(recipe: ImageDataRecipe): recipe is MadeDataRecipe {
  return recipe.kind !== 'images' && recipe.kind !== 'letters';
}

/** Whether new pictures come while training goes on. */
export function isEndless(recipe: ImageDataRecipe): recipe is MadeDataRecipe {
  return isMade(recipe) && recipe.endless;
}

/** How the program draws the pictures of a recipe. */
export function madeOptions({ kind, seed, size, colour, classes }: MadeDataRecipe): MadeImageOptions {
  return { name: kind, seed, size, channels: colour === 'grey' ? 1 : 3, ...(classes ? { classes } : {}) };
}

/** The pictures that a recipe begins with, as `makeImages` takes them: of an endless set, those held out come last. */
export function picturesToMake(recipe: MadeDataRecipe): { options: MadeImageOptions; count: number; numberOf(this: void, place: number): number } {
  const { count } = recipe;
  const apart = recipe.endless ? Math.round(recipe.heldOut * count) : 0;
  return { options: madeOptions(recipe), count: count + apart, numberOf: (place) => (place < count ? place : HELD_OUT_FROM + place - count) };
}

function splitEndless(set: ImageSet, { kind, count, seed }: MadeDataRecipe): Split {
  const places = Array.from({ length: set.count }, (_, place) => place);
  const { label } = madeImages[kind];
  const what = `${label} made in the page with seed ${seed}, without end`;
  const renewed = firstPicture(REFRESH_STEPS, count);
  const size = `${set.width} x ${set.height}, ${set.channels === 1 ? 'grey' : 'colour'}, ${set.classNames.length} ${set.classNames.length === 1 ? 'class' : 'classes'}`;
  return {
    train: selectImages(set, places.slice(0, count), `${what}: ${count.toLocaleString('en')} pictures of ${size}, at a time; after every ${REFRESH_STEPS} steps of training ${renewed.toLocaleString('en')} new ones take the place of the oldest. These are the first.`),
    heldOut: selectImages(set, places.slice(count), `${what}. Held out: ${(set.count - count).toLocaleString('en')}, which training never comes to.`),
  };
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
