import code from '../../shaders/optimizer/lion.wgsl?raw';
import { type UpdateAttributes, updateOperation } from './optimizer.ts';

export interface LionAttributes extends UpdateAttributes {
  /** Weight of the momentum in the direction of a step. */
  readonly beta1: number;
  /** Decay of the momentum. */
  readonly beta2: number;
  readonly weightDecay: number;
}

/**
 * One step of Lion over whole arenas, in place. Outputs, all [P] with P a multiple of 4: value, d_value (cleared
 * afterwards), moment1 (the momentum), average. Formula: shaders/optimizer/lion.wgsl.
 */
export const lion = updateOperation<LionAttributes>({
  name: 'lion',
  shader: { name: 'optimizer/lion', code },
  moments: () => ({ moment1: true }),
  constants: ({ beta1, beta2, weightDecay }) => ({ BETA1: beta1, BETA2: beta2, FRESH1: 1 - beta1, FRESH2: 1 - beta2, WEIGHT_DECAY: weightDecay }),
});
