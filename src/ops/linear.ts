import { matmul } from './matmul.ts';
import { chooseVariant, launchProduct, productSizes } from './matmulVariants.ts';
import { at, expectShape, type Operation } from './operation.ts';
import { passBack } from './passBack.ts';
import { sumRows } from './reduce.ts';

/** out [M, N] = x [M, K] weight [K, N] + bias [N]; the bias may be left out. The bias is added in the product's epilogue. */
export const linear: Operation<null> = {
  name: 'linear',
  halves: [0],

  infer(inputs) {
    const { m, n } = productSizes('linear', at(inputs, 0).shape, at(inputs, 1).shape, {});
    const bias = inputs[2];
    if (bias) expectShape('linear', 'the bias', bias.shape, [n]);
    return [{ shape: [m, n], type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates, traits, scratch }) {
    const [a, b] = [at(inputs, 0), at(inputs, 1)];
    const product = {
      a, b, bias: inputs[2] ?? null, out: at(outputs, 0), transposeA: false, transposeB: false, accumulates,
      ...productSizes('linear', a.shape, b.shape, {}),
    };
    return launchProduct(chooseVariant(traits, product), product, traits, scratch);
  },

  /** d_x = d_out W^T, d_weight = x^T d_out, d_bias = sum of d_out over the rows. */
  gradient(context) {
    const [x, weight, bias, gradient] = [at(context.inputs, 0), at(context.inputs, 1), context.inputs[2], at(context.gradients, 0)];
    if (!gradient) return context.inputs.map(() => null);
    return [
      passBack(context, x, matmul, [gradient, weight], { transposeB: true }),
      passBack(context, weight, matmul, [x, gradient], { transposeA: true }),
      ...(bias ? [passBack(context, bias, sumRows, [gradient], null)] : []),
    ];
  },
};
