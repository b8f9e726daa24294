import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeNpy } from '../../formats/npy.ts';
import { pairArrays } from './arrayPairs.ts';
import { arrayKey, compareNames, folderOf, isClutter } from './filePaths.ts';
import { bytesSource } from './fileSource.ts';
import type { Decode, FileSource, ReadOptions, ReadProgress } from './fileSource.ts';
import { imagesFromFiles } from './fromFiles.ts';
import { ImageCollector } from './imageCollector.ts';

/** A PNG header of this size and one byte, the grey of all pixels: what `decode` below understands. */
function picture(grey: number, width = 2, height = 2): Uint8Array {
  const bytes = new Uint8Array(25);
  bytes.set([0x89, ...strToU8('PNG\r\n\x1a\n'), 0, 0, 0, 13, ...strToU8('IHDR')]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes[24] = grey;
  return bytes;
}

const decode: Decode = async (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height, grey] = [view.getUint32(16), view.getUint32(20), bytes[24] ?? 0];
  // Even ones take longer: results must keep their order.
  await new Promise((resolve) => { setTimeout(resolve, grey % 2 === 0 ? 3 : 0); });
  if (grey === 66) throw new Error('no such picture');
  return { width, height, pixels: Uint8Array.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : grey)) };
};
const options: ReadOptions = { width: 2, height: 2, channels: 1, crop: 'centre', background: [0, 0, 0], decode };

const read = async (files: Record<string, Uint8Array>, more: Partial<ReadOptions> = {}) =>
  await imagesFromFiles(Object.entries(files).map(([path, bytes]) => bytesSource(path, bytes)), { ...options, ...more });
/** First pixel and class of each picture. */
async function readPlain(files: Record<string, Uint8Array>, more: Partial<ReadOptions> = {}) {
  const { set, bad } = await read(files, more);
  const size = set === null ? 1 : set.width * set.height * set.channels;
  const greys = Array.from({ length: set?.count ?? 0 }, (_, i) => set?.pixels[i * size]);
  return { greys, classes: set?.labels === null || set === null ? null : [...set.labels].map((label) => set.classNames[label]), bad: bad.map(({ name, reason }) => `${name}: ${reason}`) };
}

const idxImages = (...greys: number[]): Uint8Array => Uint8Array.of(0, 0, 8, 3, 0, 0, 0, greys.length, 0, 0, 0, 2, 0, 0, 0, 2, ...greys.flatMap((grey) => [grey, grey, grey, grey]));
const idxLabels = (...labels: number[]): Uint8Array => Uint8Array.of(0, 0, 8, 1, 0, 0, 0, labels.length, ...labels);
const gz = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));

