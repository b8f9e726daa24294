import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

/** A file made byte by byte from any header text, so that hostile ones can be made. */
function file(header: unknown, data: Uint8Array = new Uint8Array(0), claimed?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const f32 = (...numbers: number[]): Uint8Array => new Uint8Array(Float32Array.from(numbers).buffer);
const tensor = (shape: unknown, begin: unknown, end: unknown, dtype: unknown = 'F32'): unknown => ({ dtype, shape, data_offsets: [begin, end] });

describe('readSafetensors', () => {
  it('reads the example of the format by hand', () => {
    const { tensors, metadata } = readSafetensors(file({ __metadata__: { format: 'pt' }, weight: tensor([2, 1], 4, 12), bias: tensor([], 0, 4) }, f32(7, 1.5, -2)));
    expect(metadata).toEqual({ format: 'pt' });
    expect(tensors.get('weight')).toEqual({ shape: [2, 1], data: Float32Array.of(1.5, -2) });
    expect(tensors.get('bias')).toEqual({ shape: [], data: Float32Array.of(7) });
  });
  it('reads from the middle of a larger buffer at an odd offset', () => {
    const inner = file({ a: tensor([1], 0, 4) }, f32(0.1));
    const outer = new Uint8Array(inner.length + 3);
    outer.set(inner, 3);
    expect(readSafetensors(outer.subarray(3)).tensors.get('a')?.data).toEqual(Float32Array.of(0.1));
  });
  it('widens F16 and BF16 exactly and rounds F64', () => {
    const half = new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00, 0xfc00, 0x8000).buffer);
    expect([...readSafetensors(file({ a: tensor([7], 0, 14, 'F16') }, half)).tensors.get('a')?.data ?? []]).toEqual([1, -2, 2 ** -24, 65504, Infinity, -Infinity, -0]);
    const brain = new Uint8Array(Uint16Array.of(0x3f80, 0xc049).buffer);
    expect([...readSafetensors(file({ a: tensor([2], 0, 4, 'BF16') }, brain)).tensors.get('a')?.data ?? []]).toEqual([1, -3.140625]);
    const double = new Uint8Array(Float64Array.of(0.1).buffer);
    expect(readSafetensors(file({ a: tensor([1], 0, 8, 'F64') }, double)).tensors.get('a')?.data).toEqual(Float32Array.of(0.1));
  });
  it.each<[string, Uint8Array, string]>([
    ['too short', new Uint8Array(7), 'it has 7 bytes'],
    ['a header longer than the file', file({}, undefined, 3n), 'only 2 follow'],
    ['a header of 2^63 bytes', file({}, undefined, 2n ** 63n), 'more than the 100000000 allowed'],
    ['no JSON', file('{'), 'not JSON'],
    ['no UTF-8', file('', Uint8Array.of(0xff), 1n), 'not JSON in UTF-8'],
    ['a list', file([]), 'not a JSON object'],
    ['an entry that is no object', file({ a: 1 }), 'entry of tensor "a"'],
    ['no dtype', file({ a: { shape: [], data_offsets: [0, 4] } }, f32(1)), 'has no dtype'],
    ['an unknown dtype', file({ a: tensor([1], 0, 8, 'I64') }, f32(1, 2)), 'the dtype I64'],
    ['a dtype named like a property of objects', file({ a: tensor([1], 0, 4, 'constructor') }, f32(1)), 'the dtype constructor'],
    ['a negative size', file({ a: tensor([-1], 0, 4) }, f32(1)), 'a shape that is not'],
    ['a broken size', file({ a: tensor([0.5], 0, 4) }, f32(1)), 'a shape that is not'],
    ['a size beyond counting', file({ a: tensor([2 ** 32, 2 ** 32], 0, 4) }, f32(1)), 'too large'],
    ['one offset', file({ a: { dtype: 'F32', shape: [1], data_offsets: [0] } }, f32(1)), 'not two whole numbers'],
    ['offsets the wrong way round', file({ a: tensor([1], 4, 0) }, f32(1)), 'needs 4 bytes, but its offsets 4 to 0 hold -4'],
    ['a shape that does not fit its offsets', file({ a: tensor([3], 0, 8) }, f32(1, 2)), 'needs 12 bytes'],
    ['overlap', file({ a: tensor([2], 0, 8), b: tensor([2], 4, 12) }, f32(1, 2, 3)), 'overlap or leave a gap'],
    ['a gap', file({ a: tensor([1], 0, 4), b: tensor([1], 8, 12) }, f32(1, 2, 3)), 'overlap or leave a gap'],
    ['data cut off', file({ a: tensor([2], 0, 8) }, f32(1)), 'its tensors take 8 bytes, but 4 follow'],
    ['data appended', file({ a: tensor([1], 0, 4) }, f32(1, 2)), 'its tensors take 4 bytes, but 8 follow'],
    ['metadata that is not text', file({ __metadata__: { a: 1 } }), 'which is not text'],
  ])('refuses %s', (_, bytes, why) => { expect(() => readSafetensors(bytes)).toThrow(why); });
  it('answers any bytes with tensors or a sentence', () => {
    const header = fc.oneof(fc.string(), fc.json(), fc.dictionary(fc.string(), fc.record({ dtype: fc.constantFrom('F32', 'F16', 'X'), shape: fc.array(fc.integer()), data_offsets: fc.array(fc.nat()) })));
    fc.assert(fc.property(header, fc.uint8Array(), (text, data) => {
      try { readSafetensors(file(text, data)); } catch (error) { expect(String(error)).toContain('This is not a safetensors file that can be read: '); }
    }), { numRuns: 500 });
  });
});

