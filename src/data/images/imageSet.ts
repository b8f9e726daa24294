/** Pictures of one size as bytes, with labels where there are any: what the preparation panel shows and what goes to the GPU. */
import { randomStream } from '../../random/randomStream.ts';

export type Labels = Uint8Array | Uint16Array;

export interface ImageSet {
  readonly width: number;
  readonly height: number;
  /** 1 is grey, 3 is red, green, blue. */
  readonly channels: 1 | 3;
  readonly count: number;
  /** sRGB bytes, [count, height, width, channels]. */
  readonly pixels: Uint8Array;
  /** [count], each below the number of class names; null when the pictures have no classes. */
  readonly labels: Labels | null;
  readonly classNames: readonly string[];
  /** For people: what the pictures are and where they come from. */
  readonly description: string;
}

/** Most bytes that the pixels of one set may take: 512 MiB. */
export const LARGEST_SET_BYTES = 2 ** 29;
export const MOST_CLASSES = 65_536;

const SPLIT_STREAM = 0x5b117;
const LIMIT_STREAM = 0x11b17;

/** Zeros for the labels of `count` pictures: bytes for up to 256 classes, else 16 bits. @throws a sentence beyond 65,536 classes */
export function emptyLabels(count: number, classes: number): Labels {
  if (classes > MOST_CLASSES) throw new Error(`There are ${classes.toLocaleString('en')} classes; the most is 65,536. Join some of them.`);
  return classes <= 256 ? new Uint8Array(count) : new Uint16Array(count);
}

/** The pictures at `indices`, in that order, with the same class names. @throws a sentence when there is no picture of an index */
export function selectImages(set: ImageSet, indices: ArrayLike<number>, description = set.description): ImageSet {
  const bytes = set.width * set.height * set.channels;
  const pixels = new Uint8Array(indices.length * bytes);
  const labels = set.labels === null ? null : emptyLabels(indices.length, set.classNames.length);
  for (let i = 0; i < indices.length; i += 1) {
    const index = indices[i] ?? -1;
    if (!Number.isInteger(index) || index < 0 || index >= set.count) throw new Error(`There is no picture ${index}; the set has ${set.count}, counted from 0.`);
    pixels.set(set.pixels.subarray(index * bytes, (index + 1) * bytes), i * bytes);
    if (labels !== null) labels[i] = set.labels?.[index] ?? 0;
  }
  return { ...set, count: indices.length, pixels, labels, description };
}

/**
 * Keeps the pictures of some classes; they are numbered anew in the order given.
 * @param classes indices into `classNames`, at least one, none twice
 * @throws a sentence when the set has no labels, a class is unknown or named twice, or no picture is left
 */
export function chooseClasses(set: ImageSet, classes: readonly number[]): ImageSet {
  const { labels } = set;
  if (labels === null) throw new Error('These pictures have no classes to choose from; sort them into one folder for each class.');
  const renumbered = new Map(classes.map((label, i) => [label, i]));
  const wrong = classes.find((label) => set.classNames[label] === undefined);
  if (wrong !== undefined) throw new Error(`There is no class ${wrong}; the set has ${set.classNames.length} classes, counted from 0.`);
  if (renumbered.size !== classes.length) throw new Error('A class is chosen twice; name each class once.');
  const indices = Array.from(labels.keys()).filter((i) => renumbered.has(labels[i] ?? -1));
  if (indices.length === 0) throw new Error('No picture is left; choose at least one class that has pictures.');
  const chosen = selectImages(set, indices);
  const anew = emptyLabels(indices.length, classes.length);
  for (let i = 0; i < indices.length; i += 1) anew[i] = renumbered.get(chosen.labels?.[i] ?? -1) ?? 0;
  const classNames = classes.map((label) => set.classNames[label] ?? '');
  return { ...chosen, labels: anew, classNames, description: `${set.description} Only ${classNames.join(', ')}.` };
}

/**
 * At most `count` pictures, drawn with the seed so that each class keeps its share to within one picture; their order stays.
 * @param count whole number from 1
 * @throws a sentence for any other count
 */
export function limitCount(set: ImageSet, count: number, seed: number): ImageSet {
  if (!Number.isInteger(count) || count < 1) throw new Error(`The number of pictures is ${count}; give a whole number from 1.`);
  if (count >= set.count) return set;
  const { taken } = stratified(set, count, seed, LIMIT_STREAM);
  return selectImages(set, taken, `${set.description} Only ${count.toLocaleString('en')} of ${set.count.toLocaleString('en')}, drawn with seed ${seed}.`);
}

export interface Split { readonly train: ImageSet; readonly heldOut: ImageSet }

/**
 * Sets a share of the pictures aside, drawn with the seed so that each class keeps its share to within one picture. Both
 * parts keep the set's order. No picture is in both; equal pictures can be: take the duplicates out first where that matters.
 * @param share from 0 up to, not including, 1; at least one picture is left for training
 */
export function splitHeldOut(set: ImageSet, share: number, seed: number): Split {
  if (!(share >= 0 && share < 1)) throw new Error(`The share held out is ${share}; give a number from 0 up to, not including, 1.`);
  const { taken, rest } = stratified(set, Math.min(Math.round(share * set.count), Math.max(0, set.count - 1)), seed, SPLIT_STREAM);
  return { train: selectImages(set, rest), heldOut: selectImages(set, taken, `${set.description} Held out: ${taken.length.toLocaleString('en')}.`) };
}

/** `count` of the pictures, each class by largest remainder of its share; indices rise. */
function stratified(set: ImageSet, count: number, seed: number, stream: number): { taken: number[]; rest: number[] } {
  const random = randomStream(seed, stream);
  const groups = new Map<number, number[]>();
  for (let i = 0; i < set.count; i += 1) {
    const label = set.labels?.[i] ?? 0;
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [i]);
    else group.push(i);
  }
  const parts = [...groups].toSorted(([a], [b]) => a - b).map(([, members]) => {
    const exact = (members.length * count) / Math.max(1, set.count);
    return { members, whole: Math.floor(exact), remainder: exact - Math.floor(exact), tie: random.uniform() };
  });
  let left = count - parts.reduce((sum, { whole }) => sum + whole, 0);
  for (const part of parts.toSorted((a, b) => b.remainder - a.remainder || a.tie - b.tie)) {
    if (left === 0) break;
    part.whole += 1;
    left -= 1;
  }
  const chosen = new Uint8Array(set.count);
  for (const { members, whole } of parts) {
    // The first `whole` places of a Fisher-Yates shuffle.
    for (let i = 0; i < whole; i += 1) {
      const j = i + random.integer(members.length - i);
      const [a = 0, b = 0] = [members[i], members[j]];
      members[i] = b;
      members[j] = a;
      chosen[b] = 1;
    }
  }
  const all = Array.from(chosen.keys());
  return { taken: all.filter((i) => chosen[i] === 1), rest: all.filter((i) => chosen[i] === 0) };
}
