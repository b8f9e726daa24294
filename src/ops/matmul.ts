import { chooseVariant, launchProduct, type MatmulAttributes, productSizes } from './matmulVariants.ts';
import { at, type Operation } from './operation.ts';
import { passBack } from './passBack.ts';

/**
 * out [M, N] = A B with a [M, K] (transposeA: [K, M]) and b [K, N] (transposeB: [N, K]). No operand is ever transposed in
 * memory: each backward product is again one of the four read rules.
 */
export const matmul: Operation<MatmulAttributes> = {
  name: 'matmul',
  halves: [0],

  infer(inputs, attributes) {
    const { m, n } = productSizes('matmul', at(inputs, 0).shape, at(inputs, 1).shape, attributes);
    return [{ shape: [m, n], type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates, traits, scratch }) {
    const [a, b] = [at(inputs, 0), at(inputs, 1)];
    const { transposeA = false, transposeB = false } = attributes;
    const product = { a, b, bias: null, out: at(outputs, 0), transposeA, transposeB, accumulates, ...productSizes('matmul', a.shape, b.shape, attributes) };
    return launchProduct(chooseVariant(traits, product), product, traits, scratch);
  },

  /** d_A = d_out B^T and d_B = A^T d_out; an operand that is read transposed gets the transpose of that. */
  gradient(context) {
    const [a, b, gradient] = [at(context.inputs, 0), at(context.inputs, 1), at(context.gradients, 0)];
    if (!gradient) return [null, null];
    const { transposeA = false, transposeB = false } = context.attributes;
    return [
      transposeA
        ? passBack(context, a, matmul, [b, gradient], { transposeA: transposeB, transposeB: true })
        : passBack(context, a, matmul, [gradient, b], { transposeA: false, transposeB: !transposeB }),
      transposeB
        ? passBack(context, b, matmul, [gradient, a], { transposeA: true, transposeB: transposeA })
        : passBack(context, b, matmul, [a, gradient], { transposeA: !transposeA, transposeB: false }),
    ];
  },
};
