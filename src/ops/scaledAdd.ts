import backwardCode from '../../shaders/scaled_add/backward.wgsl?raw';
import forwardCode from '../../shaders/scaled_add/forward.wgsl?raw';
import quadsCode from '../../shaders/scaled_add/quads.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { passBackUnchanged } from './add.ts';
import { at, elements, expectShape, lineOf, type Operation, type Tensor } from './operation.ts';
import { passBack } from './passBack.ts';

const forwardShader: Shader = { name: 'scaled_add/forward', code: forwardCode };
const quadsShader: Shader = { name: 'scaled_add/quads', code: quadsCode };
const backwardShader: Shader = { name: 'scaled_add/backward', code: backwardCode };

export interface ScaledAddAttributes {
  /** Of the sum: 1 / output_scale_factor in diffusers' words. */
  readonly scale: number;
}

/** out = (a + b) scale; both of one shape. */
export const scaledAdd: Operation<ScaledAddAttributes> = {
  name: 'scaledAdd',
  halves: [0],

  infer(inputs, { scale }) {
    const [a, b] = [at(inputs, 0), at(inputs, 1)];
    expectShape('scaledAdd', 'b', b.shape, a.shape);
    if (!Number.isFinite(scale)) throw new Error(`scaledAdd: the scale is ${scale}, but it must be finite. Check that output_scale_factor is not 0.`);
    return [{ shape: a.shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { scale }, accumulates }) {
    const [a, b, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    const size = elements(out.shape);
    const [bind, ending] = [{ a, b, out }, { SCALE: scale, ACCUMULATES: accumulates }];
    if (size % 4 === 0) return [{ shader: quadsShader, constants: { QUADS: size / 4, ...ending }, bind, workgroups: lineOf(size / 4) }];
    return [{ shader: forwardShader, constants: { SIZE: size, ...ending }, bind, workgroups: lineOf(size) }];
  },

  /** Both terms get the same tensor; with scale 1 it is d_out itself, and no kernel runs. */
  gradient(context) {
    const gradient = at(context.gradients, 0);
    if (!gradient) return context.inputs.map(() => null);
    if (context.attributes.scale === 1) return context.inputs.map((input) => (context.wants(input) ? passBackUnchanged(context, input, gradient) : null));
    let shared: Tensor | null = null;
    return context.inputs.map((input) => {
      if (input.parameter || !context.wants(input)) return passBack(context, input, scaledAddBackward, [gradient], context.attributes);
      return shared ??= at(context.apply(scaledAddBackward, [gradient], context.attributes), 0);
    });
  },
};

/** d_x = d_out scale. */
export const scaledAddBackward: Operation<ScaledAddAttributes> = {
  name: 'scaledAddBackward',

  infer(inputs) {
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { scale }, accumulates }) {
    const [gradient, dX] = [at(inputs, 0), at(outputs, 0)];
    const size = elements(dX.shape);
    return [{ shader: backwardShader, constants: { SIZE: size, FACTOR: scale, ACCUMULATES: accumulates }, bind: { d_out: gradient, d_x: dX }, workgroups: lineOf(size) }];
  },

  gradient: 'second derivatives are not needed by any training step here.',
};
