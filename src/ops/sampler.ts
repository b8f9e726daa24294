import fillCode from '../../shaders/sampler/fill_timestep.wgsl?raw';
import keepCode from '../../shaders/sampler/keep_prediction.wgsl?raw';
import learnedCode from '../../shaders/sampler/learned_noise.wgsl?raw';
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

export interface PredictX0Attributes {
  /** Predictions are clipped to [-limit, limit]: above 0, in the unit of the data. Left out: not clipped. */
  readonly limit?: number;
}

/** x0 = step.x0_from_state * x_t + step.x0_from_output * prediction, both of one shape; perhaps clipped. */
export const predictX0: Operation<null | PredictX0Attributes> = {
  name: 'predictX0',
  infer(inputs, attributes) {
    expectShape('predictX0', 'the prediction', at(inputs, 1).shape, at(inputs, 0).shape);
    const limit = attributes?.limit;
    if (limit !== undefined && !(limit > 0 && Number.isFinite(limit))) throw new Error(`predictX0: the limit is ${limit}, but a number above 0 is wanted. Leave it out where nothing is to be clipped.`);
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },
  launch({ inputs, outputs, attributes }) {
    const count = elements(at(inputs, 0).shape);
    return [{
      shader: { name: 'sampler/predict_x0', code: predictCode },
      constants: { COUNT: count, LIMIT: attributes?.limit ?? 0 },
      bind: { x_t: at(inputs, 0), prediction: at(inputs, 1), x0: at(outputs, 0) },
      workgroups: lineOf(count),
    }];
  },
  gradient: NEVER_TRAINED,
};

/**
 * What a plan's later calls know of this one's prediction: kept = kept.state * x_t + kept.x0 * x0 (`PlanCall.kept`), the two
 * coefficients in step.learning_rate and step.ema_decay; 0 and 1 keep x0. Inputs: x_t and x0 of one shape.
 */
export const keepPrediction: Operation<null> = {
  name: 'keepPrediction',
  infer(inputs) {
    expectShape('keepPrediction', 'x0', at(inputs, 1).shape, at(inputs, 0).shape);
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },
  launch({ inputs, outputs }) {
    const count = elements(at(inputs, 0).shape);
    return [{
      shader: { name: 'sampler/keep_prediction', code: keepCode },
      constants: { COUNT: count },
      bind: { x_t: at(inputs, 0), x0: at(inputs, 1), kept: at(outputs, 0) },
      workgroups: lineOf(count),
    }];
  },
  gradient: NEVER_TRAINED,
};

/**
 * noise * exp(log-variance / 2), the log-variance of each element being what the network learned (Nichol and Dhariwal 2021, eq. 15):
 * fraction * large + (1 - fraction) * small with fraction = (v + 1) / 2, small in step.moment1_correction and large in
 * step.moment2_correction. Inputs: noise [..., C] and the network's output [..., 2C], of which the second half of the channels is v.
 */
export const learnedNoise: Operation<null> = {
  name: 'learnedNoise',
  infer(inputs) {
    const { shape } = at(inputs, 0);
    expectShape('learnedNoise', 'the prediction', at(inputs, 1).shape, [...shape.slice(0, -1), 2 * at(shape, shape.length - 1)]);
    return [{ shape, type: 'f32' }];
  },
  launch({ inputs, outputs }) {
    const { shape } = at(inputs, 0);
    const channels = at(shape, shape.length - 1);
    return [{
      shader: { name: 'sampler/learned_noise', code: learnedCode },
      constants: { PLACES: elements(shape) / channels, CHANNELS: channels },
      bind: { noise: at(inputs, 0), prediction: at(inputs, 1), out: at(outputs, 0) },
      workgroups: lineOf(elements(shape)),
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
