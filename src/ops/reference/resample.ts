import type { UpsampleAttributes } from '../resample.ts';
import { Array64 } from './array64.ts';

/** [N, H, W, C] as pixels [N * H * W, C]: the row of one pixel. */
function pixel({ shape: [, height = 1, width = 1] }: Array64, sample: number, row: number, column: number): number {
  return (sample * height + row) * width + column;
}

/** Calls `visit` with each pixel and channel of a shape [N, H, W, C]. */
function eachElement([samples = 0, height = 0, width = 0, channels = 0]: readonly number[], visit: (sample: number, row: number, column: number, channel: number) => void): void {
  for (let sample = 0; sample < samples; sample += 1) {
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) for (let channel = 0; channel < channels; channel += 1) visit(sample, row, column, channel);
    }
  }
}

/** out[i, j] = x[floor(i H / H'), floor(j W / W')]. */
export function upsampleNearest({ height, width }: UpsampleAttributes, x: Array64): Array64[] {
  const [samples = 1, rows = 1, columns = 1, channels = 1] = x.shape;
  const out = new Array64([samples, height, width, channels]);
  eachElement(out.shape, (n, i, j, c) => out.set(pixel(out, n, i, j), c, x.get(pixel(x, n, Math.floor(i * rows / height), Math.floor(j * columns / width)), c)));
  return [out];
}

/** Each input pixel's gradient is the sum over the pixels made from it. */
export function upsampleNearestGradient({ height, width }: UpsampleAttributes, x: Array64, gradient: Array64): Array64[] {
  const [, rows = 1, columns = 1] = x.shape;
  const out = new Array64(x.shape);
  eachElement(gradient.shape, (n, i, j, c) => {
    const source = pixel(x, n, Math.floor(i * rows / height), Math.floor(j * columns / width));
    out.set(source, c, out.get(source, c) + gradient.get(pixel(gradient, n, i, j), c));
  });
  return [out];
}

/** d_x from d_out; the shape is x's. */
export function upsampleNearestBackward({ shape }: { readonly shape: readonly number[] }, gradient: Array64): Array64[] {
  const [, height = 1, width = 1] = gradient.shape;
  return upsampleNearestGradient({ height, width }, new Array64(shape), gradient);
}

/** Mean of 2 x 2 pixels; a last odd row or column is left out. */
export function averagePool2x2(_: null, x: Array64): Array64[] {
  const [samples = 1, height = 1, width = 1, channels = 1] = x.shape;
  const out = new Array64([samples, Math.floor(height / 2), Math.floor(width / 2), channels]);
  eachElement(out.shape, (n, i, j, c) => {
    let sum = 0;
    for (const [row, column] of [[0, 0], [0, 1], [1, 0], [1, 1]] as const) sum += x.get(pixel(x, n, 2 * i + row, 2 * j + column), c);
    out.set(pixel(out, n, i, j), c, sum / 4);
  });
  return [out];
}

/** A quarter of d_out to each of the four pixels. */
export function averagePool2x2Gradient(_: null, x: Array64, gradient: Array64): Array64[] {
  const out = new Array64(x.shape);
  eachElement(gradient.shape, (n, i, j, c) => {
    for (const [row, column] of [[0, 0], [0, 1], [1, 0], [1, 1]] as const) out.set(pixel(out, n, 2 * i + row, 2 * j + column), c, gradient.get(pixel(gradient, n, i, j), c) / 4);
  });
  return [out];
}

/** d_x from d_out; the shape is x's. */
export function averagePool2x2Backward({ shape }: { readonly shape: readonly number[] }, gradient: Array64): Array64[] {
  return averagePool2x2Gradient(null, new Array64(shape), gradient);
}
