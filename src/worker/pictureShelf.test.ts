import { describe, expect, it } from 'vitest';
import type { Decode, ReadProgress } from '../data/images/fileSource.ts';
import { makeImageDataset } from '../data/images/imageDataset.ts';
import { file, idxFile, letters, made, own } from './fixtures/imageData.ts';
import { PictureShelf } from './pictureShelf.ts';
import { Withdrawn } from './withdrawn.ts';

const noDecoder: Decode = () => Promise.reject(new Error('there is no decoder here'));
const silent = (): void => undefined;

describe('a look', () => {
  it('gives the pictures that a run on the same data has, and facts about them', async () => {
    const shelf = new PictureShelf(noDecoder);
    const data = made('digits', { count: 200, heldOut: 0.25, classes: [7, 1, 4] });
    const { facts, pixels, labels } = await shelf.look(data);
    const dataset = makeImageDataset(data);
    expect((await shelf.prepare(data)).dataset).toEqual(dataset);
    expect(facts).toMatchObject({
      width: 8, height: 8, channels: 1, count: 150, heldOut: 50, classNames: dataset.train.classNames, scale: 2 / 255, offset: -1,
      description: dataset.train.description,
    });
    expect(facts.description).toContain('seed 3');
    expect(facts.allClassNames).toHaveLength(10);
    expect(facts.classCounts.reduce((sum, count) => sum + count)).toBe(150);
    expect(facts.mean).toHaveLength(1);
    expect(pixels).toEqual(dataset.train.pixels.slice(0, 64 * 64));
    expect([...labels ?? []]).toEqual([...dataset.train.labels ?? []].slice(0, 64));
  });

  it('shows pictures mirrored and shifted as the model will see them, the same each time', async () => {
    const shelf = new PictureShelf(noDecoder);
    const plain = await shelf.look(made('shapes'));
    const mirrored = await shelf.look(made('shapes', { mirror: true }));
    expect(mirrored).toEqual(await new PictureShelf(noDecoder).look(made('shapes', { mirror: true })));
    const rows = (pixels: Uint8Array, picture: number): Uint8Array[] => Array.from({ length: 8 }, (_, row) => pixels.slice(64 * picture + 8 * row, 64 * picture + 8 * row + 8));
    const flipped = Array.from({ length: 40 }, (_, picture) => picture).filter((picture) => {
      const [before, after] = [rows(plain.pixels, picture), rows(mirrored.pixels, picture)];
      const same = before.every((row, i) => row.join() === after[i]?.join());
      if (!same) expect(after).toEqual(before.map((row) => row.toReversed()));
      return !same;
    });
    expect(flipped.length).toBeGreaterThan(5);
    expect(flipped.length).toBeLessThan(35);
    const shifted = await shelf.look(made('shapes', { shift: 2 }));
    expect(shifted.pixels).not.toEqual(plain.pixels);
    // The facts are of the set, not of what is shown of it.
    expect({ ...shifted.facts }).toEqual(plain.facts);
  });

  it('has the whole window of an endless set to train on, and others held out', async () => {
    const shelf = new PictureShelf(noDecoder);
    const data = made('digits', { endless: true, heldOut: 0.25 });
    const { dataset, pictures } = await shelf.prepare(data);
    expect(dataset).toEqual(makeImageDataset(data));
    expect(pictures.facts).toMatchObject({ count: 40, heldOut: 10 });
    const fixed = await shelf.prepare(made('digits'));
    expect(dataset.train.pixels).toEqual(fixed.dataset.train.pixels);
    expect((await shelf.prepare({ ...data, heldOut: 0.5 })).dataset.heldOut.count).toBe(20);
  });

  it('does not do again what was done', async () => {
    const shelf = new PictureShelf(noDecoder);
    const data = made('textures');
    const first = await shelf.prepare(data);
    expect(await shelf.prepare({ ...data })).toBe(first);
    // Another value range needs no new pictures.
    const again = await shelf.prepare({ ...data, range: 'unit' });
    expect(again.dataset.train.pixels).toEqual(first.dataset.train.pixels);
    expect(again.pictures.facts).toMatchObject({ scale: 1 / 255, offset: 0 });
  });

  it('gives way to a newer one although its pictures take long, and lets messages through meanwhile', async () => {
    const shelf = new PictureShelf(noDecoder);
    const older = shelf.look(made('creatures', { size: 32, colour: 'colour', count: 100_000 }));
    const refused = expect(older).rejects.toBeInstanceOf(Withdrawn);
    await new Promise((resolve) => { setTimeout(resolve, 1); });
    const newer = shelf.look(made('digits'));
    await refused;
    expect((await newer).facts.count).toBe(40);
  });

  it('says what is wrong with a recipe', async () => {
    const shelf = new PictureShelf(noDecoder);
    await expect(shelf.look(made('digits', { classes: [11] }))).rejects.toThrow('There is no class 11');
    await expect(shelf.look(own('0123'))).rejects.toThrow('The pictures of "mine" are not open here. Files stay on your machine and are not kept from one visit to the next: open or drop them again.');
    await expect(shelf.look(letters('a b'))).rejects.toThrow('Words are written with the fonts of a browser\'s machine');
  });

  it('knows how many classes a model would be told', () => {
    const shelf = new PictureShelf(noDecoder);
    expect(shelf.classesOf(made('digits'))).toBe(10);
    expect(shelf.classesOf(made('digits', { classes: [1, 2] }))).toBe(2);
    expect(shelf.classesOf(made('digits', { conditional: false }))).toBe(0);
  });
});

