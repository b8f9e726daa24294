import code from '../../shaders/optimizer/rmsprop.wgsl?raw';
import { type UpdateAttributes, updateOperation } from './optimizer.ts';

export interface RmspropAttributes extends UpdateAttributes {
  /** Decay of the mean square of the gradient (and of its mean), below 1: PyTorch's alpha. */
  readonly smoothing: number;
  readonly epsilon: number;
  /** 0: none. */
  readonly momentum: number;
  /** Divides by the gradient's standard deviation instead of its root mean square (Graves 2013). */
  readonly centred: boolean;
  /** Added to the gradient, times the weight. */
  readonly weightDecay: number;
}

/**
 * One step of RMSProp over whole arenas, in place. Outputs, all [P] with P a multiple of 4: value, d_value (cleared
 * afterwards), moment1 (the velocity) where there is momentum, moment2 (mean square), moment3 (mean) where it is centred,
 * average. Formula: shaders/optimizer/rmsprop.wgsl.
 */
export const rmsprop = updateOperation<RmspropAttributes>({
  name: 'rmsprop',
  shader: { name: 'optimizer/rmsprop', code },
  moments: ({ momentum, centred }) => ({ moment1: momentum > 0, moment2: true, moment3: centred }),
  constants: ({ smoothing, epsilon, momentum, centred, weightDecay }) =>
    ({ SMOOTHING: smoothing, FRESH: 1 - smoothing, EPSILON: epsilon, MOMENTUM: momentum, CENTRED: centred, WEIGHT_DECAY: weightDecay }),
});
