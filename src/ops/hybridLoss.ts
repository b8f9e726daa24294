import code from '../../shaders/loss/hybrid.wgsl?raw';
import { at, elements, expectShape, lineOf, type Operation } from './operation.ts';

const shader = { name: 'loss/hybrid', code };

/** Numbers in a row of `bounds`: span, ratio, own, constant, bound weight. */
export const BOUND_NUMBERS = 5;

export interface HybridLossAttributes {
  /** Micro-batches whose gradients are added up: each gives the gradient of its share of their mean. */
  readonly parts: number;
}

/**
 * The loss of a network that learns the variance of its reverse steps (Nichol and Dhariwal 2021, eq. 16): the mean squared error of
 * its prediction, weighted by timestep, plus a small share of the variational bound, of which the predicted mean gets no gradient.
 *
 * Inputs: prediction [B, ..., 2C], of whose channels the first C are the prediction and the others v, the place of the
 * log-variance between the posterior's (-1) and beta's (1); target [B, ..., C]; timesteps [B] (u32); weights [T]; and bounds [T, 5],
 * as diffusion's `learnedBounds` makes them: with e the error of an element and s = span (v + 1) / 2, its bound is
 * (s + constant + (own + ratio e^2) exp(-s)) / 2 nats.
 * Outputs: d_prediction [B, ..., 2C], the gradient of the mean loss (over `parts`; null is 1); row_loss [B], whose mean is the loss: weight
 * times mean e^2 plus the bound's weight times row_bound; and row_bound [B], the mean bound in nats a dimension, unweighted.
 */
export const hybridLoss: Operation<null | HybridLossAttributes> = {
  name: 'hybridLoss',
  infer(inputs, attributes) {
    const [prediction, target, timesteps, bounds] = [at(inputs, 0), at(inputs, 1), at(inputs, 2), at(inputs, 4)];
    const { shape } = target;
    expectShape('hybridLoss', 'the prediction', prediction.shape, [...shape.slice(0, -1), 2 * at(shape, shape.length - 1)]);
    expectShape('hybridLoss', 'timesteps', timesteps.shape, [at(shape, 0)]);
    expectShape('hybridLoss', 'the table of bounds', bounds.shape, [at(at(inputs, 3).shape, 0), BOUND_NUMBERS]);
    const parts = attributes?.parts ?? 1;
    if (!(Number.isInteger(parts) && parts >= 1)) throw new Error(`hybridLoss: parts is ${parts}, but a whole number from 1 on is wanted.`);
    return [{ shape: prediction.shape, type: 'f32' }, { shape: timesteps.shape, type: 'f32' }, { shape: timesteps.shape, type: 'f32' }];
  },
  launch({ inputs, outputs, attributes }) {
    const { shape } = at(inputs, 1);
    const [batch, channels] = [at(shape, 0), at(shape, shape.length - 1)];
    return [{
      shader,
      constants: { BATCH: batch, PLACES: elements(shape) / batch / channels, CHANNELS: channels, MICRO_BATCHES: attributes?.parts ?? 1 },
      bind: {
        prediction: at(inputs, 0), goal: at(inputs, 1), timesteps: at(inputs, 2), weights: at(inputs, 3), bounds: at(inputs, 4),
        d_prediction: at(outputs, 0), row_loss: at(outputs, 1), row_bound: at(outputs, 2),
      },
      workgroups: lineOf(batch, 1),
    }];
  },
  gradient: 'its first output already is the gradient from which the backward pass starts',
};
