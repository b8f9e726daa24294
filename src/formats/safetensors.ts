/**
 * The safetensors format: eight bytes of header length (little endian), a JSON header, then the tensors' bytes.
 * Source: huggingface/safetensors, README "Format" and `safetensors/src/tensor.rs`, whose checks are kept here.
 */

import { floatToHalf, halfToFloat } from './halfPrecision.ts';

export interface Tensor {
  /** Row-major; an empty shape is a scalar. */
  shape: readonly number[];
  data: Float32Array;
}

export interface SafetensorsFile {
  tensors: Map<string, Tensor>;
  metadata: Record<string, string>;
}

/** As in the reference reader: a larger header is refused before it is parsed. */
const MAX_HEADER_BYTES = 100_000_000;
/** A tensor's place is kept as a double: this many bytes and more cannot be counted exactly, and no file here comes near. */
const MAX_ELEMENTS = 2 ** 40;

interface Entry { name: string; dtype: string; shape: number[]; begin: number; end: number }

const bytesPerElement: Readonly<Record<string, number>> = { F32: 4, F16: 2, BF16: 2, F64: 8 };

function refuse(why: string): never {
  throw new Error(`This is not a safetensors file that can be read: ${why}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; dataStart: number } {
  if (bytes.length < 8) refuse(`it has ${bytes.length} bytes, fewer than the 8 that give the header's length.`);
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES) refuse(`its header claims ${length} bytes, more than the ${MAX_HEADER_BYTES} allowed.`);
  const dataStart = 8 + Number(length);
  if (dataStart > bytes.length) refuse(`its header claims ${length} bytes, but only ${bytes.length - 8} follow; the file may be cut off.`);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, dataStart)));
  } catch {
    refuse('its header is not JSON in UTF-8.');
  }
  if (!isRecord(header)) refuse('its header is not a JSON object.');
  return { header, dataStart };
}

function readMetadata(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  if (!isRecord(value)) refuse('__metadata__ is not an object.');
  return Object.fromEntries(Object.entries(value).map(([key, text]) => {
    if (typeof text !== 'string') refuse(`__metadata__ holds "${key}", which is not text.`);
    return [key, text];
  }));
}

function readEntry(name: string, value: unknown): Entry {
  if (!isRecord(value)) refuse(`the entry of tensor "${name}" is not an object.`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string') refuse(`tensor "${name}" has no dtype.`);
  const width = Object.hasOwn(bytesPerElement, dtype) ? bytesPerElement[dtype] : undefined;
  if (width === undefined) refuse(`tensor "${name}" has the dtype ${dtype}; F32, F16, BF16 and F64 are read.`);
  if (!Array.isArray(shape) || !shape.every(isCount)) refuse(`tensor "${name}" has a shape that is not a list of whole numbers.`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) refuse(`tensor "${name}" has data_offsets that are not two whole numbers.`);
  const [begin = 0, end = 0] = offsets;
  let elements = 1;
  for (const size of shape) {
    elements *= size;
    if (elements > MAX_ELEMENTS) refuse(`tensor "${name}" has the shape [${shape.join(', ')}], which is too large.`);
  }
  if (end < begin || end - begin !== elements * width) refuse(`tensor "${name}" of shape [${shape.join(', ')}] and dtype ${dtype} needs ${elements * width} bytes, but its offsets ${begin} to ${end} hold ${end - begin}.`);
  return { name, dtype, shape, begin, end };
}

function toFloat32(bytes: Uint8Array, dtype: string): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = bytesPerElement[dtype] ?? 4;
  const out = new Float32Array(bytes.length / width);
  const bits = new Uint32Array(out.buffer);
  for (let i = 0; i < out.length; i += 1) {
    const at = i * width;
    // Bits are copied where they can be, so that NaN payloads survive.
    if (dtype === 'F32') bits[i] = view.getUint32(at, true);
    else if (dtype === 'BF16') bits[i] = view.getUint16(at, true) << 16;
    else if (dtype === 'F16') out[i] = halfToFloat(view.getUint16(at, true));
    else out[i] = view.getFloat64(at, true);
  }
  return out;
}

/**
 * Reads every tensor as float32 (F16 and BF16 exactly, F64 rounded). Nothing is allocated before the header was checked:
 * tensors must tile the data without gap or overlap, to the file's last byte.
 * @throws a sentence that says what is wrong with the file
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readHeader(bytes);
  const metadata = readMetadata(Object.hasOwn(header, '__metadata__') ? header['__metadata__'] : undefined);
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__').map(([name, value]) => readEntry(name, value));
  let reached = 0;
  for (const { name, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== reached) refuse(`tensor "${name}" begins at byte ${begin} of the data, where ${reached} was expected: tensors overlap or leave a gap.`);
    reached = end;
  }
  if (reached !== bytes.length - dataStart) refuse(`its tensors take ${reached} bytes, but ${bytes.length - dataStart} follow the header; the file may be cut off or have something appended.`);
  const tensors = new Map(entries.map(({ name, dtype, shape, begin, end }) => [name, { shape, data: toFloat32(bytes.subarray(dataStart + begin, dataStart + end), dtype) }]));
  return { tensors, metadata };
}

/**
 * Writes tensors in the map's order, as F32 or rounded to F16; the header is padded with spaces so that the data begins at a multiple of 8.
 * @throws when a shape and its data disagree, or a tensor is called __metadata__
 */
export function writeSafetensors(tensors: ReadonlyMap<string, Tensor>, metadata: Readonly<Record<string, string>> = {}, dtype: 'F32' | 'F16' = 'F32'): Uint8Array {
  const width = dtype === 'F32' ? 4 : 2;
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let end = 0;
  const entries = [...tensors].map(([name, { shape, data }]): [string, unknown] => {
    if (name === '__metadata__') throw new Error('A tensor may not be called __metadata__: the format keeps that name for itself.');
    const elements = shape.reduce((product, size) => product * size, 1);
    if (elements !== data.length) throw new Error(`Tensor "${name}" has the shape [${shape.join(', ')}] for ${data.length} numbers.`);
    const begin = end;
    end += width * data.length;
    return [name, { dtype, shape, data_offsets: [begin, end] }];
  });
  // Object.fromEntries defines properties, so that a tensor called __proto__ is written too.
  const text = new TextEncoder().encode(JSON.stringify({ ...header, ...Object.fromEntries(entries) }));
  const padded = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.fill(0x20, 8, 8 + padded);
  bytes.set(text, 8);
  let at = 8 + padded;
  for (const { data } of tensors.values()) {
    const bits = new Uint32Array(data.buffer, data.byteOffset, data.length);
    for (let i = 0; i < bits.length; i += 1) {
      if (dtype === 'F32') view.setUint32(at, bits[i] ?? 0, true);
      else view.setUint16(at, floatToHalf(data[i] ?? 0), true);
      at += width;
    }
  }
  return bytes;
}
