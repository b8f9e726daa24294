/** Little pictures of schedules: alpha_bar from 1 (top) to 0 over time. */
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { curvePath } from '../../plot/curvePath.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';

const PICTURE_TIMESTEPS = 48;

export const PICTURE = { width: 64, height: 34 } as const;

/** An SVG path within PICTURE. */
export function schedulePicture(schedule: ScheduleRecipe): string {
  const { alphasCumprod } = makeNoiseTable({ ...schedule, timesteps: PICTURE_TIMESTEPS });
  const last = alphasCumprod.length - 1;
  return curvePath(alphasCumprod, (t) => 3 + ((PICTURE.width - 6) * t) / last, (level) => PICTURE.height - 3 - (PICTURE.height - 6) * level);
}
