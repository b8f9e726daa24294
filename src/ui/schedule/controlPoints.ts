/** What the control points of a hand-drawn schedule are: log-SNR or alpha_bar. How points are edited is told in charts/pointEdits.ts. */
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { alphaBarOfLogSnr, LOG_SNR_LIMIT } from '../../diffusion/noiseTable.ts';
import { clamp, logSnrOf } from './views.ts';

export type Space = ScheduleRecipe['space'];

/** alpha_bar of a point's value. */
export function levelOfPoint(space: Space, value: number): number {
  return space === 'alpha-bar' ? clamp(value, 0, 1) : alphaBarOfLogSnr(value);
}

/** A point's value for alpha_bar in [0, 1]; log-SNR is clamped to +-20. */
export function pointOfLevel(space: Space, alphaBar: number): number {
  return space === 'alpha-bar' ? clamp(alphaBar, 0, 1) : logSnrOf(alphaBar);
}

export function clampValue(space: Space, value: number): number {
  return space === 'alpha-bar' ? clamp(value, 0, 1) : clamp(value, -LOG_SNR_LIMIT, LOG_SNR_LIMIT);
}

export function convertPoints(points: readonly ControlPoint[], from: Space, to: Space): ControlPoint[] {
  if (from === to) return points.slice();
  return points.map(({ u, value, slope }) => {
    const level = levelOfPoint(from, value);
    const converted = { u, value: pointOfLevel(to, level) };
    if (slope === undefined) return converted;
    // d alpha_bar / d log-SNR = alpha_bar (1 - alpha_bar); where nothing of it is left no slope comes back either.
    const rate = level * (1 - level);
    return { ...converted, slope: to === 'alpha-bar' ? slope * rate : rate > 0 ? slope / rate : 0 };
  });
}
