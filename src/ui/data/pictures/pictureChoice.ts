/** From what the person chose to the data part of a recipe on pictures, and to a recipe that learns it. */
import { unetProblems, wordsOf, wordsProblem } from '../../../recipe/imageFields.ts';
import { modelSizeNames, modelSizes, type ModelSizeName } from '../../../recipe/modelSizes.ts';
import { preset } from '../../../recipe/presets.ts';
import type { ImageDataRecipe, ImagePreparation, MadeImageKind, Recipe } from '../../../recipe/recipe.ts';
import { isImageData } from '../../../recipe/recipeKind.ts';
import { parseRecipe } from '../../../recipe/validate.ts';

/** What the person begins with who has learnt points so far. */
export function firstPictures(): ImageDataRecipe {
  return defaultsOf('digits');
}

function defaultsOf(kind: ImageDataRecipe['kind']): ImageDataRecipe {
  const { data } = parseRecipe({ data: { kind } });
  if (!isImageData(data)) throw new Error(`Data of kind ${kind} are no pictures.`);
  return data;
}

type Shared = ImagePreparation & { count: number; seed: number };

/** What all kinds have, taken over to another kind: its own colour, all classes, and no mirror where it would make nonsense. */
function takenOver(present: ImageDataRecipe, kind: ImageDataRecipe['kind']): Shared {
  const { size, range, mirror, shift, heldOut, conditional, count, seed } = present;
  const readable = kind === 'digits' || kind === 'letters';
  return { size, colour: defaultsOf(kind).colour, range, mirror: mirror && !readable, shift, heldOut, classes: null, conditional, count, seed };
}

export function madePictures(kind: MadeImageKind, present: ImageDataRecipe): ImageDataRecipe {
  return { kind, endless: 'endless' in present && present.endless, ...takenOver(present, kind) };
}

export function letterPictures(words: string, present: ImageDataRecipe): ImageDataRecipe {
  if (present.kind === 'letters') return { ...present, words, classes: null };
  return { kind: 'letters', words, ...takenOver(present, 'letters') };
}

/** The words that a person has not changed yet. */
export function firstWords(): string {
  const letters = defaultsOf('letters');
  return letters.kind === 'letters' ? letters.words : '';
}

/** The user's own files: `count` pictures of them at most. */
export function ownPictures(name: string, source: string, count: number, present: ImageDataRecipe): ImageDataRecipe {
  if (present.kind === 'images') return { ...present, name, source, classes: null, count };
  return { kind: 'images', name, source, crop: 'centre', ...takenOver(present, 'images'), count };
}

/** A sentence when nothing can be made of it yet, else null. */
export function pictureProblem(data: ImageDataRecipe): string | null {
  if (data.kind === 'letters') {
    const problem = wordsProblem(data.words);
    if (problem !== null) return problem;
  }
  if (data.classes?.length === 0) return 'No class is chosen; choose at least one.';
  return null;
}

/** Whether two preparations are of the same pictures, so that their classes have the same numbers. */
export function sameClasses(a: ImageDataRecipe, b: ImageDataRecipe): boolean {
  const set = (data: ImageDataRecipe) => [data.kind, data.kind === 'letters' ? wordsOf(data.words).join(' ') : data.kind === 'images' ? data.source : ''].join(':');
  return set(a) === set(b);
}

/** Adds a class to those chosen or takes it out; null is all of them. */
export function toggledClass(chosen: readonly number[] | null, label: number, all: number): readonly number[] | null {
  const present = chosen ?? Array.from({ length: all }, (_, i) => i);
  const next = present.includes(label) ? present.filter((one) => one !== label) : [...present, label].toSorted((a, b) => a - b);
  return next.length === all ? null : next;
}

/** What the pictures are called in a recipe. */
export function nameOfPictures(data: ImageDataRecipe): string {
  switch (data.kind) {
    case 'images': return data.name;
    case 'letters': return wordsOf(data.words).join(' ').slice(0, 100);
    default: return data.kind;
  }
}

/** The smallest network made for pictures of this size; without a graphics card the smallest of all. */
export function suitableSize(size: number, software: boolean): ModelSizeName {
  const fitting = modelSizeNames.filter((name) => unetProblems(modelSizes[name].model, size).length === 0);
  const made = software ? undefined : fitting.find((name) => modelSizes[name].pictureSize >= size);
  return made ?? (software ? fitting[0] : fitting.at(-1)) ?? 'tiny';
}

/**
 * A recipe that learns these pictures: the page's own with other data where that learns pictures and its network fits them;
 * else one of a preset's, with a suitable network.
 */
export function recipeFor(data: ImageDataRecipe, present: Recipe, software: boolean): Recipe {
  const name = nameOfPictures(data);
  const { model } = present;
  if (isImageData(present.data) && model.kind === 'unet2d' && unetProblems(model, data.size).length === 0) {
    const { label } = present.sampling;
    return { ...present, name, data, sampling: { ...present.sampling, label: typeof label === 'number' ? 'each' : label } };
  }
  return { ...preset(suitableSize(data.size, software)), name, data };
}
