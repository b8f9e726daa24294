/** A weighting that begins to be drawn by hand. */
import { levelShares, startingPoints } from '../diffusion/levelShares.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import type { ObjectiveRecipe, Recipe, SharePoint } from './recipe.ts';

/** Every noise level has the same part of the loss. */
export const evenShare: readonly SharePoint[] = [0, 0.25, 0.5, 0.75, 1].map((u) => ({ u, value: 1 }));

/** Points on the share that the noise levels of a recipe have now; on an even share where it has none. */
export function pointsOfPresentShare({ schedule, objective }: Pick<Recipe, 'schedule' | 'objective'>): readonly SharePoint[] {
  try {
    return startingPoints(levelShares(schedule, objective, makeNoiseTable(schedule)).share);
  } catch {
    return evenShare;
  }
}

/** The objective with its weighting drawn by hand: as it was drawn before, else beginning with the share that there is now. */
export function drawnByHand({ schedule, objective }: Pick<Recipe, 'schedule' | 'objective'>): ObjectiveRecipe {
  const share = objective.share.length > 1 ? objective.share : pointsOfPresentShare({ schedule, objective });
  return { ...objective, weighting: 'hand-drawn', share };
}
