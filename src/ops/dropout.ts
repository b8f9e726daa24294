import code from '../../shaders/dropout/forward.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, elements, lineOf, type Operation, type Tensor } from './operation.ts';
import { passBack } from './passBack.ts';

const shader: Shader = { name: 'dropout/forward', code };

export interface DropoutAttributes {
  /** Of an element becoming zero: above 0, below 1. */
  readonly probability: number;
  /** A number of its own for each dropout of a model, so that their masks differ. */
  readonly layer: number;
}

/**
 * out = x / (1 - p) with probability 1 - p, else 0, drawn afresh each step from the step uniform's step and seed
 * (Srivastava et al. 2014). The backward pass draws the same mask again, so nothing is saved.
 */
export const dropout: Operation<DropoutAttributes> = {
  name: 'dropout',
  halves: [0],

  infer(inputs, { probability, layer }) {
    if (!(probability > 0 && probability < 1)) {
      throw new Error(`dropout: the probability is ${probability}, but it must lie above 0 and below 1. Leave the operation out for 0, as withDropout does.`);
    }
    if (!(Number.isInteger(layer) && layer >= 0 && layer < 2 ** 32)) throw new Error(`dropout: the layer is ${layer}, but it must be a whole number from 0 on.`);
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { probability, layer }, accumulates }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const size = elements(x.shape);
    return [{
      shader,
      constants: { SIZE: size, LAYER: layer, THRESHOLD: Math.floor(probability * 2 ** 32), SCALE: 1 / (1 - probability), ACCUMULATES: accumulates },
      bind: { x, out },
      workgroups: lineOf(Math.ceil(size / 4)),
    }];
  },

  gradient(context) {
    const [x, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    return [gradient ? passBack(context, x, dropout, [gradient], context.attributes) : null];
  },
};

/** x with dropout, or with probability 0 x itself: no operation, no launch. `graph` is anything that can apply an operation. */
export function withDropout(graph: { one<A>(operation: Operation<A>, inputs: readonly Tensor[], attributes: A): Tensor }, x: Tensor, attributes: DropoutAttributes): Tensor {
  return attributes.probability === 0 ? x : graph.one(dropout, [x], attributes);
}
