import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixtures from './fixtures/npy.json' with { type: 'json' };
import { readNpy, writeNpy } from './npy.ts';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** A version 1 file from any header text. */
function file(header: string, data = new Uint8Array(0)): Uint8Array {
  const bytes = new Uint8Array(10 + header.length + data.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(data, 10 + header.length);
  return bytes;
}

describe('readNpy', () => {
  it.each(Object.entries(fixtures.arrays))('reads what NumPy wrote: %s', (_, { hex, shape, values }) => {
    const array = readNpy(bytesOf(hex));
    expect(array.shape).toEqual(shape);
    expect([...array.data]).toEqual(values);
  });
  it.each(Object.entries(fixtures.refused))('refuses what is not plain numbers: %s', (_, hex) => {
    expect(() => readNpy(bytesOf(hex))).toThrow('This is not an .npy file that can be read: ');
  });
  it.each<[string, Uint8Array, string]>([
    ['other bytes', new TextEncoder().encode('hello, world'), 'does not begin with the bytes of NumPy'],
    ['an unknown version', Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 9, 0, 0, 0]), 'its version is 9'],
    ['a header cut off', file(`{'descr': '<f4'`).subarray(0, 20), 'ends within its header'],
    ['a header of version 2 cut off', Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, 0, 0]), 'ends within its header'],
    ['no shape', file(`{'descr': '<f4', 'fortran_order': False}`), 'lacks fortran_order or shape'],
    ['a negative size', file(`{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}`), 'not a list of whole numbers'],
    ['an enormous size', file(`{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999, 999999999999999)}`), 'but 0 follow the header'],
    ['too few numbers', file(`{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}`, new Uint8Array(4)), 'takes 8 bytes, but 4 follow'],
    ['numbers left over', file(`{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}`, new Uint8Array(8)), 'takes 4 bytes, but 8 follow'],
    ['text', file(`{'descr': '<U4', 'fortran_order': False, 'shape': (1,)}`, new Uint8Array(16)), 'the type "<U4"'],
  ])('refuses %s', (_, bytes, why) => { expect(() => readNpy(bytes)).toThrow(why); });
  it('answers any bytes with an array or a sentence', () => {
    fc.assert(fc.property(fc.string(), fc.uint8Array(), (header, data) => {
      try { readNpy(file(header.slice(0, 200).replaceAll(/[^ -~]/g, ' '), data)); } catch (error) { expect(String(error)).toContain('This is not an .npy file that can be read: '); }
    }), { numRuns: 300 });
  });
});

describe('writeNpy', () => {
  it('writes the bytes that NumPy writes', () => {
    const { hex, shape, values } = fixtures.arrays['f4 C order'];
    expect(writeNpy(Float32Array.from(values), shape)).toEqual(bytesOf(hex));
    const empty = fixtures.arrays.empty;
    expect(writeNpy(new Float32Array(0), empty.shape)).toEqual(bytesOf(empty.hex));
  });
  it('round-trips any array', () => {
    fc.assert(fc.property(fc.array(fc.float({ noNaN: true }), { maxLength: 50 }), (numbers) => {
      const data = Float32Array.from(numbers);
      expect(readNpy(writeNpy(data, [1, data.length, 1]))).toEqual({ shape: [1, data.length, 1], data });
      expect(readNpy(writeNpy(data, [data.length])).shape).toEqual([data.length]);
    }));
  });
  it('refuses a shape that does not fit', () => {
    expect(() => writeNpy(Float32Array.of(1), [2])).toThrow('The shape (2) does not fit 1 numbers.');
  });
});
