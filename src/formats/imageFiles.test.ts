import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CIFAR10_RECORD_BYTES, isCifar10, readCifar10 } from './cifar10.ts';
import { isIdx, readIdx } from './idx.ts';
import { imageLayout, readImageArrays, readLabelArray } from './imageArrays.ts';
import { writeNpy } from './npy.ts';
import { readPictureHeader } from './pictureHeader.ts';

/** A .npy file of version 1 with any type and shape. */
function npy(descr: string, shape: readonly number[], data: Uint8Array | readonly number[], fortran = false): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${shape.join(', ')},), }\n`;
  return Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length & 255, header.length >> 8, ...new TextEncoder().encode(header), ...data]);
}

describe('readIdx', () => {
  const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
  it('reads labels and images', () => {
    expect(readIdx(images)).toEqual({ shape: [2, 1, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
    expect(readIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9))).toEqual({ shape: [2], data: Uint8Array.of(7, 9) });
    expect([isIdx(images), isIdx(Uint8Array.of(0, 0, 8, 9, 0, 0, 0, 0)), isIdx(images.subarray(0, 5))]).toEqual([true, false, false]);
  });
  it.each<[string, Uint8Array, string]>([
    ['other bytes', Uint8Array.of(1, 0, 8, 1), 'does not begin with two zero bytes'],
    ['floats', Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0), 'of type float32'],
    ['no axes', Uint8Array.of(0, 0, 8, 0), 'has 0 axes'],
    ['a header cut off', Uint8Array.of(0, 0, 8, 3, 0, 0), 'ends within its header'],
    ['too few bytes', images.subarray(0, -1), 'but 5 follow the header'],
    ['too many bytes', Uint8Array.of(...images, 0), 'but 7 follow the header'],
    ['sizes that overflow', Uint8Array.of(0, 0, 8, 4, ...new Array<number>(16).fill(255)), 'but 0 follow the header'],
  ])('refuses %s', (_, bytes, why) => { expect(() => readIdx(bytes)).toThrow(`This is not an IDX file that can be read: `); expect(() => readIdx(bytes)).toThrow(why); });
  it('answers any bytes with an array of the right length or a sentence', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
      const bytes = Uint8Array.of(0, 0, 8, ...noise);
      try {
        const { shape, data } = readIdx(bytes);
        expect(shape.reduce((product, size) => product * size, 1)).toBe(data.length);
      } catch (error) { expect(String(error)).toContain('This is not an IDX file'); }
    }), { numRuns: 500 });
  });
});

describe('readCifar10', () => {
  const records = new Uint8Array(2 * CIFAR10_RECORD_BYTES);
  records[0] = 3;
  records.set([10, 11], 1);
  records[1 + 1024] = 20;
  records[1 + 2048] = 30;
  records[CIFAR10_RECORD_BYTES] = 9;
  it('brings planes to pixels', () => {
    const { count, labels, pixels } = readCifar10(records);
    expect([count, [...labels], [...pixels.subarray(0, 6)], pixels.length]).toEqual([2, [3, 9], [10, 20, 30, 11, 0, 0], 2 * 3072]);
    expect([isCifar10(records), isCifar10(records.subarray(1)), isCifar10(new Uint8Array(0))]).toEqual([true, false, false]);
  });
  it('refuses other lengths and labels', () => {
    expect(() => readCifar10(records.subarray(1))).toThrow('not whole records of 3073');
    expect(() => readCifar10(new Uint8Array(CIFAR10_RECORD_BYTES).fill(10))).toThrow('the label of record 0 is 10');
  });
});

describe('readPictureHeader', () => {
  const be = (value: number, bytes: number): number[] => Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256);
  const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));
  const png = [0x89, ...ascii('PNG\r\n\x1a\n'), ...be(13, 4), ...ascii('IHDR'), ...be(40_000, 4), ...be(7, 4)];
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, ...be(4, 2), 1, 2, 0xff, 0xff, 0xfe, ...be(3, 2), 9, 0xff, 0xc2, ...be(11, 2), 8, ...be(480, 2), ...be(640, 2), 1];
  const webp = (kind: string, body: number[]): number[] => [...ascii('RIFF'), 0, 0, 0, 0, ...ascii(`WEBP${kind}`), 0, 0, 0, 0, ...body, ...new Array<number>(10).fill(0)].slice(0, 40);
  const lossless = (300 - 1) | ((200 - 1) << 14);
  it.each<[string, number[], object | null]>([
    ['PNG', png, { format: 'PNG', width: 40_000, height: 7 }],
    ['JPEG, progressive, with fill bytes and a comment', jpeg, { format: 'JPEG', width: 640, height: 480 }],
    ['WebP, lossy', webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x41, 0xf0, 0x80]), { format: 'WebP', width: 320, height: 240 }],
    ['WebP, lossless', webp('VP8L', [0x2f, lossless & 255, (lossless >> 8) & 255, (lossless >> 16) & 255, lossless >>> 24]), { format: 'WebP', width: 300, height: 200 }],
    ['WebP, extended', webp('VP8X', [0, 0, 0, 0, 0x3f, 0x0d, 0x03, 0, 0, 0]), { format: 'WebP', width: 200_000, height: 1 }],
    ['text', ascii('hello, world'), null],
    ['nothing', [], null],
  ])('%s', (_, bytes, header) => { expect(readPictureHeader(Uint8Array.from(bytes))).toEqual(header); });
  it('says so when the header is damaged', () => {
    for (const bytes of [png.slice(0, 20), jpeg.slice(0, 16), webp('VP8?', []), [0xff, 0xd8, 0xff, 0xd9], png.map((byte, i) => (i > 15 ? 0 : byte))]) {
      expect(() => readPictureHeader(Uint8Array.from(bytes))).toThrow(/This (PNG|JPEG|WebP) file is damaged/);
    }
  });
  it('answers any bytes with a size or a sentence, in time', () => {
    fc.assert(fc.property(fc.constantFrom(png, jpeg, webp('VP8X', []), [0xff, 0xd8, 0xff]), fc.nat(30), fc.uint8Array({ maxLength: 200 }), (start, kept, noise) => {
      try { readPictureHeader(Uint8Array.from([...start.slice(0, kept), ...noise])); } catch (error) { expect(String(error)).toContain('file is damaged: its header gives no size.'); }
    }), { numRuns: 500 });
  });
});

describe('readImageArrays', () => {
  it.each<[number[], object | null]>([
    [[10, 28, 28], { count: 10, height: 28, width: 28, channels: 1 }],
    [[10, 28, 30, 3], { count: 10, height: 28, width: 30, channels: 3, planes: false }],
    [[10, 3, 28, 30], { count: 10, height: 28, width: 30, channels: 3, planes: true }],
    [[10, 1, 28, 30], { count: 10, height: 28, width: 30, channels: 1, planes: true }],
    [[10, 8, 8, 4], { count: 10, height: 8, width: 8, channels: 4, planes: false }],
    [[2, 3, 8, 3], { count: 2, height: 3, width: 8, channels: 3, planes: false }],
    [[64, 48, 3], { count: 1, height: 64, width: 48, channels: 3 }],
    [[10, 784], null], [[5], null], [[2, 2, 2, 2], null], [[0, 8, 8], null], [[1, 1, 1, 1, 1], null],
  ])('axes of %j', (shape, layout) => { if (layout === null) expect(imageLayout(shape)).toBe(null); else expect(imageLayout(shape)).toMatchObject(layout); });
  it('bytes are taken as they are, without a copy', () => {
    const file = npy('|u1', [2, 1, 2], [0, 50, 100, 200]);
    const { pixels, said } = readImageArrays(file);
    expect([...pixels]).toEqual([0, 50, 100, 200]);
    expect(pixels.buffer).toBe(file.buffer);
    expect(said).toBe('Shape (2, 1, 2) read as grey pictures: number, height, width; values from 0 to 255.');
  });
  it('channels in planes come last', () => {
    expect([...readImageArrays(npy('|u1', [1, 3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).pixels]).toEqual([1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12]);
  });
  it.each<[string, number[], number[]]>([
    ['0 to 1', [0, 0.5, 1, 0.25], [0, 128, 255, 64]],
    ['-1 to 1', [-1, 0, 1, 0.5], [0, 128, 255, 191]],
    ['0 to 255', [0, 127.5, 255, 3], [0, 128, 255, 3]],
    ['any others', [-10, 10, 30, 0], [0, 128, 255, 64]],
  ])('fractions from %s', (_, values, bytes) => { expect([...readImageArrays(writeNpy(Float32Array.from(values), [1, 2, 2])).pixels]).toEqual(bytes); });
  it('columns first, and black and white', () => {
    expect([...readImageArrays(npy('|u1', [1, 2, 2], [1, 2, 3, 4], true)).pixels]).toEqual([1, 3, 2, 4]);
    expect([...readImageArrays(npy('|b1', [1, 2, 2], [0, 1, 1, 0])).pixels]).toEqual([0, 255, 255, 0]);
    expect([...readImageArrays(npy('|u1', [1, 2, 2], [0, 1, 1, 0])).pixels]).toEqual([0, 255, 255, 0]);
  });
  it.each<[string, Uint8Array, string]>([
    ['other shapes', npy('|u1', [4], [1, 2, 3, 4]), 'An array of shape (4) is not one of pictures'],
    ['a length that does not fit', npy('|u1', [1, 2, 2], [1]), 'takes 4 bytes, but 1 follow'],
    ['an enormous claim', npy('<f8', [1_000_000, 1000, 1000], []), 'is too large'],
    ['numbers that are none', writeNpy(Float32Array.of(1, Number.NaN, 1, 1), [1, 2, 2]), 'Number 1 of the array is NaN'],
    ['one and the same number', writeNpy(Float32Array.of(300, 300, 300, 300), [1, 2, 2]), 'All numbers of the array are 300'],
    ['Python objects', npy('|O', [1, 2, 2], []), 'never Python objects'],
  ])('refuses %s', (_, bytes, why) => { expect(() => readImageArrays(bytes)).toThrow(why); });
  it('reads labels, whole numbers of one column', () => {
    expect(readLabelArray(npy('|u1', [3], [0, 9, 200]))).toEqual(Uint16Array.of(0, 9, 200));
    expect(readLabelArray(npy('<u2', [2, 1], [1, 0, 0, 1]))).toEqual(Uint16Array.of(1, 256));
    expect(readLabelArray(writeNpy(Float32Array.of(1, 2), [2]))).toEqual(Uint16Array.of(1, 2));
    for (const other of [npy('|u1', [1, 2], [1, 2]), writeNpy(Float32Array.of(0.5), [1]), npy('|i1', [1], [255])]) expect(readLabelArray(other)).toBe(null);
  });
});

it('NumPy, where it is installed, writes files that are read alike', ({ skip }) => {
  const script = 'import numpy,sys,io;b=io.BytesIO();numpy.save(b,(numpy.arange(48).reshape(2,2,4,3)*5).astype("uint8"));sys.stdout.buffer.write(b.getvalue())';
  let file: Uint8Array;
  try { file = new Uint8Array(execFileSync('python3', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] })); } catch { return skip(); }
  expect(readImageArrays(file)).toMatchObject({ count: 2, height: 2, width: 4, channels: 3 });
  expect([...readImageArrays(file).pixels]).toEqual(Array.from({ length: 48 }, (_, i) => 5 * i));
});
