import rowDotCode from '../../shaders/attention/row_dot.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { passBackUnchanged } from './add.ts';
import { attentionSizes, chooseAttention, launchFused, launchPlainForward, launchPlainGradients } from './attentionVariants.ts';
import { at, expectShape, lineOf, type Operation, type Shape, type Tensor } from './operation.ts';

const rowDotShader: Shader = { name: 'attention/row_dot', code: rowDotCode };

export interface AttentionAttributes {
  /** Divides the channels; channels / heads is the width of a head. */
  readonly heads: number;
}

function expectTokens(operation: string, { shape }: Tensor, heads: number): void {
  if (shape.length !== 3) {
    throw new Error(`${operation}: q has shape [${shape.join(', ')}], but [N, T, heads * width] is wanted: give an image's pixels as its T tokens.`);
  }
  const channels = at(shape, 2);
  if (!(Number.isInteger(heads) && heads >= 1 && channels % heads === 0)) {
    throw new Error(`${operation}: ${channels} channels cannot be cut into ${heads} heads of one width. Choose a number of heads that divides the channels.`);
  }
}

function rowShape({ shape }: Tensor, heads: number): Shape {
  return [at(shape, 0), heads, at(shape, 1)];
}

/**
 * Multi-head attention of T tokens among themselves: softmax(q k^T / sqrt(width)) v for each head (Vaswani et al. 2017,
 * equation 1). Inputs: q, k, v, all [N, T, heads * width]. Outputs: out, of the same shape, and for the backward pass the
 * log of each row's sum of exponentials, [N, heads, T]. Scores of any size that is finite in float32 are safe.
 */
export const attention: Operation<AttentionAttributes> = {
  name: 'attention',
  halves: [0],

  infer(inputs, { heads }) {
    const [q, k, v] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    expectTokens('attention', q, heads);
    expectShape('attention', 'k', k.shape, q.shape);
    expectShape('attention', 'v', v.shape, q.shape);
    return [{ shape: q.shape, type: 'f32' }, { shape: rowShape(q, heads), type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { heads }, traits, scratch }) {
    const [q, k, v, out, logSums] = [at(inputs, 0), at(inputs, 1), at(inputs, 2), at(outputs, 0), at(outputs, 1)];
    const sizes = attentionSizes(q, heads);
    const variant = chooseAttention(traits, sizes);
    if (variant === 'plain') return launchPlainForward(sizes, scratch, { q, k, v, out, logSums });
    return launchFused(variant, 'forward', sizes, traits, { q, k, v, out, row_log_sum: logSums });
  },

  /** The probabilities are made again from q, k and the log sums. */
  gradient(context) {
    const [q, k, v] = [at(context.inputs, 0), at(context.inputs, 1), at(context.inputs, 2)];
    const [out, logSums, gradient] = [at(context.outputs, 0), at(context.outputs, 1), at(context.gradients, 0)];
    if (!gradient) return [null, null, null];
    const rowDots = at(context.apply(attentionRowDot, [out, gradient], context.attributes), 0);
    const saved = [q, k, v, logSums, rowDots, gradient];
    const dQ = context.wants(q) ? at(context.apply(attentionQueryGradient, saved, context.attributes), 0) : null;
    const [dK = null, dV = null] = context.wants(k) || context.wants(v) ? context.apply(attentionKeyValueGradient, saved, context.attributes) : [];
    const handBack = (input: Tensor, made: Tensor | null): Tensor | null => (made && context.wants(input) ? passBackUnchanged(context, input, made) : null);
    return [handBack(q, dQ), handBack(k, dK), handBack(v, dV)];
  },
};

/** out.d_out of each row of each head. Inputs: out, d_out. Output: [N, heads, T]. */
export const attentionRowDot: Operation<AttentionAttributes> = {
  name: 'attentionRowDot',
  halves: [],

  infer(inputs, { heads }) {
    const [out, gradient] = [at(inputs, 0), at(inputs, 1)];
    expectTokens('attentionRowDot', out, heads);
    expectShape('attentionRowDot', 'd_out', gradient.shape, out.shape);
    return [{ shape: rowShape(out, heads), type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { heads } }) {
    const { samples, tokens, width } = attentionSizes(at(inputs, 0), heads);
    return [{
      shader: rowDotShader, constants: { SAMPLES: samples, TOKENS: tokens, HEADS: heads, WIDTH: width },
      bind: { out: at(inputs, 0), d_out: at(inputs, 1), row_dot: at(outputs, 0) }, workgroups: lineOf(samples * heads * tokens),
    }];
  },

  gradient: 'second derivatives are not needed by any training step here.',
};

/** q, k, v, log sums, row dots, d_out: what both gradients are made from. */
function expectSaved(operation: string, inputs: readonly Tensor[], heads: number): void {
  const q = at(inputs, 0);
  expectTokens(operation, q, heads);
  [[1, 'k'], [2, 'v'], [5, 'd_out']].forEach(([index, what]) => expectShape(operation, String(what), at(inputs, Number(index)).shape, q.shape));
  expectShape(operation, 'the log sums', at(inputs, 3).shape, rowShape(q, heads));
  expectShape(operation, 'the row dots', at(inputs, 4).shape, rowShape(q, heads));
}

function savedNames(inputs: readonly Tensor[]) {
  return { q: at(inputs, 0), k: at(inputs, 1), v: at(inputs, 2), logSums: at(inputs, 3), rowDots: at(inputs, 4), gradient: at(inputs, 5) };
}

function savedBindings(inputs: readonly Tensor[]) {
  const { q, k, v, logSums, rowDots, gradient } = savedNames(inputs);
  return { q, k, v, row_log_sum: logSums, row_dot: rowDots, d_out: gradient };
}

/** Inputs: q, k, v, the log sums, the row dots, d_out. Output: d_q. */
export const attentionQueryGradient: Operation<AttentionAttributes> = {
  name: 'attentionQueryGradient',
  halves: [],

  infer(inputs, { heads }) {
    expectSaved('attentionQueryGradient', inputs, heads);
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { heads }, traits, scratch }) {
    const sizes = attentionSizes(at(inputs, 0), heads);
    const variant = chooseAttention(traits, sizes);
    if (variant === 'plain') return launchPlainGradients(sizes, scratch, { ...savedNames(inputs), dQ: at(outputs, 0) });
    return launchFused(variant, 'query', sizes, traits, { ...savedBindings(inputs), d_q: at(outputs, 0) });
  },

  gradient: 'second derivatives are not needed by any training step here.',
};

/** Inputs: q, k, v, the log sums, the row dots, d_out. Outputs: d_k and d_v. */
export const attentionKeyValueGradient: Operation<AttentionAttributes> = {
  name: 'attentionKeyValueGradient',
  halves: [],

  infer(inputs, { heads }) {
    expectSaved('attentionKeyValueGradient', inputs, heads);
    const { shape } = at(inputs, 0);
    return [{ shape, type: 'f32' }, { shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { heads }, traits, scratch }) {
    const sizes = attentionSizes(at(inputs, 0), heads);
    const variant = chooseAttention(traits, sizes);
    const [dK, dV] = [at(outputs, 0), at(outputs, 1)];
    if (variant === 'plain') return launchPlainGradients(sizes, scratch, { ...savedNames(inputs), dK, dV });
    return launchFused(variant, 'keyValue', sizes, traits, { ...savedBindings(inputs), d_k: dK, d_v: dV });
  },

  gradient: 'second derivatives are not needed by any training step here.',
};
