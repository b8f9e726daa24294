import type { EstimateX0Attributes } from '../estimateX0.ts';
import type { Array64 } from './array64.ts';

/** x0 = state(t) x_t + output(t) prediction, clipped to [-limit, limit] where there is one. */
export function estimateX0(attributes: null | EstimateX0Attributes, x: Array64, prediction: Array64, timesteps: Array64, table: Array64): Array64[] {
  const limit = attributes?.limit ?? Infinity;
  const size = x.data.length / timesteps.data.length;
  return [x.map((value, i) => {
    const t = timesteps.get(0, Math.floor(i / size));
    return Math.max(-limit, Math.min(limit, table.get(t, 0) * value + table.get(t, 1) * (prediction.data[i] ?? Number.NaN)));
  })];
}
