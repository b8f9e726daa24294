import code from '../../shaders/optimizer/adamw.wgsl?raw';
import { type UpdateAttributes, updateOperation } from './optimizer.ts';

export interface AdamWAttributes extends UpdateAttributes {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** Adam as it was first: the decay is a part of the gradient, so that it is divided by the gradient's size too. Default: false, AdamW. */
  readonly coupled?: boolean;
}

export const adamwShader = { name: 'optimizer/adamw', code };

/** The constants of adamw.wgsl that are AdamW's own. */
export const adamwConstants = ({ beta1, beta2, epsilon, weightDecay, coupled = false }: AdamWAttributes) =>
  ({ BETA1: beta1, BETA2: beta2, FRESH1: 1 - beta1, FRESH2: 1 - beta2, EPSILON: epsilon, WEIGHT_DECAY: weightDecay, COUPLED: coupled });

/**
 * One step of AdamW, or Adam, over whole arenas, in place. Inputs: none but attributes; outputs, all [P] with P a multiple of 4:
 * value, d_value (cleared afterwards), moment1, moment2, average. See shaders/optimizer/adamw.wgsl for the formula.
 */
export const adamw = updateOperation<AdamWAttributes>({
  name: 'adamw',
  shader: adamwShader,
  moments: () => ({ moment1: true, moment2: true }),
  constants: adamwConstants,
});
