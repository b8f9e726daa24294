import { Array64 } from './array64.ts';

/** row_loss[b] = weight(t_b) mean over d of (prediction - target)^2, and the gradient of the mean of row_loss. */
export function squaredError(_: null, prediction: Array64, target: Array64, timesteps: Array64, weights: Array64): Array64[] {
  const gradient = new Array64(prediction.shape);
  const rowLoss = new Array64(timesteps.shape);
  for (let row = 0; row < prediction.rows; row += 1) {
    const weight = weights.get(0, timesteps.get(0, row));
    let sum = 0;
    for (let d = 0; d < prediction.columns; d += 1) {
      const difference = prediction.get(row, d) - target.get(row, d);
      sum += difference ** 2;
      gradient.set(row, d, 2 * weight * difference / prediction.data.length);
    }
    rowLoss.set(0, row, weight * sum / prediction.columns);
  }
  return [gradient, rowLoss];
}