describe('pictures', () => {
  it('come in the order of their names, without classes when there are no folders', async () => {
    expect(await readPlain({ '10.png': picture(10), '2.png': picture(2), '1.png': picture(1) })).toEqual({ greys: [1, 2, 10], classes: null, bad: [] });
  });
  it('have the class of their folder; one folder alone is no class', async () => {
    const files = { 'pets/train/dog/1.png': picture(1), 'pets/train/cat/1.png': picture(2), 'pets/test/cat/9.png': picture(3) };
    expect(await readPlain(files)).toEqual({ greys: [3, 2, 1], classes: ['cat', 'cat', 'dog'], bad: [] });
    expect((await readPlain({ 'mine/1.png': picture(1), 'mine/2.png': picture(2) })).classes).toBe(null);
    expect((await readPlain({ 'a.png': picture(1), 'cat/2.png': picture(2) })).classes).toEqual(['unsorted', 'cat']);
  });
  it('come from zip archives, by sub-folder; archives without folders are classes themselves', async () => {
    const zip = zipSync({ 'cat/1.png': picture(1), 'dog/': new Uint8Array(0), 'dog/1.png': picture(2), '__MACOSX/cat/._1.png': strToU8('x'), 'dog/.DS_Store': strToU8('x') });
    expect(await readPlain({ 'pets.zip': zip })).toEqual({ greys: [1, 2], classes: ['cat', 'dog'], bad: [] });
    const [cats, dogs] = [zipSync({ '1.png': picture(1) }), zipSync({ '2.png': picture(2) })];
    expect((await readPlain({ 'cats.zip': cats, 'dogs.zip': dogs })).classes).toEqual(['cats', 'dogs']);
    expect((await readPlain({ 'cats.zip': cats })).classes).toBe(null);
  });
  it('that are bad are named with their reason, the good ones go on', async () => {
    const { greys, bad } = await readPlain({
      '1.png': picture(1), '2.png': picture(66), '3.png': picture(3).subarray(0, 20), '4.txt': strToU8('hello'), '5.png': new Uint8Array(0), '6.png': picture(6), 'Thumbs.db': strToU8('x'),
    });
    expect(greys).toEqual([1, 6]);
    expect(bad.toSorted()).toEqual([
      '2.png: The PNG file cannot be decoded (no such picture); it is damaged or of a rare kind. Save it again with another program.',
      '3.png: This PNG file is damaged: its header gives no size.',
      '4.txt: The file is of no kind that can be read; give PNG, JPEG or WebP pictures, a zip archive of them, IDX files, CIFAR-10 batches (.bin), or npy and npz arrays.',
      '5.png: The file is empty.',
    ]);
  });
  it('that are enormous are refused before they are decoded', async () => {
    let decoded = 0;
    const counting: Decode = async (bytes, name) => { decoded += 1; return await decode(bytes, name); };
    const { bad } = await readPlain({ 'a.png': picture(1, 60_000, 60_000), 'b.png': picture(1, 32_768, 1) }, { decode: counting });
    expect(decoded).toBe(0);
    expect(bad).toEqual([expect.stringContaining('a.png: The picture has 60,000 x 60,000 pixels; the most is 67 million'), expect.stringContaining('b.png: The picture has 32,768 x 1')]);
  });
  it('never have more pixels in flight than the largest picture', async () => {
    let [flying, most] = [0, 0];
    const watched: Decode = async (bytes) => {
      const pixels = new DataView(bytes.buffer, bytes.byteOffset).getUint32(16) ** 2;
      flying += pixels;
      most = Math.max(most, flying);
      await new Promise((resolve) => { setTimeout(resolve, 1); });
      flying -= pixels;
      return { width: 1, height: 1, pixels: Uint8Array.of(5, 5, 5, 255) };
    };
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.png`, picture(i, 5000, 5000)]));
    expect((await readPlain(files, { decode: watched })).greys).toEqual(new Array(12).fill(5));
    expect(most).toBe(2 * 5000 ** 2);
  });
  it('are brought to the wanted shape', async () => {
    const { set } = await read({ '1.png': picture(7, 9, 4) }, { width: 3, height: 2, channels: 3, crop: 'fit', background: [1, 2, 3] });
    expect([set?.width, set?.height, set?.channels, [...(set?.pixels ?? [])]]).toEqual([3, 2, 3, [...new Array<number>(9).fill(7), 1, 2, 3, 1, 2, 3, 1, 2, 3]]);
  });
  it('decoded to something else are named', async () => {
    const wrong: Decode = async () => await Promise.resolve({ width: 5, height: 5, pixels: new Uint8Array(3) });
    expect((await readPlain({ '1.png': picture(1) }, { decode: wrong })).bad[0]).toContain('decoded to something that is not a picture');
  });
});

describe('arrays', () => {
  it("MNIST's files find their labels, packed or not", async () => {
    const files = { 'train-images-idx3-ubyte.gz': gz(idxImages(1, 2, 3)), 'train-labels-idx1-ubyte.gz': gz(idxLabels(7, 0, 7)), 't10k-images.idx3-ubyte': idxImages(9), 't10k-labels.idx1-ubyte': idxLabels(5) };
    const { greys, classes, bad } = await readPlain(files);
    expect({ greys, classes, bad }).toEqual({ greys: [9, 1, 2, 3], classes: ['5', '7', '0', '7'], bad: [] });
  });
  it('one class that is written down stays a class', async () => {
    expect((await readPlain({ 'images-idx3': idxImages(1, 2), 'labels-idx1': idxLabels(4, 4) })).classes).toEqual(['4', '4']);
  });
  it('labels without pictures, or too few of them, are named', async () => {
    const { greys, classes, bad } = await readPlain({ 'train-images-idx3-ubyte': idxImages(1, 2, 3), 'train-labels-idx1-ubyte': idxLabels(1, 2), 'other-labels-idx1': idxLabels(1) });
    expect([greys, classes]).toEqual([[1, 2, 3], null]);
    expect(bad).toEqual([
      'train-labels-idx1-ubyte: It has 2 labels, but train-images-idx3-ubyte has 3 pictures; add the two files that belong together.',
      'other-labels-idx1: Its 1 labels belong to no pictures here; add the file of as many pictures beside it.',
    ]);
  });
  it('CIFAR-10 batches bring their classes', async () => {
    const batch = new Uint8Array(2 * 3073).fill(100);
    batch[0] = 8;
    batch[3073] = 0;
    expect(await readPlain({ 'data_batch_1.bin': batch }, { width: 32, height: 32, channels: 3 })).toEqual({ greys: [100, 100], classes: ['ship', 'airplane'], bad: [] });
    expect((await readPlain({ 'data_batch_1.bin': batch.subarray(1) })).bad[0]).toContain('of no kind that can be read');
  });
  it('npy and npz arrays, with labels beside them', async () => {
    const pixels = writeNpy(Float32Array.of(1, 1, 1, 1, 0, 0, 0, 0), [2, 2, 2]);
    const labels = writeNpy(Float32Array.of(1, 0), [2, 1]);
    const ways: Record<string, Uint8Array>[] = [{ 'images.npy': pixels, 'labels.npy': labels }, { 'a.npz': zipSync({ 'x_train.npy': pixels, 'y_train.npy': labels }) }, { 'all.zip': zipSync({ 'x.npy': pixels, 'target.npy': labels }) }];
    for (const files of ways) {
      expect(await readPlain(files)).toEqual({ greys: [255, 0], classes: ['1', '0'], bad: [] });
    }
    const { set } = await read({ 'images.npy': pixels });
    expect(set?.labels).toBe(null);
    expect(set?.description).toBe('2 pictures from your files, 2 x 2, grey. Shape (2, 2, 2) read as grey pictures: number, height, width; values from 0 to 1.');
  });
  it('archives within archives and damaged ones are named', async () => {
    const { greys, bad } = await readPlain({ 'a.zip': zipSync({ 'b.zip': zipSync({ 'c.png': picture(1) }), 'd.png': picture(3) }), 'e.gz': gz(picture(1)).subarray(0, 9), 'f.npz': zipSync({ 'a.txt': strToU8('-') }) });
    expect(greys).toEqual([3]);
    expect(bad).toEqual(['a/b.zip: An archive within an archive is not opened; unpack it first.', 'e.gz: This .gz file is damaged or cut off; fetch it again.', 'f.npz: This .npz file holds no arrays; write one with numpy.savez.']);
  });
});

describe('limits, progress, cancelling', () => {
  it('a file that is too large is refused before it is read', async () => {
    const huge: FileSource = { path: 'huge.npy', size: 2 ** 31, stream: () => bytesSource('', strToU8('\x93NUMPY')).stream() };
    const { bad } = await imagesFromFiles([huge], options);
    expect(bad[0]?.reason).toBe('The file has 2 GiB; the most is 1 GiB. Split it or make it smaller.');
    const photograph: FileSource = { path: 'photo.png', size: 2 ** 27, stream: () => bytesSource('', picture(1)).stream() };
    expect((await imagesFromFiles([photograph], options)).bad[0]?.reason).toBe('The file has 128 MiB; the most is 64 MiB. Split it or make it smaller.');
  });
  it('a file that cannot be opened is named', async () => {
    const gone: FileSource = { path: 'gone.png', size: 5, stream: () => new ReadableStream<Uint8Array>({ start: (controller) => { controller.error(new Error('The file was moved.')); } }) };
    expect((await imagesFromFiles([gone, bytesSource('a.png', picture(1))], options)).bad).toEqual([{ name: 'gone.png', reason: 'The file was moved.' }]);
  });
  it('sizes that make no sense are refused', async () => {
    await expect(read({}, { width: 0 })).rejects.toThrow("The pictures' size is 0");
    expect(await read({})).toEqual({ set: null, bad: [] });
  });
  it('50,000 small pictures: progress rises to 1', async () => {
    const count = 50_000;
    const header = [0, 0, 8, 3, 0, 0, count >> 8, count & 255, 0, 0, 0, 8, 0, 0, 0, 8];
    const bytes = new Uint8Array(16 + 64 * count).fill(9);
    bytes.set(header);
    const seen: ReadProgress[] = [];
    const { set } = await read({ 'images.gz': gz(bytes) }, { width: 8, height: 8, progress: (one) => seen.push(one) });
    expect(set?.count).toBe(count);
    expect(seen.map(({ share }) => share)).toEqual(seen.map(({ share }) => share).toSorted((a, b) => a - b));
    expect(seen.at(-1)).toEqual({ share: 1, images: count, bad: 0 });
  });
  it('stops when it is cancelled', async () => {
    const abort = new AbortController();
    let decoded = 0;
    const cancelling: Decode = async (bytes, name) => { decoded += 1; if (decoded === 20) abort.abort(); return await decode(bytes, name); };
    const files = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`${i}.png`, picture(i % 60)]));
    await expect(read(files, { decode: cancelling, signal: abort.signal })).rejects.toThrow(/abort/i);
    expect(decoded).toBeLessThan(40);
    await expect(read({ 'a.zip': zipSync(files) }, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
  it('any bytes under any name give a set or a reason', async () => {
    const starts = [picture(1), idxImages(1, 2), idxLabels(1), gz(picture(3)), zipSync({ 'a.png': picture(4) }), writeNpy(Float32Array.of(1, 2, 3, 4), [1, 2, 2])];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...starts), fc.nat(100), fc.uint8Array({ maxLength: 60 }), fc.constantFrom('a.png', 'a.zip', 'a.npz', 'a.bin', 'a.gz', 'a'), async (start, kept, noise, name) => {
      const { set, bad } = await read({ [name]: Uint8Array.of(...start.subarray(0, kept), ...noise) });
      expect((set?.count ?? 0) > 0 || bad.length > 0 || kept === 0 || start[0] === 0x50).toBe(true);
      for (const { reason } of bad) expect(reason).toMatch(/^[A-Z].*\.$/);
    }), { numRuns: 300 });
  });
});

describe('parts', () => {
  it('the collector stops at its bytes, and has classes in the order of their names', () => {
    const collector = new ImageCollector(options, 4 * 130);
    const added = Array.from({ length: 140 }, (_, i) => collector.add(new Uint8Array(4).fill(i), `class ${140 - i}`, true));
    expect(added.filter((ok) => ok)).toHaveLength(130);
    const set = collector.finish('');
    expect([set?.count, set?.classNames[0], set?.labels?.[0], set?.pixels[4 * 129]]).toEqual([130, 'class 11', 129, 129]);
  });
  it('names are ordered as people count', () => {
    expect(['b', 'a10', 'a2', 'a', 'a02', 'B'].toSorted(compareNames)).toEqual(['B', 'a', 'a02', 'a2', 'a10', 'b']);
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => { expect(Math.sign(compareNames(a, b))).toBe(0 - Math.sign(compareNames(b, a))); }));
  });
  it('paths', () => {
    expect([folderOf('a/b/c.png'), folderOf('c.png'), folderOf('./c.png'), folderOf('/c.png')]).toEqual(['b', null, null, null]);
    expect(['__MACOSX/a', 'a/.hidden', 'x/Thumbs.db', 'a/b.png', './a.png'].map(isClutter)).toEqual([true, true, true, false, false]);
  });
  it.each([['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'], ['x_train.npy', 'y_train.npy'], ['images.npy', 'labels.npy'], ['a.npz/test_images', 'a.npz/test_labels'], ['X.npy', 'y.npy']])('%s belongs to %s', (images, labels) => {
    expect(arrayKey(images)).toBe(arrayKey(labels));
    expect(arrayKey('x_train')).not.toBe(arrayKey('y_test'));
  });
  it('labels of other names go to the only pictures with as many', () => {
    const [a, b] = [{ path: 'd/faces', count: 2 }, { path: 'd/more', count: 3 }];
    const labels = { path: 'd/gender', labels: Uint8Array.of(1, 2, 3) };
    expect(pairArrays([a, b], [labels]).pairs).toEqual([{ array: a, labels: null }, { array: b, labels: labels.labels }]);
    expect(pairArrays([a, b], [labels, { ...labels, path: 'd/age' }]).bad).toHaveLength(2);
  });
});
