/** Numbers of a diffusion model on pictures as colours on the screen. */
import type { NoiseWeights } from './noisedCloud.ts';

/** Float32 pictures [count, height, width, channels]. */
export interface ImageShape { count: number; height: number; width: number; channels: number }

/** The model sees byte * scale + offset. */
export interface ModelUnits { scale: number; offset: number }

/** The values that are shown black and white; what lies beyond is cut off. */
export interface Tones { black: number; white: number }

/** The shape of samples that are pictures; null for points. */
export function imageShape(shape: readonly number[]): ImageShape | null {
  const [count, height, width, channels] = shape;
  if (count === undefined || height === undefined || width === undefined || channels === undefined) return null;
  return { count, height, width, channels };
}

/** Bytes as they are. */
export const byteTones: Tones = { black: 0, white: 255 };

/** Clean pictures: black and white are the bytes 0 and 255. */
export function cleanTones({ scale, offset }: ModelUnits): Tones {
  return { black: offset, white: offset + 255 * scale };
}

/** Noise is shown up to this many standard deviations: 95 % of it, with contrast enough to see grain. */
export const noiseReach = 2;

/**
 * Noisy pictures x_t = alpha x_0 + sigma eps: black and white lie where x_0 is black or white and the noise is at its reach.
 * The tones are those of clean pictures without noise, and those of noise without signal; they grow with x_t.
 */
export function noisyTones(units: ModelUnits, { alpha, sigma }: NoiseWeights): Tones {
  const { black, white } = cleanTones(units);
  return { black: alpha * black - sigma * noiseReach, white: alpha * white + sigma * noiseReach };
}

/** The weights of a noise level. @param alphaBar in [0, 1] @param length sqrt(alpha^2 + sigma^2), 1 on variance-preserving paths */
export function weightsOf(alphaBar: number, length = 1): NoiseWeights {
  return { alpha: length * Math.sqrt(alphaBar), sigma: length * Math.sqrt(Math.max(0, 1 - alphaBar)) };
}

/** Pictures side by side on one sheet without gaps, as square as they go. */
export interface SheetSize { columns: number; width: number; height: number }

export function sheetSize({ count, height, width }: ImageShape): SheetSize {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count)));
  return { columns, width: columns * width, height: Math.max(1, Math.ceil(count / columns)) * height };
}

/**
 * Paints pictures on a sheet of `sheetSize(shape)`: RGBA bytes, row by row. One channel is grey; of other numbers than
 * one and three the first is shown as grey. Values that are not numbers are black, as canvas bytes have it.
 */
export function paintSheet(values: ArrayLike<number>, shape: ImageShape, { black, white }: Tones, rgba: Uint8ClampedArray): void {
  const { count, height, width, channels } = shape;
  const sheet = sheetSize(shape);
  const gain = 255 / (white - black);
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0];
  let from = 0;
  for (let picture = 0; picture < count; picture += 1) {
    const left = (picture % sheet.columns) * width;
    const top = Math.floor(picture / sheet.columns) * height;
    for (let row = 0; row < height; row += 1) {
      let to = 4 * ((top + row) * sheet.width + left);
      for (let column = 0; column < width; column += 1) {
        rgba[to] = gain * ((values[from] ?? 0) - black);
        rgba[to + 1] = gain * ((values[from + green] ?? 0) - black);
        rgba[to + 2] = gain * ((values[from + blue] ?? 0) - black);
        rgba[to + 3] = 255;
        to += 4;
        from += channels;
      }
    }
  }
}

/** Below this share of noise its prediction is rounding and nothing else. */
const leastNoise = 1e-7;

/**
 * The noise that a prediction of x_0 means: eps = (x_t - alpha x_0) / sigma (Ho et al. 2020, eq. 4 solved for eps). 0 where no
 * noise is left.
 */
export function impliedNoise(noisy: Float32Array, predicted: Float32Array, { alpha, sigma }: NoiseWeights): Float32Array {
  const noise = new Float32Array(noisy.length);
  if (sigma ** 2 < leastNoise * (alpha ** 2 + sigma ** 2)) return noise;
  for (let i = 0; i < noise.length; i += 1) noise[i] = ((noisy[i] ?? 0) - alpha * (predicted[i] ?? 0)) / sigma;
  return noise;
}