describe('writeSafetensors', () => {
  it('begins the data at a multiple of 8', () => {
    const bytes = writeSafetensors(new Map([['a', { shape: [1], data: Float32Array.of(1) }]]), { by: 'us' });
    expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
    expect(readSafetensors(bytes).metadata).toEqual({ by: 'us' });
  });
  it('round-trips any tensors bit by bit', () => {
    const tensors = fc.dictionary(fc.string().filter((name) => name !== '__metadata__'), fc.array(fc.float(), { maxLength: 20 }), { maxKeys: 6 });
    fc.assert(fc.property(tensors, (named) => {
      const wanted = new Map(Object.entries(named).map(([name, numbers]) => [name, { shape: [1, numbers.length], data: Float32Array.from(numbers) }]));
      const got = readSafetensors(writeSafetensors(wanted)).tensors;
      expect(new Set(got.keys())).toEqual(new Set(wanted.keys()));
      for (const [name, { shape, data }] of wanted) {
        expect(got.get(name)?.shape).toEqual(shape);
        expect(new Uint8Array(got.get(name)?.data.buffer ?? new ArrayBuffer(1))).toEqual(new Uint8Array(data.buffer));
      }
    }));
  });
  it('writes halves that are the nearest, and reads them back', () => {
    const data = Float32Array.of(1 / 3, -65519, 65520, 2 ** -25, 3 * 2 ** -25, 2 ** -24);
    const bytes = writeSafetensors(new Map([['a', { shape: [3], data: data.slice(0, 3) }], ['b', { shape: [3], data: data.slice(3) }]]), {}, 'F16');
    const { tensors } = readSafetensors(bytes);
    expect([...tensors.get('a')?.data ?? []]).toEqual([0.333251953125, -65504, Infinity]);
    expect([...tensors.get('b')?.data ?? []]).toEqual([0, 2 ** -23, 2 ** -24]);
  });
  it('refuses a shape that does not fit and the reserved name', () => {
    expect(() => writeSafetensors(new Map([['a', { shape: [2], data: Float32Array.of(1) }]]))).toThrow('Tensor "a" has the shape [2] for 1 numbers.');
    expect(() => writeSafetensors(new Map([['__metadata__', { shape: [], data: Float32Array.of(1) }]]))).toThrow('may not be called __metadata__');
  });
});
