import code from '../../shaders/optimizer/adagrad.wgsl?raw';
import { type UpdateAttributes, updateOperation } from './optimizer.ts';

export interface AdagradAttributes extends UpdateAttributes {
  readonly epsilon: number;
  /** What the sum of squares begins with: PyTorch's initial_accumulator_value. */
  readonly initial: number;
  /** Added to the gradient, times the weight. */
  readonly weightDecay: number;
}

/**
 * One step of Adagrad over whole arenas, in place. Outputs, all [P] with P a multiple of 4: value, d_value (cleared
 * afterwards), moment2 (sum of squares, without `initial`), average. Formula: shaders/optimizer/adagrad.wgsl.
 */
export const adagrad = updateOperation<AdagradAttributes>({
  name: 'adagrad',
  shader: { name: 'optimizer/adagrad', code },
  moments: () => ({ moment2: true }),
  constants: ({ epsilon, initial, weightDecay }) => ({ EPSILON: epsilon, INITIAL: initial, WEIGHT_DECAY: weightDecay }),
});
