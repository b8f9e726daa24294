import forward from '../../shaders/add/forward.wgsl?raw';
import quads from '../../shaders/add/quads.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, elements, expectShape, type GradientContext, lineOf, type Operation, type Tensor } from './operation.ts';
import { slice } from './concat.ts';
import { passBack } from './passBack.ts';

const forwardShader: Shader = { name: 'add/forward', code: forward };
const quadsShader: Shader = { name: 'add/quads', code: quads };

/** out = a + b; both of one shape. */
export const add: Operation<null> = {
  name: 'add',
  halves: [0],

  infer(inputs) {
    const [a, b] = [at(inputs, 0), at(inputs, 1)];
    expectShape('add', 'b', b.shape, a.shape);
    return [{ shape: a.shape, type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const out = at(outputs, 0);
    const count = elements(out.shape);
    const bind = { a: at(inputs, 0), b: at(inputs, 1), out };
    if (count % 4 === 0) return [{ shader: quadsShader, constants: { QUADS: count / 4, ACCUMULATES: accumulates }, bind, workgroups: lineOf(count / 4) }];
    return [{ shader: forwardShader, constants: { SIZE: count, ACCUMULATES: accumulates }, bind, workgroups: lineOf(count) }];
  },

  /** d_a = d_b = d_out: the same tensor, no kernel. */
  gradient(context) {
    const gradient = at(context.gradients, 0);
    return context.inputs.map((input) => (gradient ? passBackUnchanged(context, input, gradient) : null));
  },
};

/** The gradient of an input that the operation lets through as it is: added to a parameter's gradient, else handed on without a kernel. */
export function passBackUnchanged<A>(context: GradientContext<A>, input: Tensor, gradient: Tensor): Tensor | null {
  if (!input.parameter) return gradient;
  return passBack(context, input, slice, [gradient], { start: 0, width: at(input.shape, input.shape.length - 1) });
}
