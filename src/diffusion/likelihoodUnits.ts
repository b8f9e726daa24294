/** Log-densities in the units of the data, and pictures of 8 bits as points that have a density. */
import type { RandomStream } from '../random/randomStream.ts';

/**
 * From the model's standardised units to the data's own: y = (x - mean) / scale, so p(x) = p(y) / scale^d.
 * @param logDensity nats, of y
 * @param scale what the data were divided by, above 0
 * @param dimensions d
 * @returns nats, of x
 */
export function logDensityOfData(logDensity: number, scale: number, dimensions: number): number {
  if (!(scale > 0)) throw new Error(`The data's scale is ${scale}; give what they were divided by, a number above 0.`);
  return logDensity - dimensions * Math.log(scale);
}

/** Nats for a whole point as negative bits a coordinate: -ln p / (d ln 2). */
export function bitsPerDimension(logDensity: number, dimensions: number): number {
  return -logDensity / (dimensions * Math.LN2);
}

/**
 * Bytes as the model sees them, with uniform noise of one byte's width about each (Theis et al. 2016, section 3.1): a picture's density
 * integrated over its cube is its probability, and by Jensen's inequality the mean of ln p is no more than that probability's logarithm.
 * @param scale,offset the model sees byte * scale + offset
 * @returns as many numbers as bytes
 */
export function dequantised(bytes: ArrayLike<number>, scale: number, offset: number, random: RandomStream): Float64Array {
  return Float64Array.from({ length: bytes.length }, (_, k) => ((bytes[k] ?? 0) + random.uniform() - 0.5) * scale + offset);
}

/**
 * Bits a dimension of pictures from the log-density of their dequantised form: the density in units of one byte, times a cube of side 1.
 * @param logDensity nats, in the model's units
 * @param scale width of one byte in the model's units
 * @param dimensions pixels times channels
 */
export function bitsPerDimensionOfBytes(logDensity: number, scale: number, dimensions: number): number {
  return bitsPerDimension(logDensityOfData(logDensity, 1 / scale, dimensions), dimensions);
}
