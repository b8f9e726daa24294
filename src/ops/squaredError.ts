import code from '../../shaders/loss/squared_error.wgsl?raw';
import { at, expectShape, lineOf, type Operation } from './operation.ts';

const shader = { name: 'loss/squared_error', code };

/**
 * Weighted squared error. Inputs: prediction [B, D], target [B, D], timesteps [B] (u32), weights [T].
 * Outputs: d_prediction [B, D], the gradient of the mean loss, and row_loss [B], whose mean is the loss.
 */
export const squaredError: Operation<null> = {
  name: 'squaredError',
  infer(inputs) {
    const [prediction, target, timesteps] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    expectShape('squaredError', 'the target', target.shape, prediction.shape);
    expectShape('squaredError', 'timesteps', timesteps.shape, [at(prediction.shape, 0)]);
    return [{ shape: prediction.shape, type: 'f32' }, { shape: timesteps.shape, type: 'f32' }];
  },
  launch({ inputs, outputs }) {
    const prediction = at(inputs, 0);
    const [batch, dimensions] = [at(prediction.shape, 0), at(prediction.shape, 1)];
    return [{
      shader,
      constants: { BATCH: batch, DIMENSIONS: dimensions },
      bind: { prediction, goal: at(inputs, 1), timesteps: at(inputs, 2), weights: at(inputs, 3), d_prediction: at(outputs, 0), row_loss: at(outputs, 1) },
      workgroups: lineOf(batch),
    }];
  },
  gradient: 'its first output already is the gradient from which the backward pass starts',
};
