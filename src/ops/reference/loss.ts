import type { LossAttributes, LossKind } from '../loss.ts';
import { Array64 } from './array64.ts';

/** row_loss[b] = weight(t_b) times the loss of row b, and the gradient of the mean of row_loss over `parts`. */
export function loss(attributes: null | LossAttributes, prediction: Array64, target: Array64, timesteps: Array64, weights: Array64): Array64[] {
  const { kind = 'mse', parts = 1 } = attributes ?? {};
  const delta = attributes?.delta ?? (kind === 'pseudo-huber' ? 0.00054 : 1);
  const gradient = new Array64(prediction.shape);
  const rowLoss = new Array64(timesteps.shape);
  const batch = timesteps.data.length;
  const dimensions = prediction.data.length / batch;
  for (let row = 0; row < batch; row += 1) {
    const weight = weights.get(0, timesteps.get(0, row));
    const first = row * dimensions;
    const errors = Array.from({ length: dimensions }, (_, d) => (prediction.data[first + d] ?? Number.NaN) - (target.data[first + d] ?? Number.NaN));
    const { value, slopes } = ofRow(kind, delta, errors);
    rowLoss.set(0, row, weight * value);
    slopes.forEach((slope, d) => { gradient.data[first + d] = weight * slope / (prediction.data.length * parts); });
  }
  return [gradient, rowLoss];
}

/** The loss of a row of errors, and its derivatives times the number of elements. */
function ofRow(kind: LossKind, delta: number, errors: readonly number[]): { value: number; slopes: readonly number[] } {
  const mean = (of: (error: number) => number): number => errors.reduce((sum, error) => sum + of(error), 0) / errors.length;
  switch (kind) {
    case 'mse':
      return { value: mean((error) => error ** 2), slopes: errors.map((error) => 2 * error) };
    case 'l1':
      return { value: mean(Math.abs), slopes: errors.map(Math.sign) };
    case 'huber':
      return {
        value: mean((error) => (Math.abs(error) <= delta ? error ** 2 / 2 : delta * (Math.abs(error) - delta / 2))),
        slopes: errors.map((error) => Math.max(-delta, Math.min(delta, error))),
      };
    case 'pseudo-huber': {
      const root = Math.sqrt(mean((error) => error ** 2) + delta ** 2);
      return { value: root - delta, slopes: errors.map((error) => error / root) };
    }
  }
}
