import { type Conv2dAttributes, conv2dSizes } from './conv2dGeometry.ts';
import { conv2dInputGradient, conv2dWeightGradient } from './conv2dGradient.ts';
import { chooseGather, launchGather } from './conv2dVariants.ts';
import { at, expectShape, type Operation } from './operation.ts';
import { passBack } from './passBack.ts';
import { sumRows } from './reduce.ts';
import { view } from './view.ts';

/**
 * out [N, H', W', O] = x [N, H, W, C] convolved with weight [K, K, C, O], K of 1 or 3, + bias [O]; the bias may be left out.
 * As PyTorch's Conv2d (a cross-correlation), in NHWC and HWIO; sizes as conv2dSizes says.
 */
export const conv2d: Operation<Conv2dAttributes> = {
  name: 'conv2d',
  halves: [0],

  infer(inputs, attributes) {
    const { batch, outHeight, outWidth, outChannels } = conv2dSizes('conv2d', at(inputs, 0).shape, at(inputs, 1).shape, attributes);
    const bias = inputs[2];
    if (bias) expectShape('conv2d', 'the bias', bias.shape, [outChannels]);
    return [{ shape: [batch, outHeight, outWidth, outChannels], type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates, traits, scratch }) {
    const [x, weight] = [at(inputs, 0), at(inputs, 1)];
    const sizes = conv2dSizes('conv2d', x.shape, weight.shape, attributes);
    const gather = { x, weight, bias: inputs[2] ?? null, out: at(outputs, 0), transposed: false, accumulates, sizes };
    return launchGather(chooseGather(traits, gather), gather, traits, scratch);
  },

  /** d_x gathers d_out through the turned kernel, d_weight sums over pixels, d_bias = sum of d_out over the pixels. */
  gradient(context) {
    const { attributes } = context;
    const [x, weight, bias, gradient] = [at(context.inputs, 0), at(context.inputs, 1), context.inputs[2], at(context.gradients, 0)];
    if (!gradient) return context.inputs.map(() => null);
    const [height, width] = [at(x.shape, 1), at(x.shape, 2)];
    return [
      passBack(context, x, conv2dInputGradient, [gradient, weight], { ...attributes, height, width }),
      passBack(context, weight, conv2dWeightGradient, [x, gradient], { ...attributes, kernel: at(weight.shape, 0) }),
      ...(bias ? [context.wants(bias) ? passBack(context, bias, sumRows, context.apply(view, [gradient], { shape: matrixOf(gradient.shape) }), null) : null] : []),
    ];
  },
};

/** All axes but the last one as rows. */
function matrixOf(shape: readonly number[]): readonly [number, number] {
  const columns = at(shape, shape.length - 1);
  return [shape.slice(0, -1).reduce((product, size) => product * size, 1), columns];
}
