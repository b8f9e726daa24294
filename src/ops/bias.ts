import forward from '../../shaders/bias/forward.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { passBackUnchanged } from './add.ts';
import { at, elements, expectShape, lineOf, type Operation } from './operation.ts';
import { passBack } from './passBack.ts';
import { sumRows } from './reduce.ts';

const shader: Shader = { name: 'bias/forward', code: forward };

/** out [M, N] = x [M, N] + bias [N], the bias repeated over the rows. */
export const bias: Operation<null> = {
  name: 'bias',
  halves: [0],

  infer(inputs) {
    const { shape } = at(inputs, 0);
    if (shape.length !== 2) throw new Error(`bias: the input has shape [${shape.join(', ')}], but a matrix [M, N] is wanted.`);
    expectShape('bias', 'the bias', at(inputs, 1).shape, [at(shape, 1)]);
    return [{ shape, type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const [x, vector, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    const size = elements(x.shape);
    return [{
      shader,
      constants: { SIZE: size, COLUMNS: elements(vector.shape), ACCUMULATES: accumulates },
      bind: { x, bias: vector, out },
      workgroups: lineOf(size),
    }];
  },

  /** d_x = d_out, d_bias = sum of d_out over the rows. */
  gradient(context) {
    const [x, vector, gradient] = [at(context.inputs, 0), at(context.inputs, 1), at(context.gradients, 0)];
    if (!gradient) return [null, null];
    return [passBackUnchanged(context, x, gradient), passBack(context, vector, sumRows, [gradient], null)];
  },
};
