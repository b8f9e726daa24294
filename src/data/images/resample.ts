/**
 * Antialiased resampling of our own: browsers' canvases differ from each other and alias. Filters act on the bytes as they
 * are (sRGB, as image libraries of the field do) in float64; nothing is cut between the two passes, the end is cut to 0 to
 * 255 and rounded. Weights are widened by the ratio when shrinking, cut off at the border and scaled to sum to 1.
 */

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** [height, width, channels]. */
  readonly data: Uint8Array;
}

/** Box of the pixel's own extent; tent; Lanczos window of three lobes (Duchon, "Lanczos filtering in one and two dimensions", 1979). */
export type Filter = 'area' | 'triangle' | 'lanczos3';

const kernels: Readonly<Record<Exclude<Filter, 'area'>, { support: number; at: (x: number) => number }>> = {
  triangle: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
  lanczos3: { support: 3, at: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** For each output the first input it sees and the weights from there on, which sum to 1. */
interface Weights { readonly start: number; readonly weights: Float64Array }

const NO_WEIGHTS: Weights = { start: 0, weights: new Float64Array(0) };

/** Weights lately made: thousands of pictures of one size need the same ones. */
const recent = new Map<string, Weights[]>();
const MOST_RECENT = 16;

function axisWeights(from: number, to: number, filter: Filter): Weights[] {
  const key = `${filter} ${from} ${to}`;
  const found = recent.get(key);
  if (found !== undefined) return found;
  if (recent.size >= MOST_RECENT) recent.clear();
  const made = makeWeights(from, to, filter);
  recent.set(key, made);
  return made;
}

function makeWeights(from: number, to: number, filter: Filter): Weights[] {
  const ratio = from / to;
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * ratio;
    const widened = Math.max(1, ratio);
    const reach = filter === 'area' ? ratio / 2 : kernels[filter].support * widened;
    const start = Math.min(from - 1, Math.max(0, Math.floor(centre - reach)));
    const end = Math.max(start + 1, Math.min(from, Math.ceil(centre + reach)));
    const weights = Float64Array.from({ length: end - start }, (__, k) => {
      const pixel = start + k;
      if (filter !== 'area') return kernels[filter].at((pixel + 0.5 - centre) / widened);
      return Math.max(0, Math.min(pixel + 1, centre + reach) - Math.max(pixel, centre - reach));
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { start, weights: weights.map((weight) => weight / sum) };
  });
}

/** Area means where both ratios are whole numbers (exact means of blocks), else Lanczos. */
export function suitableFilter(fromWidth: number, fromHeight: number, width: number, height: number): Filter {
  return fromWidth % width === 0 && fromHeight % height === 0 ? 'area' : 'lanczos3';
}

/**
 * Resamples values without cutting or rounding.
 * @param values [fromHeight, fromWidth, channels]
 * @returns [height, width, channels]
 */
export function resampleValues(values: ArrayLike<number>, [fromWidth, fromHeight]: readonly [number, number], channels: number, [width, height]: readonly [number, number], filter: Filter): Float64Array {
  const across = axisWeights(fromWidth, width, filter);
  const down = axisWeights(fromHeight, height, filter);
  const narrow = new Float64Array(fromHeight * width * channels);
  for (let row = 0; row < fromHeight; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const { start, weights } = across[column] ?? NO_WEIGHTS;
      for (let c = 0; c < channels; c += 1) {
        let sum = 0;
        let place = (row * fromWidth + start) * channels + c;
        for (let k = 0; k < weights.length; k += 1, place += channels) sum += (weights[k] ?? 0) * (values[place] ?? 0);
        narrow[(row * width + column) * channels + c] = sum;
      }
    }
  }
  const line = width * channels;
  const out = new Float64Array(height * line);
  for (const [row, { start, weights }] of down.entries()) {
    for (let k = 0; k < weights.length; k += 1) {
      const [weight, from] = [weights[k] ?? 0, (start + k) * line];
      for (let i = 0; i < line; i += 1) out[row * line + i] = (out[row * line + i] ?? 0) + weight * (narrow[from + i] ?? 0);
    }
  }
  return out;
}

/** Resamples a picture of bytes; the same picture back when the size is the same. Sizes are whole numbers from 1. */
export function resample(picture: Picture, width: number, height: number, filter = suitableFilter(picture.width, picture.height, width, height)): Picture {
  if (picture.width === width && picture.height === height) return picture;
  const values = resampleValues(picture.data, [picture.width, picture.height], picture.channels, [width, height], filter);
  // A Uint8ClampedArray cuts, and rounds to nearest with ties to even, the same everywhere by the language's definition.
  const clamped = new Uint8ClampedArray(values);
  return { width, height, channels: picture.channels, data: new Uint8Array(clamped.buffer) };
}
