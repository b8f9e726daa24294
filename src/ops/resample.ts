import averageCode from '../../shaders/resample/average.wgsl?raw';
import averageBackwardCode from '../../shaders/resample/average_backward.wgsl?raw';
import nearestCode from '../../shaders/resample/nearest.wgsl?raw';
import nearestBackwardCode from '../../shaders/resample/nearest_backward.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, elements, expectShape, lineOf, type Operation, type Shape } from './operation.ts';
import { passBack } from './passBack.ts';

const averageShader: Shader = { name: 'resample/average', code: averageCode };
const averageBackwardShader: Shader = { name: 'resample/average_backward', code: averageBackwardCode };
const nearestShader: Shader = { name: 'resample/nearest', code: nearestCode };
const nearestBackwardShader: Shader = { name: 'resample/nearest_backward', code: nearestBackwardCode };

interface ImageSizes {
  readonly samples: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** @throws a sentence when the shape is not [N, H, W, C]. */
function imageSizes(operation: string, shape: Shape): ImageSizes {
  if (shape.length !== 4) throw new Error(`${operation}: x has shape [${shape.join(', ')}], but images [N, H, W, C] are wanted.`);
  return { samples: at(shape, 0), height: at(shape, 1), width: at(shape, 2), channels: at(shape, 3) };
}

export interface UpsampleAttributes {
  /** Pixels of the output, each at least as many as the input's: twice as many, or one less for an odd size below. */
  readonly height: number;
  readonly width: number;
}

/** Nearest-neighbour enlargement: [N, H, W, C] to [N, height, width, C]; pixel (i, j) is that at (floor(i H / height), floor(j W / width)). */
export const upsampleNearest: Operation<UpsampleAttributes> = {
  name: 'upsampleNearest',
  halves: [0],

  infer(inputs, { height, width }) {
    const x = imageSizes('upsampleNearest', at(inputs, 0).shape);
    if (!(Number.isInteger(height) && Number.isInteger(width) && height >= x.height && width >= x.width)) {
      throw new Error(`upsampleNearest: ${x.height} x ${x.width} pixels cannot be enlarged to ${height} x ${width}. Give whole numbers that are no smaller.`);
    }
    return [{ shape: [x.samples, height, width, x.channels], type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    return [{ shader: nearestShader, constants: nearestConstants(x.shape, out.shape, accumulates), bind: { x, out }, workgroups: lineOf(elements(out.shape)) }];
  },

  gradient(context) {
    const [x, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    return [gradient ? passBack(context, x, upsampleNearestBackward, [gradient], { shape: x.shape }) : null];
  },
};

function nearestConstants(small: Shape, large: Shape, accumulates: boolean) {
  const { samples, height, width, channels } = imageSizes('upsampleNearest', small);
  return { SAMPLES: samples, HEIGHT: height, WIDTH: width, OUT_HEIGHT: at(large, 1), OUT_WIDTH: at(large, 2), CHANNELS: channels, ACCUMULATES: accumulates };
}

export interface InputShape {
  /** Of the forward pass's x. */
  readonly shape: Shape;
}

/** d_x [N, H, W, C] from d_out [N, height, width, C]: the sum over the pixels made from each. */
export const upsampleNearestBackward: Operation<InputShape> = {
  name: 'upsampleNearestBackward',

  infer(inputs, { shape }) {
    const [large, small] = [imageSizes('upsampleNearestBackward', at(inputs, 0).shape), imageSizes('upsampleNearestBackward', shape)];
    expectShape('upsampleNearestBackward', 'd_out', at(inputs, 0).shape, [small.samples, large.height, large.width, small.channels]);
    return [{ shape, type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const [gradient, dX] = [at(inputs, 0), at(outputs, 0)];
    return [{
      shader: nearestBackwardShader, constants: nearestConstants(dX.shape, gradient.shape, accumulates),
      bind: { d_out: gradient, d_x: dX }, workgroups: lineOf(elements(dX.shape)),
    }];
  },

  gradient: 'second derivatives are not needed by any training step here.',
};

function averageConstants(shape: Shape, accumulates: boolean) {
  const { samples, height, width, channels } = imageSizes('averagePool2x2', shape);
  return { SAMPLES: samples, HEIGHT: height, WIDTH: width, CHANNELS: channels, ACCUMULATES: accumulates };
}

/** Mean of each 2 x 2 pixels: [N, H, W, C] to [N, floor(H / 2), floor(W / 2), C]. */
export const averagePool2x2: Operation<null> = {
  name: 'averagePool2x2',
  halves: [0],

  infer(inputs) {
    const { samples, height, width, channels } = imageSizes('averagePool2x2', at(inputs, 0).shape);
    if (height < 2 || width < 2) throw new Error(`averagePool2x2: images of ${height} x ${width} pixels have no 2 x 2 pixels to average. Use larger images or fewer resolutions.`);
    return [{ shape: [samples, Math.floor(height / 2), Math.floor(width / 2), channels], type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    return [{ shader: averageShader, constants: averageConstants(x.shape, accumulates), bind: { x, out }, workgroups: lineOf(elements(out.shape)) }];
  },

  gradient(context) {
    const [x, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    return [gradient ? passBack(context, x, averagePool2x2Backward, [gradient], { shape: x.shape }) : null];
  },
};

/** d_x [N, H, W, C] from d_out [N, floor(H / 2), floor(W / 2), C]. */
export const averagePool2x2Backward: Operation<InputShape> = {
  name: 'averagePool2x2Backward',

  infer(inputs, { shape }) {
    const { samples, height, width, channels } = imageSizes('averagePool2x2Backward', shape);
    expectShape('averagePool2x2Backward', 'd_out', at(inputs, 0).shape, [samples, Math.floor(height / 2), Math.floor(width / 2), channels]);
    return [{ shape, type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const [gradient, dX] = [at(inputs, 0), at(outputs, 0)];
    return [{ shader: averageBackwardShader, constants: averageConstants(dX.shape, accumulates), bind: { d_out: gradient, d_x: dX }, workgroups: lineOf(elements(dX.shape)) }];
  },

  gradient: 'second derivatives are not needed by any training step here.',
};
