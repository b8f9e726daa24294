/** Reads the sampling part of an untrusted recipe. */
import { gridNames } from '../diffusion/grids.ts';
import { samplerSettings } from '../diffusion/samplerSettings.ts';
import { samplerNames } from '../diffusion/samplerTable.ts';
import { spacedTimesteps } from '../diffusion/spacing.ts';
import { Fields, type Problem } from './fields.ts';
import { parseLabel } from './imageFields.ts';
import { parsePlaces } from './lists.ts';
import { clippings, sampledWeights } from './names.ts';
import type { DataRecipe, SamplerSettingsRecipe, SamplingRecipe, ScheduleRecipe } from './recipe.ts';
import { isImageData } from './recipeKind.ts';
import { parseSchedule } from './scheduleFields.ts';

/** @param trained the training schedule, which is sampled with where there is no other */
export function parseSampling(value: unknown, problems: Problem[], trained: ScheduleRecipe, data: DataRecipe): SamplingRecipe {
  const fields = new Fields(value, 'sampling', problems, isImageData(data));
  const own = fields.raw('schedule');
  const schedule = own === undefined || own === null ? null : parseSchedule(own, 'sampling.schedule', problems, data);
  const { timesteps } = schedule ?? trained;
  const spacing = fields.choice('spacing', gridNames);
  const given = parsePlaces(fields);
  const steps = stepsOf(fields, timesteps, spacing === 'hand-placed' ? given : null);
  const sampling: SamplingRecipe = {
    sampler: fields.choice('sampler', samplerNames),
    steps,
    spacing,
    gridRho: fields.number('gridRho'),
    places: given ?? (spacing === 'hand-placed' ? spacedTimesteps('trailing', timesteps, Math.min(steps, timesteps)) : []),
    ...settingsOf(fields),
    seed: fields.number('seed'),
    count: fields.number('count'),
    guidance: fields.number('guidance'),
    guidanceRescale: fields.number('guidanceRescale'),
    guidanceFrom: fields.number('guidanceFrom'),
    guidanceTo: fields.number('guidanceTo'),
    label: parseLabel(fields),
    clip: fields.choice('clip', clippings),
    clipValue: fields.number('clipValue'),
    clipQuantile: fields.number('clipQuantile'),
    weights: fields.choice('weights', sampledWeights),
    schedule,
  };
  fields.end();
  return sampling;
}

/** The default fits a short schedule too, and timesteps that were placed by hand. */
function stepsOf(fields: Fields, timesteps: number, places: readonly number[] | null): number {
  const steps = fields.number('steps');
  if (fields.raw('steps') !== undefined) return steps;
  return places ? Math.max(1, places.length) : Math.min(steps, timesteps);
}

function settingsOf(fields: Fields): SamplerSettingsRecipe {
  return {
    eta: fields.numberOrNull('eta'), noiseScale: fields.number('noiseScale'),
    churn: fields.number('churn'), churnFrom: fields.number('churnFrom'), churnTo: fields.number('churnTo'),
    order: fields.numberOrNull('order'), solver: fields.choice('solver', samplerSettings.solver.values),
    curvature: fields.choice('curvature', samplerSettings.curvature.values), variance: fields.choice('variance', samplerSettings.variance.values),
    snr: fields.number('snr'), corrections: fields.number('corrections'),
    restartFrom: fields.number('restartFrom'), restartTo: fields.number('restartTo'), restartSteps: fields.number('restartSteps'), restarts: fields.number('restarts'),
  };
}
