import plainCode from '../../shaders/loss/squared_error.wgsl?raw';
import wideCode from '../../shaders/loss/squared_error_wide.wgsl?raw';
import { at, elements, expectShape, lineOf, type Operation } from './operation.ts';

const plain = { name: 'loss/squared_error', code: plainCode };
const wide = { name: 'loss/squared_error_wide', code: wideCode };

/** Rows at least this long get a workgroup each: below, most of its threads would have nothing to do. */
const LEAST_WIDE = 64;

export interface SquaredErrorAttributes {
  /** Micro-batches whose gradients are added up: each gives the gradient of its share of their mean. */
  readonly parts: number;
}

/**
 * Weighted squared error. Inputs: prediction [B, ...], target of the same shape, timesteps [B] (u32), weights [T].
 * Outputs: d_prediction, shaped as the prediction, the gradient of the mean loss (over `parts`; null is 1), and
 * row_loss [B], whose mean is the loss.
 */
export const squaredError: Operation<null | SquaredErrorAttributes> = {
  name: 'squaredError',
  infer(inputs, attributes) {
    const [prediction, target, timesteps] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    expectShape('squaredError', 'the target', target.shape, prediction.shape);
    expectShape('squaredError', 'timesteps', timesteps.shape, [at(prediction.shape, 0)]);
    const parts = attributes?.parts ?? 1;
    if (!(Number.isInteger(parts) && parts >= 1)) throw new Error(`squaredError: parts is ${parts}, but a whole number from 1 on is wanted.`);
    return [{ shape: prediction.shape, type: 'f32' }, { shape: timesteps.shape, type: 'f32' }];
  },
  launch({ inputs, outputs, attributes }) {
    const prediction = at(inputs, 0);
    const batch = at(prediction.shape, 0);
    const dimensions = elements(prediction.shape) / batch;
    const isWide = dimensions >= LEAST_WIDE;
    return [{
      shader: isWide ? wide : plain,
      constants: { BATCH: batch, DIMENSIONS: dimensions, MICRO_BATCHES: attributes?.parts ?? 1 },
      bind: { prediction, goal: at(inputs, 1), timesteps: at(inputs, 2), weights: at(inputs, 3), d_prediction: at(outputs, 0), row_loss: at(outputs, 1) },
      workgroups: isWide ? lineOf(batch, 1) : lineOf(batch),
    }];
  },
  gradient: 'its first output already is the gradient from which the backward pass starts',
};
