import { gridLevels } from '../../diffusion/grids.ts';
import { levelFinder, noiseRatio, type Level } from '../../diffusion/levels.ts';
import { clampLogSnr, type NoiseTable } from '../../diffusion/noiseTable.ts';
import type { SamplingRecipe } from '../../recipe/recipe.ts';

/** The noise levels that sampling visits, noisy to clean, with their places on the schedule sampled with; null where the settings do not go together. */
export function visitedLevels({ spacing, steps, gridRho, places }: Pick<SamplingRecipe, 'spacing' | 'steps' | 'gridRho' | 'places'>, table: NoiseTable): Level[] | null {
  try {
    return gridLevels({ spacing, rho: gridRho, places }, table, levelFinder(table), steps);
  } catch {
    return null;
  }
}

/** log-SNR of a level, clipped for drawing. */
export function levelLogSnr(level: Level): number {
  return clampLogSnr(-2 * Math.log(noiseRatio(level)));
}

/** log-SNR at any place of a table, from a view of it over t. @param logSnrs at t = 0 .. T - 1 */
export function logSnrAtPlace(logSnrs: ArrayLike<number>, place: number): number {
  const at = Math.min(logSnrs.length - 1, Math.max(0, place));
  const below = Math.floor(at);
  const left = logSnrs[below] ?? 0;
  return left + ((logSnrs[below + 1] ?? left) - left) * (at - below);
}
