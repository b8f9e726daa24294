import narrowCode from '../../shaders/loss/rows.wgsl?raw';
import wideCode from '../../shaders/loss/wide_rows.wgsl?raw';
import { at, elements, expectShape, lineOf, type Operation } from './operation.ts';

const narrow = { name: 'loss/rows', code: narrowCode };
const wide = { name: 'loss/wide_rows', code: wideCode };

/** Rows at least this long get a workgroup each: below, most of its threads would have nothing to do. */
const LEAST_WIDE = 64;

/**
 * - mse: e^2, with e the error of an element
 * - l1: |e|; its gradient is 0 where e is 0
 * - huber: e^2 / 2 up to |e| = delta, delta (|e| - delta / 2) beyond (Huber 1964; PyTorch's huber_loss)
 * - pseudo-huber: sqrt(mean of e^2 over the row + delta^2) - delta, of each row as a whole: that of Song and Dhariwal 2023
 *   ("Improved techniques for training consistency models", eq. 8) divided by sqrt(D), so that their c = 0.00054 sqrt(D) is delta = 0.00054
 */
export type LossKind = 'mse' | 'l1' | 'huber' | 'pseudo-huber';

/** In the order in which shaders number them. */
export const lossKinds: readonly LossKind[] = ['mse', 'l1', 'huber', 'pseudo-huber'];

/** Where delta is left out. */
export const LOSS_DELTAS = { huber: 1, 'pseudo-huber': 0.00054 } as const;

export interface LossAttributes {
  /** Default mse. */
  readonly kind?: LossKind;
  /** Where huber and pseudo-huber go from squared to absolute: above 0, in the unit of the prediction. */
  readonly delta?: number;
  /** Micro-batches whose gradients are added up (default 1): each gives the gradient of its share of their mean. */
  readonly parts?: number;
}

/**
 * The loss of a prediction, weighted by timestep. Inputs: prediction [B, ...], target of the same shape, timesteps [B] (u32),
 * weights [T]. Outputs: d_prediction, shaped as the prediction, the gradient of the mean loss (over `parts`), and row_loss [B],
 * whose mean is the loss: mean over the elements of a row, times the weight of its timestep. null is the mean squared error.
 */
export const loss: Operation<null | LossAttributes> = {
  name: 'loss',
  infer(inputs, attributes) {
    const [prediction, target, timesteps] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    expectShape('loss', 'the target', target.shape, prediction.shape);
    expectShape('loss', 'timesteps', timesteps.shape, [at(prediction.shape, 0)]);
    const { parts = 1, kind = 'mse' } = attributes ?? {};
    if (!(Number.isInteger(parts) && parts >= 1)) throw new Error(`loss: parts is ${parts}, but a whole number from 1 on is wanted.`);
    const delta = deltaOf(attributes);
    if (!lossKinds.includes(kind)) throw new Error(`loss: there is no kind "${kind}"; choose one of ${lossKinds.join(', ')}.`);
    if (!(delta > 0 && Number.isFinite(delta))) throw new Error(`loss: delta is ${delta}, but a number above 0 is wanted.`);
    return [{ shape: prediction.shape, type: 'f32' }, { shape: timesteps.shape, type: 'f32' }];
  },
  launch({ inputs, outputs, attributes }) {
    const prediction = at(inputs, 0);
    const batch = at(prediction.shape, 0);
    const dimensions = elements(prediction.shape) / batch;
    const isWide = dimensions >= LEAST_WIDE;
    const { parts = 1, kind = 'mse' } = attributes ?? {};
    return [{
      shader: isWide ? wide : narrow,
      constants: { BATCH: batch, DIMENSIONS: dimensions, MICRO_BATCHES: parts, KIND: lossKinds.indexOf(kind), DELTA: deltaOf(attributes), SLOPE: kind === 'mse' ? 2 : 1 },
      bind: { prediction, goal: at(inputs, 1), timesteps: at(inputs, 2), weights: at(inputs, 3), d_prediction: at(outputs, 0), row_loss: at(outputs, 1) },
      workgroups: isWide ? lineOf(batch, 1) : lineOf(batch),
    }];
  },
  gradient: 'its first output already is the gradient from which the backward pass starts',
};

function deltaOf(attributes: null | LossAttributes): number {
  const { kind, delta } = attributes ?? {};
  return delta ?? (kind === 'pseudo-huber' ? LOSS_DELTAS['pseudo-huber'] : LOSS_DELTAS.huber);
}
