import backward from '../../shaders/activation/backward.wgsl?raw';
import forward from '../../shaders/activation/forward.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, elements, expectShape, lineOf, type Operation } from './operation.ts';
import { passBack } from './passBack.ts';

/** In the order of the shaders' KIND. */
export const ACTIVATION_KINDS = ['silu', 'relu', 'gelu', 'tanh'] as const;
export type ActivationKind = (typeof ACTIVATION_KINDS)[number];

export interface ActivationAttributes {
  /** gelu is the tanh form, as in GPT-2, not the one with erf. */
  readonly kind: ActivationKind;
}

const forwardShader: Shader = { name: 'activation/forward', code: forward };
const backwardShader: Shader = { name: 'activation/backward', code: backward };

/** out = f(x), element by element. */
export const activation: Operation<ActivationAttributes> = {
  name: 'activation',
  halves: [0],

  infer(inputs) {
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const count = elements(x.shape);
    return [{
      shader: forwardShader,
      constants: { SIZE: count, KIND: ACTIVATION_KINDS.indexOf(attributes.kind), ACCUMULATES: accumulates },
      bind: { x, out },
      workgroups: lineOf(count),
    }];
  },

  gradient(context) {
    const [x, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    return [gradient ? passBack(context, x, activationBackward, [x, gradient], context.attributes) : null];
  },
};

/** d_x = d_out f'(x), from the forward input x and d_out. */
export const activationBackward: Operation<ActivationAttributes> = {
  name: 'activationBackward',
  halves: [],

  infer(inputs) {
    const [x, gradient] = [at(inputs, 0), at(inputs, 1)];
    expectShape('activationBackward', 'd_out', gradient.shape, x.shape);
    return [{ shape: x.shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates }) {
    const [x, gradient, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    const count = elements(x.shape);
    return [{
      shader: backwardShader,
      constants: { SIZE: count, KIND: ACTIVATION_KINDS.indexOf(attributes.kind), ACCUMULATES: accumulates },
      bind: { x, d_out: gradient, d_x: out },
      workgroups: lineOf(count),
    }];
  },

  gradient: 'second derivatives are not needed by any training step here.',
};
