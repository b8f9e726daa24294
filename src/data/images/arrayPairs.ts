/** Arrays of pictures and arrays of labels that came in separate files, put together by their names and lengths. */
import { arrayKey, placeOf } from './filePaths.ts';
import type { BadFile } from './fileSource.ts';

export interface PictureArray {
  readonly path: string;
  readonly count: number;
}

export interface LabelArray {
  readonly path: string;
  readonly labels: Uint8Array | Uint16Array;
}

export interface ArrayPairs<A extends PictureArray> {
  readonly pairs: readonly { readonly array: A; readonly labels: LabelArray['labels'] | null }[];
  /** Labels that belong to no pictures. */
  readonly bad: readonly BadFile[];
}

/**
 * Labels go to the pictures of the same folder whose name says the same but for its role (`train-images…` with
 * `train-labels…`, `x_test` with `y_test`); else to the only pictures of that folder with as many, when they are the only such labels.
 */
export function pairArrays<A extends PictureArray>(arrays: readonly A[], labelArrays: readonly LabelArray[]): ArrayPairs<A> {
  const given = new Map<A, LabelArray>();
  const bad: BadFile[] = [];
  const lone: LabelArray[] = [];
  for (const labels of labelArrays) {
    const [place, key, count] = [placeOf(labels.path), arrayKey(labels.path), labels.labels.length];
    const named = arrays.filter((array) => placeOf(array.path) === place && arrayKey(array.path) === key && !given.has(array));
    const fitting = named.find((array) => array.count === count);
    const [misfit] = named;
    if (fitting !== undefined) given.set(fitting, labels);
    else if (misfit !== undefined) bad.push({ name: labels.path, reason: `It has ${number(count)} labels, but ${misfit.path} has ${number(misfit.count)} pictures; add the two files that belong together.` });
    else lone.push(labels);
  }
  for (const labels of lone) {
    const alike = (one: LabelArray): boolean => placeOf(one.path) === placeOf(labels.path) && one.labels.length === labels.labels.length;
    const candidates = arrays.filter((array) => placeOf(array.path) === placeOf(labels.path) && array.count === labels.labels.length && !given.has(array));
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1 && lone.filter(alike).length === 1) given.set(only, labels);
    else bad.push({ name: labels.path, reason: `Its ${number(labels.labels.length)} labels belong to no pictures here; add the file of as many pictures beside it.` });
  }
  return { pairs: arrays.map((array) => ({ array, labels: given.get(array)?.labels ?? null })), bad };
}

function number(count: number): string {
  return count.toLocaleString('en');
}
