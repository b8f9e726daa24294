/** Sets of pictures made in the page: seeded, labelled, of any length. The same in every browser and on the command line. */
import { philox4x32 } from '../../random/philox.ts';
import { randomStream } from '../../random/randomStream.ts';
import type { RandomStream } from '../../random/randomStream.ts';
import { creatures } from './creatures.ts';
import { geometricShapes } from './geometricShapes.ts';
import { handwrittenDigits } from './handwrittenDigits.ts';
import { emptyLabels, LARGEST_SET_BYTES } from './imageSet.ts';
import type { ImageSet, Labels } from './imageSet.ts';
import { phantoms } from './phantoms.ts';
import type { PictureKind } from './pictureKind.ts';
import { LARGEST_PICTURE, rasterToBytes, SMALLEST_PICTURE } from './raster.ts';
import { textures } from './textures.ts';

export const madeImageNames = ['shapes', 'digits', 'creatures', 'textures', 'phantoms'] as const;
export type MadeImageName = (typeof madeImageNames)[number];

export const madeImages: Readonly<Record<MadeImageName, PictureKind>> = {
  shapes: geometricShapes, digits: handwrittenDigits, creatures, textures, phantoms,
};

export interface MadeImageOptions {
  readonly name: MadeImageName;
  /** Whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Pixels on each side, 8 to 128. */
  readonly size: number;
  readonly channels: 1 | 3;
  /** Which of the kind's classes, as indices into its names, numbered anew in this order; all when left out. */
  readonly classes?: readonly number[];
}

const PICTURE_STREAM = 0x1a6e;
const LABEL_STREAM = 0x1abe1;
const TWO_TO_32 = 2 ** 32;

/**
 * Draws picture number `index`, which depends on nothing but the options and `index`: an endless set has no end but 2^53.
 * Each run of as many pictures as there are classes has each class once, in an order of its own.
 * @param out receives size * size * channels sRGB bytes at `offset`, row by row
 * @returns the label
 * @throws a sentence when an option is out of range
 */
export function drawMadeImage(options: MadeImageOptions, index: number, out: Uint8Array, offset: number): number {
  const { name, seed, size, channels } = options;
  const kind = madeImages[name];
  const classes = classesOf(options);
  if (!Number.isInteger(size) || size < SMALLEST_PICTURE || size > LARGEST_PICTURE) {
    throw new Error(`The pictures' size is ${size}; give a whole number of pixels from ${SMALLEST_PICTURE} to ${LARGEST_PICTURE}.`);
  }
  if (!Number.isSafeInteger(index) || index < 0) throw new Error(`The picture's number is ${index}; give a whole number from 0.`);
  const run = Math.floor(index / classes.length);
  const label = permuted(classes.length, index % classes.length, streamOf(seed, run, LABEL_STREAM));
  const chosen = classes[label] ?? 0;
  // The class is part of the key: the same number is another picture when another class is asked for.
  const raster = kind.draw(chosen, streamOf(seed, index, PICTURE_STREAM + TWO_TO_32 * chosen), size, channels);
  rasterToBytes(raster, channels, out, offset);
  return label;
}

/**
 * The first pictures as a set, or others.
 * @param numberOf the number of the picture at each place
 * @throws a sentence when an option is out of range or the pixels take more than 512 MiB
 */
export function makeImages(options: MadeImageOptions, count: number, numberOf = itself): ImageSet {
  const set = blankImages(options, count);
  for (let i = 0; i < count; i += 1) drawInto(set, options, i, numberOf(i));
  return set;
}

/**
 * As `makeImages`, but asks between pictures whether to wait: sets of many pictures take seconds.
 * @param pause called after each picture; waits now and then, and throws to end the drawing
 */
export async function makeImagesSlowly(options: MadeImageOptions, count: number, pause: () => Promise<void> | undefined, numberOf = itself): Promise<ImageSet> {
  const set = blankImages(options, count);
  for (let i = 0; i < count; i += 1) {
    drawInto(set, options, i, numberOf(i));
    const wait = pause();
    if (wait) await wait;
  }
  return set;
}

function itself(place: number): number {
  return place;
}

interface LabelledSet extends ImageSet { readonly labels: Labels }

function drawInto({ pixels, labels, width, height, channels }: LabelledSet, options: MadeImageOptions, place: number, number: number): void {
  labels[place] = drawMadeImage(options, number, pixels, place * width * height * channels);
}

/** The set before its pictures are drawn. */
function blankImages(options: MadeImageOptions, count: number): LabelledSet {
  const { name, seed, size, channels } = options;
  if (!Number.isInteger(count) || count < 1) throw new Error(`The number of pictures is ${count}; give a whole number from 1.`);
  const bytes = size * size * channels;
  if (count * bytes > LARGEST_SET_BYTES) {
    throw new Error(`${count.toLocaleString('en')} pictures of ${size} x ${size} take more than 512 MiB; make at most ${Math.floor(LARGEST_SET_BYTES / bytes).toLocaleString('en')}, or smaller ones.`);
  }
  const classNames = classesOf(options).map((label) => madeImages[name].classNames[label] ?? '');
  return {
    width: size, height: size, channels, count, pixels: new Uint8Array(count * bytes), labels: emptyLabels(count, classNames.length), classNames,
    description: `${madeImages[name].label} made in the page with seed ${seed}: ${count.toLocaleString('en')} pictures of ${size} x ${size}, ${channels === 1 ? 'grey' : 'colour'}, ${classNames.length} ${classNames.length === 1 ? 'class' : 'classes'}.`,
  };
}

function classesOf({ name, classes }: MadeImageOptions): readonly number[] {
  const kind = madeImages[name];
  if (classes === undefined) return kind.classNames.map((_, label) => label);
  const wrong = classes.find((label) => kind.classNames[label] === undefined);
  if (wrong !== undefined) throw new Error(`There is no class ${wrong} of ${kind.label.toLowerCase()}; choose from 0 to ${kind.classNames.length - 1}.`);
  if (classes.length === 0 || new Set(classes).size !== classes.length) throw new Error('Choose at least one class, and each class once.');
  return classes;
}

/** A stream of its own for every index: 53 bits of Philox of (index, purpose) become its seed. */
function streamOf(seed: number, index: number, purpose: number): RandomStream {
  // The seed's own check, with its sentence.
  randomStream(seed, 0);
  const words = philox4x32([index % TWO_TO_32, Math.floor(index / TWO_TO_32), purpose % TWO_TO_32, Math.floor(purpose / TWO_TO_32)], [seed % TWO_TO_32, Math.floor(seed / TWO_TO_32)]);
  return randomStream((words[0] ?? 0) + TWO_TO_32 * ((words[1] ?? 0) & 0x1fffff), PICTURE_STREAM);
}

/** Entry `place` of a random order of 0 .. n - 1. */
function permuted(n: number, place: number, random: RandomStream): number {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i <= place; i += 1) {
    const j = i + random.integer(n - i);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order[place] ?? 0;
}
