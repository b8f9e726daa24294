import { useMemo } from 'react';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { usePlayground } from '../playground.ts';

function tableOf(schedule: ScheduleRecipe): NoiseTable | null {
  try {
    return makeNoiseTable(schedule);
  } catch {
    return null;
  }
}

/** The noise levels that the network is trained on, and those that sampling steps through; null where a schedule makes none. */
export function useSampledTables(): { trained: NoiseTable; sampled: NoiseTable } | null {
  const schedule = usePlayground((state) => state.recipe.schedule);
  const own = usePlayground((state) => state.recipe.sampling.schedule);
  return useMemo(() => {
    const trained = tableOf(schedule);
    const sampled = own ? tableOf(own) : trained;
    return trained && sampled ? { trained, sampled } : null;
  }, [schedule, own]);
}
