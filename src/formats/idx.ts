/** The IDX format of MNIST: magic with type and rank, big-endian sizes, then the numbers. Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits". */

export interface IdxArray {
  readonly shape: readonly number[];
  /** Row-major, a view of the file. */
  readonly data: Uint8Array;
}

const typeNames: Readonly<Record<number, string>> = { 0x09: 'int8', 0x0b: 'int16', 0x0c: 'int32', 0x0d: 'float32', 0x0e: 'float64' };
const MOST_AXES = 4;

function refuse(why: string): never {
  throw new Error(`This is not an IDX file that can be read: ${why}`);
}

/** Begins as an IDX file does: two zero bytes, a known type of number, one to four axes. */
export function isIdx(bytes: Uint8Array): boolean {
  const [zero, another, type = 0, axes = 0] = bytes;
  return bytes.length >= 8 && zero === 0 && another === 0 && (type === 8 || typeNames[type] !== undefined) && axes >= 1 && axes <= MOST_AXES;
}

/**
 * Reads an array of unsigned bytes: labels [N], images [N, H, W] or [N, H, W, C].
 * @throws a sentence when it holds other numbers or its sizes do not fit its length
 */
export function readIdx(bytes: Uint8Array): IdxArray {
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) refuse('it does not begin with two zero bytes.');
  const [type, axes] = [bytes[2] ?? 0, bytes[3] ?? 0];
  if (type !== 8) refuse(`its numbers are of type ${typeNames[type] ?? type}; unsigned bytes (type 8) are read.`);
  if (axes < 1 || axes > MOST_AXES) refuse(`it has ${axes} axes; from 1 to ${MOST_AXES} are read.`);
  const start = 4 + 4 * axes;
  if (bytes.length < start) refuse('it ends within its header.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis, false));
  // Four sizes below 2^32 may overflow what a double counts exactly; the product is then far from any file's length all the same.
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== bytes.length - start) refuse(`its sizes are ${shape.join(' x ')}, which take ${size} bytes, but ${bytes.length - start} follow the header.`);
  return { shape, data: bytes.subarray(start) };
}
