import { type Conv2dAttributes, type Conv2dSizes, conv2dSizes } from '../conv2dGeometry.ts';
import type { Conv2dInputGradientAttributes, Conv2dWeightGradientAttributes } from '../conv2dGradient.ts';
import { Array64 } from './array64.ts';
import { sumRows } from './reduce.ts';

/** Calls `visit` with the indices of the elements of x, weight and out that meet in one product. */
function eachProduct(sizes: Conv2dSizes, visit: (x: number, weight: number, out: number) => void): void {
  const { batch, height, width, channels, outHeight, outWidth, outChannels, kernel, stride, before } = sizes;
  const pixel = (outPixel: number, tap: number): void => {
    const sample = Math.floor(outPixel / (outHeight * outWidth));
    const y = (Math.floor(outPixel / outWidth) % outHeight) * stride + Math.floor(tap / kernel) - before;
    const x = (outPixel % outWidth) * stride + (tap % kernel) - before;
    if (y < 0 || y >= height || x < 0 || x >= width) return;
    for (let channel = 0; channel < channels; channel += 1) {
      for (let out = 0; out < outChannels; out += 1) {
        visit(((sample * height + y) * width + x) * channels + channel, (tap * channels + channel) * outChannels + out, outPixel * outChannels + out);
      }
    }
  };
  for (let outPixel = 0; outPixel < batch * outHeight * outWidth; outPixel += 1) {
    for (let tap = 0; tap < kernel * kernel; tap += 1) pixel(outPixel, tap);
  }
}

function element(array: Array64, index: number): number {
  return array.data[index] ?? Number.NaN;
}

/** out[n, y, x, o] = bias[o] + sum over taps and channels of x[n, y stride + ky - before, x stride + kx - before, c] weight[ky, kx, c, o]. */
export function conv2d(attributes: Conv2dAttributes, x: Array64, weight: Array64, bias?: Array64): Array64[] {
  const sizes = conv2dSizes('conv2d', x.shape, weight.shape, attributes);
  const out = new Array64([sizes.batch, sizes.outHeight, sizes.outWidth, sizes.outChannels]);
  eachProduct(sizes, (xIndex, weightIndex, outIndex) => { out.data[outIndex] = element(out, outIndex) + element(x, xIndex) * element(weight, weightIndex); });
  return [bias ? out.map((value, index) => value + element(bias, index % sizes.outChannels)) : out];
}

/** Gradients of x, weight and bias; the last argument is d_out. */
export function conv2dGradient(attributes: Conv2dAttributes, x: Array64, weight: Array64, ...biasAndGradient: Array64[]): Array64[] {
  const gradient = biasAndGradient.at(-1);
  if (!gradient) throw new RangeError('The gradient of the output is missing.');
  const [height = 0, width = 0] = x.shape.slice(1);
  return [
    ...conv2dInputGradient({ ...attributes, height, width }, gradient, weight),
    ...conv2dWeightGradient({ ...attributes, kernel: weight.shape[0] ?? 0 }, x, gradient),
    ...(biasAndGradient.length === 2 ? sumRows(null, gradient) : []),
  ];
}

/** d_x from d_out and the weight. */
export function conv2dInputGradient({ height, width, ...attributes }: Conv2dInputGradientAttributes, gradient: Array64, weight: Array64): Array64[] {
  const out = new Array64([gradient.shape[0] ?? 0, height, width, weight.shape[2] ?? 0]);
  const sizes = conv2dSizes('conv2dInputGradient', out.shape, weight.shape, attributes);
  eachProduct(sizes, (xIndex, weightIndex, outIndex) => { out.data[xIndex] = element(out, xIndex) + element(gradient, outIndex) * element(weight, weightIndex); });
  return [out];
}

/** d_weight from x and d_out. */
export function conv2dWeightGradient({ kernel, ...attributes }: Conv2dWeightGradientAttributes, x: Array64, gradient: Array64): Array64[] {
  const out = new Array64([kernel, kernel, x.columns, gradient.columns]);
  const sizes = conv2dSizes('conv2dWeightGradient', x.shape, out.shape, attributes);
  eachProduct(sizes, (xIndex, weightIndex, outIndex) => { out.data[weightIndex] = element(out, weightIndex) + element(x, xIndex) * element(gradient, outIndex); });
  return [out];
}
