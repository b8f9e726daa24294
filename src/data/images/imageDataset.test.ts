import { describe, expect, it } from 'vitest';
import type { ImageDataRecipe, ImagePreparation } from '../../recipe/recipe.ts';
import { HELD_OUT_FROM } from './endlessWindow.ts';
import { makeImageDataset } from './imageDataset.ts';
import type { ImageSet } from './imageSet.ts';
import { makeImages } from './madeImages.ts';

const preparation: ImagePreparation & { count: number; seed: number } = {
  size: 8, colour: 'grey', range: 'symmetric', mirror: false, shift: 0, heldOut: 0.2, classes: null, conditional: true, count: 50, seed: 3,
};
const digits: ImageDataRecipe = { kind: 'digits', endless: false, ...preparation };
const own: ImageDataRecipe = { kind: 'images', name: 'cats', source: 'a1', crop: 'centre', ...preparation };

/** A set as if somebody had opened it. */
const held: ImageSet = makeImages({ name: 'digits', seed: 9, size: 8, channels: 1 }, 90);

describe('makeImageDataset', () => {
  it('draws made kinds and sets a share of each class aside', () => {
    const { train, heldOut, allClassNames } = makeImageDataset(digits);
    expect([train.count, heldOut.count, train.width, train.height, train.channels]).toEqual([40, 10, 8, 8, 1]);
    expect(allClassNames).toHaveLength(10);
    expect([...heldOut.labels ?? []].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(makeImageDataset(digits).train.pixels).toEqual(train.pixels);
    expect(makeImageDataset({ ...digits, seed: 4 }).train.pixels).not.toEqual(train.pixels);
  });

  it('trains on the whole window of an endless set and holds out pictures from far away', () => {
    const { train, heldOut } = makeImageDataset({ ...digits, endless: true });
    const fixed = makeImages({ name: 'digits', seed: 3, size: 8, channels: 1 }, 50);
    expect([train.count, train.pixels, train.labels]).toEqual([50, fixed.pixels, fixed.labels]);
    expect(heldOut.pixels).toEqual(makeImages({ name: 'digits', seed: 3, size: 8, channels: 1 }, 10, (place) => HELD_OUT_FROM + place).pixels);
    expect(train.description).toBe('Digits made in the page with seed 3, without end: 50 pictures of 8 x 8, grey, 10 classes, at a time; after every 16 steps of training 50 new ones take the place of the oldest. These are the first.');
    expect(makeImageDataset({ ...digits, endless: true, heldOut: 0 }).heldOut.count).toBe(0);
  });

  it('draws only the classes chosen, but knows all names', () => {
    const { train, heldOut, allClassNames } = makeImageDataset({ ...digits, classes: [7, 2] });
    expect(train.classNames).toEqual([allClassNames[7], allClassNames[2]]);
    expect(train.count + heldOut.count).toBe(50);
    expect(new Set(train.labels)).toEqual(new Set([0, 1]));
  });

  it('chooses and limits the user\'s own pictures', () => {
    const { train, heldOut, allClassNames } = makeImageDataset({ ...own, classes: [1, 5, 6], count: 20, heldOut: 0.1 }, held);
    expect([train.count, heldOut.count]).toEqual([18, 2]);
    expect(train.classNames).toEqual([allClassNames[1], allClassNames[5], allClassNames[6]]);
    expect(allClassNames).toEqual(held.classNames);
  });

  it('keeps pictures without classes, and labels that the model is not told', () => {
    const bare: ImageSet = { ...held, labels: null, classNames: [] };
    expect(makeImageDataset(own, bare)).toMatchObject({ allClassNames: [], train: { labels: null } });
    expect(makeImageDataset({ ...digits, conditional: false }).train.labels).not.toBeNull();
  });

  it.each([['symmetric', -1, 1], ['unit', 0, 1]] as const)('brings bytes to the range %s', (range, low, high) => {
    const { scale, offset } = makeImageDataset({ ...digits, range });
    expect(offset).toBe(low);
    expect(255 * scale + offset).toBeCloseTo(high, 12);
  });

  it('standardises by the pictures trained on alone', () => {
    const { train, scale, offset } = makeImageDataset({ ...digits, range: 'standardised' });
    const values = Float64Array.from(train.pixels, (byte) => byte * scale + offset);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeCloseTo(0, 12);
    expect(values.reduce((sum, value) => sum + value ** 2, 0) / values.length).toBeCloseTo(1, 12);
  });

  it('says what to do where pictures are missing or do not fit', () => {
    expect(() => makeImageDataset(own)).toThrow('The pictures of "cats" are not here; open their files again.');
    expect(() => makeImageDataset({ kind: 'letters', words: 'a b', ...preparation })).toThrow('open this recipe in the page');
    expect(() => makeImageDataset({ ...own, size: 16 }, held)).toThrow('asks for pictures of 16 x 16 in grey, but those given are 8 x 8 with 1 channel');
    expect(() => makeImageDataset({ ...own, colour: 'colour' }, held)).toThrow('8 x 8 in colour');
    expect(() => makeImageDataset(own, { ...held, count: 0, pixels: new Uint8Array(0), labels: new Uint8Array(0) })).toThrow('no picture to train on');
    const flat: ImageSet = { ...held, pixels: new Uint8Array(held.pixels.length).fill(9) };
    expect(() => makeImageDataset({ ...own, range: 'standardised' }, flat)).toThrow('All pixels of all pictures are the same');
  });
});
