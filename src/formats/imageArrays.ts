/** Pictures and labels in NumPy arrays: which axis is which, and which numbers are black and white, by rules that are said. */
import { readNpy, readNpyHeader } from './npy.ts';

export interface ImageArray {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  /** [count, height, width, channels]. */
  readonly pixels: Uint8Array;
  /** For people: how shape and values were taken. */
  readonly said: string;
}

/** Most numbers of an array that are not bytes already: each takes eight bytes while it is read (1 GiB). */
export const MOST_WIDE_NUMBERS = 2 ** 27;

interface Layout { readonly count: number; readonly height: number; readonly width: number; readonly channels: 1 | 3 | 4; readonly planes: boolean; readonly said: string }

function channelCount(size: number | undefined): 1 | 3 | 4 | null {
  return size === 1 || size === 3 || size === 4 ? size : null;
}

/**
 * Which axes a shape has, or null when it is none of pictures. Four axes: channels are last when the last has 1, 3 or 4,
 * else second when the second has. Three axes: one colour picture when the last has 3 or 4 and the others more, else grey pictures.
 */
export function imageLayout(shape: readonly number[]): Layout | null {
  const [a = 0, b = 0, c = 0, d] = shape;
  if (shape.some((size) => size < 1)) return null;
  if (shape.length === 3) {
    const channels = channelCount(c);
    if (channels !== null && channels !== 1 && a > 4 && b > 4) return { count: 1, height: a, width: b, channels, planes: false, said: 'as one picture: height, width, channels' };
    return { count: a, height: b, width: c, channels: 1, planes: false, said: 'as grey pictures: number, height, width' };
  }
  if (shape.length !== 4) return null;
  const [last, second] = [channelCount(d), channelCount(b)];
  if (last !== null) return { count: a, height: b, width: c, channels: last, planes: false, said: 'as number, height, width, channels' };
  if (second !== null) return { count: a, height: c, width: d ?? 0, channels: second, planes: true, said: 'as number, channels, height, width' };
  return null;
}

/**
 * Reads pictures from a .npy file. Values by rule: bytes as they are (0 and 1 only: black and white); integers and
 * fractions from 0 to 255, from 0 to 1 or from -1 to 1 in that range; others stretched from the smallest to the largest.
 * @throws a sentence when the array is none of pictures, is too large, or holds numbers that are not finite or all the same
 */
export function readImageArrays(npy: Uint8Array): ImageArray {
  const { descr, fortran, shape, dataStart } = readNpyHeader(npy);
  const layout = imageLayout(shape);
  const shapeText = `(${shape.join(', ')})`;
  if (layout === null) {
    throw new Error(`An array of shape ${shapeText} is not one of pictures; give (number, height, width), (number, height, width, channels) or (number, channels, height, width) with 1, 3 or 4 channels.`);
  }
  const { count, height, width, channels, planes } = layout;
  const elements = count * height * width * channels;
  const plainBytes = descr.endsWith('u1') && !fortran;
  if (plainBytes && elements !== npy.length - dataStart) {
    throw new Error(`An array of shape ${shapeText} takes ${elements} bytes, but ${npy.length - dataStart} follow the header; write the file again.`);
  }
  if (!plainBytes && elements > MOST_WIDE_NUMBERS) {
    throw new Error(`An array of shape ${shapeText} and type "${descr}" is too large; write it as unsigned bytes (uint8) or in parts of at most ${MOST_WIDE_NUMBERS.toLocaleString('en')} numbers.`);
  }
  const { bytes, range } = toBytes(plainBytes ? npy.subarray(dataStart) : readNpy(npy).data, !/f\d$/.test(descr));
  const pixels = planes ? channelsLast(bytes, count, channels, height * width) : bytes;
  return { count, width, height, channels, pixels, said: `Shape ${shapeText} read ${layout.said}; ${range}.` };
}

function toBytes(values: Uint8Array | Float32Array | Float64Array, whole: boolean): { bytes: Uint8Array; range: string } {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (!Number.isFinite(value)) throw new Error(`Number ${i} of the array is ${value}; only finite numbers can be pictures.`);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const slack = whole ? 0 : 1e-3;
  const scaled = (low: number, high: number, range: string) => {
    const bytes = new Uint8Array(values.length);
    const factor = 255 / (high - low);
    for (let i = 0; i < values.length; i += 1) bytes[i] = Math.min(255, Math.max(0, Math.round(((values[i] ?? 0) - low) * factor)));
    return { bytes, range };
  };
  if (min >= -slack && max <= 1 + slack) return scaled(0, 1, 'values from 0 to 1');
  if (min >= -1 - slack && max <= 1 + slack) return scaled(-1, 1, 'values from -1 to 1');
  if (min >= -slack && max <= 255 + slack) return values instanceof Uint8Array ? { bytes: values, range: 'values from 0 to 255' } : scaled(0, 255, 'values from 0 to 255');
  if (min === max) throw new Error(`All numbers of the array are ${min}; give pictures whose pixels differ.`);
  return scaled(min, max, `values stretched from the smallest, ${Number(min.toPrecision(4))}, to the largest, ${Number(max.toPrecision(4))}`);
}

function channelsLast(planes: Uint8Array, count: number, channels: number, area: number): Uint8Array {
  if (channels === 1) return planes;
  const out = new Uint8Array(planes.length);
  for (let i = 0; i < count; i += 1) {
    for (let c = 0; c < channels; c += 1) {
      for (let p = 0; p < area; p += 1) out[(i * area + p) * channels + c] = planes[(i * channels + c) * area + p] ?? 0;
    }
  }
  return out;
}

/**
 * Reads class labels from a .npy file of whole numbers from 0 to 65,535, shape [N] or [N, 1].
 * @returns null when the shape or the numbers are not of that kind
 */
export function readLabelArray(npy: Uint8Array): Uint16Array | null {
  const { descr, shape } = readNpyHeader(npy);
  const [count = 0, one = 1] = shape;
  if (shape.length < 1 || shape.length > 2 || one !== 1 || count > MOST_WIDE_NUMBERS || !/[iufb]\d$/.test(descr)) return null;
  const { data } = readNpy(npy);
  return data.every((value) => Number.isInteger(value) && value >= 0 && value < 65_536) ? Uint16Array.from(data) : null;
}
