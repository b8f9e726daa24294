/** What clipping did to the gradients so far. */
import type { Losses } from '../../store/state.ts';

/** How many times as far as the curve the limit may lie to be in the chart, too. */
const REACH = 8;

/** Share of the steps whose gradient was longer than the limit; null where nothing is clipped or trained. */
export function clippedShare({ values, length }: Losses, limit: number): number | null {
  if (limit <= 0 || length === 0) return null;
  return values.subarray(0, length).reduce((count, norm) => count + (norm <= limit ? 0 : 1), 0) / length;
}

/** Both ends of the axis, widened so that the limit is seen where it is not far. */
export function withLimit([low, high]: readonly [number, number], limit: number): readonly [number, number] {
  if (limit <= 0 || limit < low / REACH || limit > high * REACH) return [low, high];
  return [Math.min(low, limit / 1.15), Math.max(high, limit * 1.15)];
}
