import type { HybridLossAttributes } from '../hybridLoss.ts';
import { Array64 } from './array64.ts';

/** Squared error and variational bound of each row, and the gradient of their mean in which the bound takes the predicted mean as a constant. */
export function hybridLoss(attributes: null | HybridLossAttributes, prediction: Array64, target: Array64, timesteps: Array64, weights: Array64, bounds: Array64): Array64[] {
  const gradient = new Array64(prediction.shape);
  const [rowLoss, rowBound] = [new Array64(timesteps.shape), new Array64(timesteps.shape)];
  const batch = timesteps.data.length;
  const channels = target.columns;
  const dimensions = target.data.length / batch;
  const share = 1 / (batch * dimensions * (attributes?.parts ?? 1));
  for (let row = 0; row < batch; row += 1) {
    const t = timesteps.get(0, row);
    const [span = 0, ratio = 0, own = 0, constant = 0, boundWeight = 0] = bounds.data.slice(5 * t, 5 * t + 5);
    const weight = weights.get(0, t);
    let [squares, sum] = [0, 0];
    for (let d = 0; d < dimensions; d += 1) {
      const place = row * dimensions / channels + Math.floor(d / channels);
      const [c, v] = [d % channels, channels + d % channels];
      const error = prediction.get(place, c) - target.get(place, c);
      const s = span * (prediction.get(place, v) + 1) / 2;
      const mismatch = (own + ratio * error ** 2) * Math.exp(-s);
      squares += error ** 2;
      sum += (s + constant + mismatch) / 2;
      gradient.set(place, c, 2 * share * weight * error);
      gradient.set(place, v, share * boundWeight * (1 - mismatch) / 2 * span / 2);
    }
    rowBound.set(0, row, sum / dimensions);
    rowLoss.set(0, row, weight * squares / dimensions + boundWeight * sum / dimensions);
  }
  return [gradient, rowLoss, rowBound];
}
