/**
 * NumPy's .npy format, versions 1 to 3: magic, version, header length, a Python dictionary literal, then the numbers.
 * Source: NumPy Enhancement Proposal 1 and `numpy/lib/format.py`.
 */

import { halfToFloat } from './halfPrecision.ts';

export interface NpyArray {
  shape: readonly number[];
  /** Row-major (C order), whatever the order in the file. Integers of 64 bits are exact up to 2^53. */
  data: Float32Array | Float64Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Headers are short; this is far beyond any that NumPy writes for plain numbers. */
const MAX_HEADER_BYTES = 65_536;
const MAX_DIMENSIONS = 32;

function refuse(why: string): never {
  throw new Error(`This is not an .npy file that can be read: ${why}`);
}

type Read = (view: DataView, at: number, littleEndian: boolean) => number;

const readers: Readonly<Record<string, { width: number; read: Read }>> = {
  f2: { width: 2, read: (view, at, little) => halfToFloat(view.getUint16(at, little)) },
  f4: { width: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { width: 8, read: (view, at, little) => view.getFloat64(at, little) },
  i1: { width: 1, read: (view, at) => view.getInt8(at) },
  i2: { width: 2, read: (view, at, little) => view.getInt16(at, little) },
  i4: { width: 4, read: (view, at, little) => view.getInt32(at, little) },
  i8: { width: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  u1: { width: 1, read: (view, at) => view.getUint8(at) },
  u2: { width: 2, read: (view, at, little) => view.getUint16(at, little) },
  u4: { width: 4, read: (view, at, little) => view.getUint32(at, little) },
  u8: { width: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  b1: { width: 1, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
};

export interface NpyHeader {
  /** Byte order and type of the numbers, for example `|u1` or `<f4`. */
  readonly descr: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the numbers begin in the file. */
  readonly dataStart: number;
}

/** Begins with the bytes of NumPy. */
export function isNpy(bytes: Uint8Array): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** What the file claims to hold; the claim is not yet held against the file's length. @throws a sentence that says what is wrong with the header */
export function readNpyHeader(bytes: Uint8Array): NpyHeader {
  if (bytes.length < 10 || !isNpy(bytes)) refuse('it does not begin with the bytes of NumPy.');
  const major = bytes[6] ?? 0;
  if (major < 1 || major > 3) refuse(`its version is ${major}; versions 1 to 3 are read.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (major > 1 && bytes.length < 12) refuse('it ends within its header.');
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = major === 1 ? 10 : 12;
  if (length > MAX_HEADER_BYTES) refuse(`its header claims ${length} bytes, more than the ${MAX_HEADER_BYTES} allowed.`);
  if (start + length > bytes.length) refuse('it ends within its header.');
  const text = new TextDecoder('utf-8').decode(bytes.subarray(start, start + length));
  // The header is a literal with exactly these three keys; NumPy writes them sorted, the format allows any order.
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([^()]*)\)/.exec(text)?.[1];
  if (descr === undefined) refuse('its header names no plain type of number; arrays of records and Python objects are not read.');
  if (fortran === undefined || shape === undefined) refuse('its header lacks fortran_order or shape.');
  const sizes = shape.split(',').map((part) => part.trim()).filter((part) => part !== '');
  if (sizes.length > MAX_DIMENSIONS || sizes.some((size) => !/^\d{1,15}L?$/.test(size))) refuse(`its shape is (${shape}), which is not a list of whole numbers.`);
  return { descr, fortran: fortran === 'True', shape: sizes.map((size) => Number.parseInt(size, 10)), dataStart: start + length };
}

/** For each element in row-major order its place in column-major order. */
function columnMajorPlaces(shape: readonly number[], elements: number): (i: number) => number {
  return (i) => {
    let rest = i;
    let place = 0;
    let stride = elements;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const size = shape[axis] ?? 1;
      stride /= size;
      place += (rest % size) * stride;
      rest = Math.floor(rest / size);
    }
    return place;
  };
}

/**
 * Reads an array of numbers or booleans, of either byte order and either memory order; f2 and f4 give float32, all else
 * float64. The size is checked against the file before anything is allocated.
 * @throws a sentence that says what is wrong with the file
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  const { descr, fortran, shape, dataStart } = readNpyHeader(bytes);
  const type = descr.slice(1);
  const reader = /^[<>|=]/.test(descr) && Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (reader === undefined) refuse(`its numbers have the type "${descr}"; f2, f4, f8, i1 to i8, u1 to u8 and booleans are read, and never Python objects.`);
  const elements = shape.reduce((product, size) => product * size, 1);
  const held = bytes.length - dataStart;
  if (elements * reader.width !== held) refuse(`an array of shape (${shape.join(', ')}) and type "${descr}" takes ${elements * reader.width} bytes, but ${held} follow the header.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataStart, held);
  const little = !descr.startsWith('>');
  const data = type === 'f2' || type === 'f4' ? new Float32Array(elements) : new Float64Array(elements);
  const place = fortran ? columnMajorPlaces(shape, elements) : (i: number): number => i;
  for (let i = 0; i < elements; i += 1) data[i] = reader.read(view, place(i) * reader.width, little);
  return { shape, data };
}

/**
 * Writes float32 in row-major order, as version 1.0; the data begins at a multiple of 64, as NumPy itself writes it.
 * @throws when the shape and the data disagree
 */
export function writeNpy(data: Float32Array, shape: readonly number[]): Uint8Array {
  const elements = shape.reduce((product, size) => product * size, 1);
  if (elements !== data.length) throw new Error(`The shape (${shape.join(', ')}) does not fit ${data.length} numbers.`);
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const header = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(header + 4 * data.length);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  bytes[6] = 1;
  view.setUint16(8, header - 10, true);
  bytes.fill(0x20, 10, header - 1);
  bytes.set(new TextEncoder().encode(text), 10);
  bytes[header - 1] = 0x0a;
  for (let i = 0; i < data.length; i += 1) view.setFloat32(header + 4 * i, data[i] ?? 0, true);
  return bytes;
}
