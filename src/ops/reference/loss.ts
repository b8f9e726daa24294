import type { SquaredErrorAttributes } from '../squaredError.ts';
import { Array64 } from './array64.ts';

/** row_loss[b] = weight(t_b) mean over row b of (prediction - target)^2, and the gradient of the mean of row_loss over `parts`. */
export function squaredError(attributes: null | SquaredErrorAttributes, prediction: Array64, target: Array64, timesteps: Array64, weights: Array64): Array64[] {
  const gradient = new Array64(prediction.shape);
  const rowLoss = new Array64(timesteps.shape);
  const batch = timesteps.data.length;
  const dimensions = prediction.data.length / batch;
  for (let row = 0; row < batch; row += 1) {
    const weight = weights.get(0, timesteps.get(0, row));
    let sum = 0;
    for (let i = row * dimensions; i < (row + 1) * dimensions; i += 1) {
      const difference = (prediction.data[i] ?? Number.NaN) - (target.data[i] ?? Number.NaN);
      sum += difference ** 2;
      gradient.data[i] = 2 * weight * difference / (prediction.data.length * (attributes?.parts ?? 1));
    }
    rowLoss.set(0, row, weight * sum / dimensions);
  }
  return [gradient, rowLoss];
}
