import padCode from '../../shaders/conv2d/pad.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import type { Conv2dSizes } from './conv2dGeometry.ts';
import { type ElementType, elements, type Launch, lineOf, type Shape, type Tensor } from './operation.ts';

const padShader: Shader = { name: 'conv2d/pad', code: padCode };

export type Scratch = (shape: Shape, type?: ElementType) => Tensor;

/** Rows or columns of zeros before and after, so that no tap leaves the image. */
export interface Border {
  readonly before: number;
  readonly after: number;
}

export const NO_BORDER: Border = { before: 0, after: 0 };

/** The border that forward reads of an axis of x need: tap k of place y reads y stride + k in the bordered image. */
export function forwardBorder({ kernel, stride, before }: Conv2dSizes, size: number, outSize: number): Border {
  return { before, after: Math.max(0, (outSize - 1) * stride + kernel - before - size) };
}

/**
 * The border of an axis of d_out that its gather needs: tap k of place y reads (y + before - k) / stride of d_out where
 * that is whole, so from ceil((before - K + 1) / stride) to floor((size - 1 + before) / stride).
 */
export function transposedBorder({ kernel, stride, before }: Conv2dSizes, size: number, outSize: number): Border {
  return {
    before: Math.max(0, -Math.ceil((before - kernel + 1) / stride)),
    after: Math.max(0, Math.floor((size - 1 + before) / stride) - (outSize - 1)),
  };
}

/** The next multiple of 4: channels that fill whole vec4s. */
export function upToFour(channels: number): number {
  return 4 * Math.ceil(channels / 4);
}

/** A tensor seen as images [images, height, width, channels]. */
interface Images {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** x with zeros round each image and channels up to a multiple of 4; x itself where there is nothing to add. */
export function padImages(x: Tensor, { images, height, width, channels }: Images, rows: Border, columns: Border, scratch: Scratch): { padded: Tensor; height: number; width: number; launches: Launch[] } {
  const [newHeight, newWidth] = [rows.before + height + rows.after, columns.before + width + columns.after];
  if (newHeight === height && newWidth === width && channels % 4 === 0) return { padded: x, height, width, launches: [] };
  const padded = scratch([images, newHeight, newWidth, upToFour(channels)]);
  const launch: Launch = {
    shader: padShader,
    constants: {
      N: images, H: height, W: width, C: channels, OUT_H: newHeight, OUT_W: newWidth, OUT_C4: upToFour(channels) / 4,
      ROWS_BEFORE: rows.before, COLUMNS_BEFORE: columns.before,
    },
    bind: { x, out: padded },
    workgroups: lineOf(elements(padded.shape) / 4),
  };
  return { padded, height: newHeight, width: newWidth, launches: [launch] };
}
