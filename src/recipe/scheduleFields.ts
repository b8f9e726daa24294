/** Reads a schedule of an untrusted recipe. */
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { shapeDefault } from '../diffusion/scheduleSettings.ts';
import { Fields, type Problem } from './fields.ts';
import { parseControlPoints } from './lists.ts';
import { scheduleKinds, scheduleSpaces } from './names.ts';
import type { DataRecipe, ScheduleRecipe } from './recipe.ts';
import { isImageData } from './recipeKind.ts';

/** The standard deviation that data are taken to have in the model's units. */
export function usualDeviation(data: DataRecipe): number {
  return isImageData(data) && data.range !== 'standardised' ? 0.5 : 1;
}

/** @param path of the schedule in the recipe */
export function parseSchedule(value: unknown, path: string, problems: Problem[], data: DataRecipe): ScheduleRecipe {
  const fields = new Fields(value, path, problems);
  const before = problems.length;
  const kind = fields.choice('kind', scheduleKinds);
  const space = fields.choice('space', scheduleSpaces);
  const schedule: ScheduleRecipe = {
    kind,
    timesteps: fields.number('timesteps'),
    betaStart: fields.number('betaStart'),
    betaEnd: fields.number('betaEnd'),
    zeroTerminalSnr: fields.switch('zeroTerminalSnr'),
    space,
    points: parseControlPoints(fields, kind === 'hand-drawn', space),
    sigmaMin: fields.number('sigmaMin', shapeDefault(kind, 'sigmaMin')),
    sigmaMax: fields.number('sigmaMax', shapeDefault(kind, 'sigmaMax')),
    rho: fields.number('rho'),
    laplaceMean: fields.number('laplaceMean'),
    laplaceScale: fields.number('laplaceScale'),
    shift: fields.number('shift'),
    sigmaData: fields.number('sigmaData', usualDeviation(data)),
  };
  if (schedule.betaStart > schedule.betaEnd) {
    fields.problem(fields.at('betaStart'), `${fields.at('betaStart')} is ${schedule.betaStart}; it takes at most ${fields.at('betaEnd')}, which is ${schedule.betaEnd}.`);
  }
  fields.end();
  if (problems.length === before) fields.attempt(path, () => makeNoiseTable(schedule));
  return schedule;
}