describe('opened files', () => {
  const files = [file('pictures/numbers.idx', idxFile(1, 2, 3, 250)), file('pictures/notes.txt', 'not a picture')];

  it('are read once, named by a fingerprint, and the bad ones told', async () => {
    const shelf = new PictureShelf(noDecoder);
    const told: ReadProgress[] = [];
    const { source, pictures, bad } = await shelf.open('mine', files, made('digits', { classes: [3] }), (progress) => told.push(progress));
    expect(source).toMatch(/^[0-9a-f]{16}$/);
    expect(bad).toEqual([{ name: 'pictures/notes.txt', reason: expect.stringContaining('The file is of no kind that can be read') as string }]);
    expect(pictures.facts).toMatchObject({ count: 4, classNames: [], min: [1], max: [250] });
    expect(pictures.labels).toBeNull();
    expect(told.at(-1)).toEqual({ share: 1, images: 4, bad: 1 });
    // The same files again, in another order: the same source.
    expect((await shelf.open('again', files.toReversed(), made('digits'), silent)).source).toBe(source);
    expect((await shelf.open('fewer', files.slice(0, 1), made('digits'), silent)).source).not.toBe(source);
    // A recipe that names them finds them, at other sizes too.
    expect((await shelf.look(own(source))).facts).toEqual(pictures.facts);
    const larger = await shelf.look(own(source, { size: 16, colour: 'colour' }));
    expect(larger.facts).toMatchObject({ width: 16, channels: 3, count: 4, max: [250, 250, 250] });
    expect(larger.pixels[0]).toBe(1);
  });

  it('show pictures from all over the set', async () => {
    const greys = Array.from({ length: 250 }, (_, i) => i);
    const shelf = new PictureShelf(noDecoder);
    const { pictures } = await shelf.open('mine', [file('greys.idx', idxFile(...greys))], own('', { count: 1000 }), silent);
    const shown = Array.from({ length: 64 }, (_, i) => pictures.pixels[64 * i]);
    expect(shown).toEqual(Array.from({ length: 64 }, (_, i) => Math.floor((i * 250) / 64)));
  });

  it('are refused with some names and reasons when none holds a picture', async () => {
    const shelf = new PictureShelf(noDecoder);
    const texts = ['a', 'b', 'c', 'd', 'e'].map((name) => file(`${name}.txt`, name));
    await expect(shelf.open('texts', texts, made('digits'), silent)).rejects.toThrow(/^No picture could be read\. File a\.txt: The file is .* File c\.txt: .* And 2 more\.$/);
    await expect(shelf.open('nothing', [], made('digits'), silent)).rejects.toThrow('There are no pictures in what was opened');
  });

  it('can be given up, and what was open before stays', async () => {
    const shelf = new PictureShelf(noDecoder);
    const { source } = await shelf.open('mine', files, made('digits'), silent);
    const many = Array.from({ length: 5000 }, (_, i) => file(`${i}.idx`, idxFile(i % 250)));
    const cancelled = expect(shelf.open('many', many, made('digits'), () => shelf.cancelReading())).rejects.toBeInstanceOf(Withdrawn);
    await cancelled;
    const superseded = expect(shelf.open('many', many, made('digits'), silent)).rejects.toBeInstanceOf(Withdrawn);
    const newer = shelf.open('few', files.slice(0, 1), made('digits'), silent);
    await superseded;
    expect((await newer).pictures.facts.count).toBe(4);
    expect((await shelf.look(own(source))).facts.count).toBe(4);
  });
});
