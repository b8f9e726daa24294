import code from '../../shaders/optimizer/sgd.wgsl?raw';
import { type UpdateAttributes, updateOperation } from './optimizer.ts';

export interface SgdAttributes extends UpdateAttributes {
  /** 0: plain gradient descent, without a moment. Dampening is 0. */
  readonly momentum: number;
  /** Looks ahead by one more step of the momentum (Nesterov 1983, in PyTorch's form). */
  readonly nesterov: boolean;
  /** Added to the gradient, times the weight. */
  readonly weightDecay: number;
}

/**
 * One step of stochastic gradient descent over whole arenas, in place. Outputs, all [P] with P a multiple of 4: value,
 * d_value (cleared afterwards), moment1 (the velocity) where there is momentum, average. Formula: shaders/optimizer/sgd.wgsl.
 */
export const sgd = updateOperation<SgdAttributes>({
  name: 'sgd',
  shader: { name: 'optimizer/sgd', code },
  moments: ({ momentum }) => ({ moment1: momentum > 0 }),
  constants: ({ momentum, nesterov, weightDecay }) => ({ MOMENTUM: momentum, NESTEROV: nesterov, WEIGHT_DECAY: weightDecay }),
});
