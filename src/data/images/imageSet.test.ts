import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseClasses, limitCount, selectImages, splitHeldOut } from './imageSet.ts';
import type { ImageSet } from './imageSet.ts';
import { duplicatesOf, imageStatistics } from './imageStatistics.ts';

/** One picture of 1 x 2 grey pixels for each label: its index, low byte and high byte. */
function numbered(labels: readonly number[], classNames: readonly string[]): ImageSet {
  const pixels = Uint8Array.from(labels.flatMap((_, i) => [i & 255, i >> 8]));
  return { width: 2, height: 1, channels: 1, count: labels.length, pixels, labels: Uint8Array.from(labels), classNames, description: 'Numbered.' };
}
const numbers = (set: ImageSet): number[] => Array.from({ length: set.count }, (_, i) => (set.pixels[2 * i] ?? 0) + 256 * (set.pixels[2 * i + 1] ?? 0));
const classes = ['a', 'b', 'c', 'd'];
const anyLabels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 600 });

describe('splitHeldOut', () => {
  it('parts the set, keeps the order, and gives each class its share to within one', () => {
    fc.assert(fc.property(anyLabels, fc.double({ min: 0, max: 0.95, noNaN: true }), fc.nat(), (labels, share, seed) => {
      const set = numbered(labels, classes);
      const { train, heldOut } = splitHeldOut(set, share, seed);
      expect([...numbers(train), ...numbers(heldOut)].toSorted((a, b) => a - b)).toEqual(numbers(set));
      for (const part of [train, heldOut]) expect(numbers(part)).toEqual(numbers(part).toSorted((a, b) => a - b));
      expect(heldOut.count).toBe(Math.min(Math.round(share * labels.length), labels.length - 1));
      const [all, held] = [imageStatistics(set).classCounts, imageStatistics(heldOut).classCounts];
      for (const [label, size] of all.entries()) expect(Math.abs((held[label] ?? 0) - (size * heldOut.count) / set.count)).toBeLessThan(1);
      expect(numbers(heldOut).map((i) => labels[i])).toEqual([...(heldOut.labels ?? [])]);
    }), { numRuns: 60 });
  });
  it('follows the seed', () => {
    const set = numbered(Array.from({ length: 200 }, (_, i) => i % 4), classes);
    expect(splitHeldOut(set, 0.2, 7)).toEqual(splitHeldOut(set, 0.2, 7));
    expect(numbers(splitHeldOut(set, 0.2, 7).heldOut)).not.toEqual(numbers(splitHeldOut(set, 0.2, 8).heldOut));
  });
  it('refuses a share that leaves nothing', () => {
    expect(() => splitHeldOut(numbered([0], classes), 1, 0)).toThrow('The share held out is 1');
    expect(() => splitHeldOut(numbered([0], classes), Number.NaN, 0)).toThrow('The share held out is NaN');
  });
});

describe('limitCount', () => {
  it('takes just as many, balanced, or all', () => {
    const set = numbered(Array.from({ length: 400 }, (_, i) => i % 4), classes);
    expect(imageStatistics(limitCount(set, 40, 3)).classCounts).toEqual([10, 10, 10, 10]);
    expect(limitCount(set, 401, 3)).toBe(set);
    expect(limitCount({ ...set, labels: null, classNames: [] }, 7, 3).count).toBe(7);
    expect(() => limitCount(set, 0, 3)).toThrow('The number of pictures is 0');
  });
});

describe('chooseClasses', () => {
  it('numbers the chosen classes anew', () => {
    const chosen = chooseClasses(numbered([0, 1, 2, 3, 2, 1], classes), [2, 0]);
    expect(chosen).toMatchObject({ count: 3, classNames: ['c', 'a'], description: 'Numbered. Only c, a.' });
    expect([numbers(chosen), [...(chosen.labels ?? [])]]).toEqual([[0, 2, 4], [1, 0, 0]]);
  });
  it('says what cannot be chosen', () => {
    const set = numbered([0, 1], classes);
    expect(() => chooseClasses(set, [9])).toThrow('There is no class 9');
    expect(() => chooseClasses(set, [1, 1])).toThrow('chosen twice');
    expect(() => chooseClasses(set, [3])).toThrow('No picture is left');
    expect(() => chooseClasses({ ...set, labels: null }, [0])).toThrow('no classes to choose from');
  });
});

describe('imageStatistics', () => {
  it('gives mean, deviation and range of each channel', () => {
    const set: ImageSet = { width: 1, height: 1, channels: 3, count: 2, pixels: Uint8Array.of(0, 10, 255, 2, 30, 255), labels: null, classNames: [], description: '' };
    expect(imageStatistics(set).channels).toEqual([
      { mean: 1, deviation: 1, min: 0, max: 2 },
      { mean: 20, deviation: 10, min: 10, max: 30 },
      { mean: 255, deviation: 0, min: 255, max: 255 },
    ]);
    expect(imageStatistics({ ...set, count: 0, pixels: new Uint8Array(0) }).channels[0]).toEqual({ mean: 0, deviation: 0, min: 0, max: 0 });
  });
  it('counts exact duplicates and those that disagree on the class', () => {
    const set = selectImages(numbered([0, 1, 2], classes), [0, 1, 0, 2, 0, 1]);
    expect(imageStatistics(set)).toMatchObject({ duplicates: 3, conflictingDuplicates: 0, classCounts: [3, 2, 1, 0] });
    expect(imageStatistics({ ...set, labels: Uint8Array.of(0, 1, 3, 2, 0, 1) }).conflictingDuplicates).toBe(1);
    expect([...duplicatesOf(set)]).toEqual([[2, 0], [4, 0], [5, 1]]);
  });
  it('finds no duplicates where there are none, though hashes of so many collide', () => {
    expect(imageStatistics(numbered(Array.from({ length: 65_536 }, () => 0), classes)).duplicates).toBe(0);
  });
});

it('selectImages names an index that is not there', () => {
  expect(() => selectImages(numbered([0], classes), [1])).toThrow('There is no picture 1');
});
