import { type Conv2dAttributes, conv2dSizes } from './conv2dGeometry.ts';
import { chooseGather, launchGather } from './conv2dVariants.ts';
import { chooseWeightVariant, launchWeightGradient } from './conv2dWeightVariants.ts';
import { at, expectShape, type Operation, type Shape } from './operation.ts';

const NOT_DIFFERENTIATED = 'it stands in backward passes only, and second derivatives are not taken.';

export interface Conv2dInputGradientAttributes extends Conv2dAttributes {
  /** Of the convolution's x: with stride 2, two sizes of x give one size of d_out. */
  readonly height: number;
  readonly width: number;
}

/** d_x [N, height, width, C] of conv2d from d_out [N, H', W', O] and weight [K, K, C, O]. */
export const conv2dInputGradient: Operation<Conv2dInputGradientAttributes> = {
  name: 'conv2dInputGradient',

  infer(inputs, attributes) {
    const [gradient, weight] = [at(inputs, 0), at(inputs, 1)];
    const shape: Shape = [at(gradient.shape, 0), attributes.height, attributes.width, at(weight.shape, 2)];
    const sizes = conv2dSizes('conv2dInputGradient', shape, weight.shape, attributes);
    expectShape('conv2dInputGradient', 'd_out', gradient.shape, [sizes.batch, sizes.outHeight, sizes.outWidth, sizes.outChannels]);
    return [{ shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates, traits, scratch }) {
    const [gradient, weight, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    const sizes = conv2dSizes('conv2dInputGradient', out.shape, weight.shape, attributes);
    const gather = { x: gradient, weight, bias: null, out, transposed: true, accumulates, sizes };
    return launchGather(chooseGather(traits, gather), gather, traits, scratch);
  },

  gradient: NOT_DIFFERENTIATED,
};

export interface Conv2dWeightGradientAttributes extends Conv2dAttributes {
  /** Taps along each axis of the weight: 1 or 3. */
  readonly kernel: number;
}

/** d_weight [K, K, C, O] of conv2d from x [N, H, W, C] and d_out [N, H', W', O]. */
export const conv2dWeightGradient: Operation<Conv2dWeightGradientAttributes> = {
  name: 'conv2dWeightGradient',
  halves: [],

  infer(inputs, attributes) {
    const [x, gradient] = [at(inputs, 0), at(inputs, 1)];
    const shape: Shape = [attributes.kernel, attributes.kernel, at(x.shape, x.shape.length - 1), at(gradient.shape, gradient.shape.length - 1)];
    const sizes = conv2dSizes('conv2dWeightGradient', x.shape, shape, attributes);
    expectShape('conv2dWeightGradient', 'd_out', gradient.shape, [sizes.batch, sizes.outHeight, sizes.outWidth, sizes.outChannels]);
    return [{ shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates, traits, scratch }) {
    const [x, gradient, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    const sizes = conv2dSizes('conv2dWeightGradient', x.shape, out.shape, attributes);
    const pass = { x, gradient, out, accumulates, sizes };
    return launchWeightGradient(chooseWeightVariant(traits, pass), pass, traits, scratch);
  },

  gradient: NOT_DIFFERENTIATED,
};
