import adamwCode from '../../shaders/optimizer/adamw.wgsl?raw';
import normCode from '../../shaders/optimizer/squared_norm.wgsl?raw';
import { at, type DeviceTraits, elements, expectShape, lineOf, type Operation, WORKGROUP } from './operation.ts';
import { addParts } from './reduce.ts';

const norm = { name: 'optimizer/squared_norm', code: normCode };
const update = { name: 'optimizer/adamw', code: adamwCode };

export interface AdamWAttributes {
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  /** 0: no clipping. */
  clipNorm: number;
  /** A gradient that overflowed (its squared norm is not finite) is cleared and changes nothing else. Default: false. */
  skipBadSteps?: boolean;
}

/** Threads that add up squares take this many vec4s each, at least. */
const VECTORS_PER_THREAD = 16;
const MAX_PARTS = 256;
/** Every thread of the step adds up the parts itself, unless there are more: then a launch between costs less. */
const mostPartsAdded = ({ software }: DeviceTraits): number => (software ? 1 : 32);

/**
 * One step of AdamW over whole arenas, in place. Inputs: none but attributes; outputs, all [P] with P a multiple of 4:
 * value, d_value (cleared afterwards), moment1, moment2, average. See shaders/optimizer/adamw.wgsl for the formula.
 */
export const adamw: Operation<AdamWAttributes & { parameters: number }> = {
  name: 'adamw',
  infer(_, { parameters }) {
    if (parameters % 4 !== 0) throw new Error(`adamw works on arenas whose length is a multiple of 4, not ${parameters}.`);
    return Array.from({ length: 5 }, () => ({ shape: [parameters], type: 'f32' as const }));
  },
  launch({ outputs, attributes, traits, scratch }) {
    const [value, gradient, moment1, moment2, average] = [at(outputs, 0), at(outputs, 1), at(outputs, 2), at(outputs, 3), at(outputs, 4)];
    expectShape('adamw', 'd_value', gradient.shape, value.shape);
    const count = elements(value.shape) / 4;
    const parts = Math.min(MAX_PARTS, Math.ceil(count / (WORKGROUP * VECTORS_PER_THREAD)));
    const partial = scratch([parts]);
    const squares = { shader: norm, constants: { COUNT: count, PARTS: parts }, bind: { d_value: gradient, partial }, workgroups: [parts, 1, 1] as const };
    const total = parts > mostPartsAdded(traits) ? scratch([1]) : partial;
    const skips = attributes.skipBadSteps === true;
    const step = {
      shader: update,
      constants: {
        COUNT: count, PARTS: elements(total.shape), BETA1: attributes.beta1, BETA2: attributes.beta2, FRESH1: 1 - attributes.beta1, FRESH2: 1 - attributes.beta2,
        EPSILON: attributes.epsilon, WEIGHT_DECAY: attributes.weightDecay, CLIP_NORM: attributes.clipNorm, SKIP_BAD_STEPS: skips,
      },
      bind: { value, d_value: gradient, moment1, moment2, average, partial: total },
      workgroups: lineOf(count),
    };
    if (attributes.clipNorm === 0 && !skips) return [step];
    return [squares, ...(total === partial ? [] : [addParts(partial, parts, total, false)]), step];
  },
  gradient: 'an optimizer ends the step',
};
