import { at, type Shape } from './operation.ts';

/**
 * What is put round the image before a kernel of K taps slides over it, in pixels, P = (K - 1) / 2:
 * `same` and `symmetric` P on each side (PyTorch's `padding=P`), `asymmetric` none above and left, P below and right
 * (diffusers' down-sampling with `downsample_padding=0`), `none` nothing.
 */
export type Conv2dPadding = 'same' | 'symmetric' | 'asymmetric' | 'none';

export interface Conv2dAttributes {
  readonly stride: 1 | 2;
  /** `same` promises that the image keeps its size, so it takes stride 1 only. */
  readonly padding: Conv2dPadding;
}

/** All numbers of a convolution: x [batch, height, width, channels] to [batch, outHeight, outWidth, outChannels]. */
export interface Conv2dSizes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  /** Taps along each axis: 1 or 3. */
  readonly kernel: number;
  readonly stride: number;
  /** Pixels of zeros above and to the left. */
  readonly before: number;
}

/**
 * The sizes of a convolution of x [N, H, W, C] with weight [K, K, C, O]. Along each axis
 * H' = floor((H + before + after - K) / stride) + 1, as in PyTorch's Conv2d.
 * @throws a sentence that begins with `operation` when the shapes or the attributes do not fit.
 */
export function conv2dSizes(operation: string, x: Shape, weight: Shape, { stride, padding }: Conv2dAttributes): Conv2dSizes {
  if (x.length !== 4) throw new Error(`${operation}: x has shape [${x.join(', ')}], but images [N, H, W, C] are wanted.`);
  const kernel = at(weight, 0);
  if (weight.length !== 4 || kernel !== weight[1] || (kernel !== 1 && kernel !== 3)) {
    throw new Error(`${operation}: the weight has shape [${weight.join(', ')}], but [1, 1, C, O] or [3, 3, C, O] is wanted.`);
  }
  const [batch, height, width, channels, outChannels] = [at(x, 0), at(x, 1), at(x, 2), at(x, 3), at(weight, 3)];
  if (weight[2] !== channels) throw new Error(`${operation}: x has ${channels} channels, but the weight [${weight.join(', ')}] takes ${at(weight, 2)}.`);
  const [before, after] = margins(operation, kernel, stride, padding);
  const [outHeight, outWidth] = [height, width].map((size) => Math.floor((size + before + after - kernel) / stride) + 1);
  if (!outHeight || !outWidth || outHeight < 1 || outWidth < 1) {
    throw new Error(`${operation}: an image of ${height} x ${width} with padding "${padding}" is smaller than the ${kernel} x ${kernel} kernel.`);
  }
  return { batch, height, width, channels, outHeight, outWidth, outChannels, kernel, stride, before };
}

function margins(operation: string, kernel: number, stride: number, padding: Conv2dPadding): [number, number] {
  const half = (kernel - 1) / 2;
  switch (padding) {
    case 'same':
      if (stride !== 1) throw new Error(`${operation}: padding "same" keeps the image's size and so needs stride 1, not ${stride}; take "symmetric" or "asymmetric".`);
      return [half, half];
    case 'symmetric': return [half, half];
    case 'asymmetric': return [0, half];
    case 'none': return [0, 0];
  }
}

/** True where each output pixel depends on its own input pixel alone: a matrix product [N H W, C] [C, O]. */
export function isPointwise({ kernel, stride }: Conv2dSizes): boolean {
  return kernel === 1 && stride === 1;
}
