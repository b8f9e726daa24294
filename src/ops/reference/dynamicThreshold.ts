import type { DynamicThresholdAttributes } from '../dynamicThreshold.ts';
import type { Array64 } from './array64.ts';

/** Each sample clipped to its own quantile of |x| where that is above the limit, and brought back to the limit. */
export function dynamicThreshold({ quantile, limit }: DynamicThresholdAttributes, x: Array64): Array64[] {
  const [samples = 1] = x.shape;
  const size = x.data.length / samples;
  const thresholds = Array.from({ length: samples }, (_, sample) => {
    const sorted = x.data.slice(sample * size, (sample + 1) * size).map(Math.abs).sort();
    const place = quantile * (size - 1);
    const [low = 0, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
    return Math.max(limit, low + (place - Math.floor(place)) * (high - low));
  });
  return [x.map((value, i) => {
    const s = thresholds[Math.floor(i / size)] ?? Number.NaN;
    return Math.max(-s, Math.min(s, value)) * limit / s;
  })];
}
