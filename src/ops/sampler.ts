import fillCode from '../../shaders/sampler/fill_timestep.wgsl?raw';
import guideCode from '../../shaders/sampler/guide.wgsl?raw';
import predictCode from '../../shaders/sampler/predict_x0.wgsl?raw';
import sumCode from '../../shaders/sampler/weighted_sum.wgsl?raw';
import { at, elements, expectShape, lineOf, type Operation } from './operation.ts';

/** Most terms of a weighted sum: eight storage buffers are what every device has. */
export const MAX_TERMS = 7;

const NEVER_TRAINED = 'samples are drawn, not trained through';

/** out = sum of step.coefficients times the inputs, 1 to MAX_TERMS of one shape. */
export const weightedSum: Operation<null> = {
  name: 'weightedSum',
  infer(inputs) {
    const first = at(inputs, 0);
    if (inputs.length > MAX_TERMS) throw new Error(`weightedSum takes at most ${MAX_TERMS} terms, not ${inputs.length}.`);
    for (const input of inputs) expectShape('weightedSum', `"${input.name}"`, input.shape, first.shape);
    return [{ shape: first.shape, type: 'f32' }];
  },
  launch({ inputs, outputs }) {
    const count = elements(at(inputs, 0).shape);
    const terms = Array.from({ length: MAX_TERMS }, (_, k) => [`term_${k}`, inputs[k] ?? at(inputs, 0)] as const);
    return [{
      shader: { name: 'sampler/weighted_sum', code: sumCode },
      constants: { COUNT: count, TERMS: inputs.length },
      bind: { ...Object.fromEntries(terms), out: at(outputs, 0) },
      workgroups: lineOf(count),
    }];
  },
  gradient: NEVER_TRAINED,
};

/** x0 = step.x0_from_state * x_t + step.x0_from_output * prediction, both of one shape. */
export const predictX0: Operation<null> = {
  name: 'predictX0',
  infer(inputs) {
    expectShape('predictX0', 'the prediction', at(inputs, 1).shape, at(inputs, 0).shape);
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },
  launch({ inputs, outputs }) {
    const count = elements(at(inputs, 0).shape);
    return [{
      shader: { name: 'sampler/predict_x0', code: predictCode },
      constants: { COUNT: count },
      bind: { x_t: at(inputs, 0), prediction: at(inputs, 1), x0: at(outputs, 0) },
      workgroups: lineOf(count),
    }];
  },
  gradient: NEVER_TRAINED,
};

/** timesteps [count] (u32), all step.timestep. */
export const fillTimestep: Operation<{ count: number }> = {
  name: 'fillTimestep',
  infer(_, { count }) {
    return [{ shape: [count], type: 'u32' }];
  },
  launch({ outputs, attributes: { count } }) {
    return [{
      shader: { name: 'sampler/fill_timestep', code: fillCode },
      constants: { COUNT: count },
      bind: { timesteps: at(outputs, 0) },
      workgroups: lineOf(count),
    }];
  },
  gradient: NEVER_TRAINED,
};

/**
 * out = unconditional + scale (conditional - unconditional): classifier-free guidance.
 * Inputs: conditional and unconditional predictions of one shape, scale [1]. Output: of their shape.
 */
export const guide: Operation<null> = {
  name: 'guide',
  infer(inputs) {
    const [conditional, unconditional, scale] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    expectShape('guide', 'the unconditional prediction', unconditional.shape, conditional.shape);
    expectShape('guide', 'the scale', scale.shape, [1]);
    return [{ shape: conditional.shape, type: 'f32' }];
  },
  launch({ inputs, outputs }) {
    const count = elements(at(inputs, 0).shape);
    return [{
      shader: { name: 'sampler/guide', code: guideCode },
      constants: { COUNT: count },
      bind: { conditional: at(inputs, 0), unconditional: at(inputs, 1), scale: at(inputs, 2), out: at(outputs, 0) },
      workgroups: lineOf(count),
    }];
  },
  gradient: NEVER_TRAINED,
};
