/** What of a recipe does not go together although each field is right by itself, a sentence each. */
import { requestedPlan } from '../diffusion/requestedPlan.ts';
import type { NoiseTable } from '../diffusion/noiseTable.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { trainingDraws } from '../diffusion/trainingDraws.ts';
import type { Problem } from './fields.ts';
import type { Recipe } from './recipe.ts';
import { isImageData } from './recipeKind.ts';
import { isOfTimesteps } from './relevance.ts';

/** Empty where all goes together. The page asks this after every change, validation before it hands a recipe on. */
export function combinationProblems(recipe: Recipe): Problem[] {
  const { schedule, objective, sampling } = recipe;
  const found: Problem[] = [];
  const problem = (path: string, message: string): void => { found.push({ path, message }); };
  const attempt = <T>(path: string, make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      problem(path, `${path}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  for (const { path, message } of onlyForPictures(recipe)) problem(path, message);
  if (objective.variance === 'learned' && objective.loss !== 'mse') {
    problem('objective.loss', `objective.loss is "${objective.loss}"; a learned variance goes with "mse" alone, since it is learnt from the bound, which is made of squared errors.`);
  }
  const averages = 1 + recipe.training.furtherEmas.length;
  const wanted = sampling.weights === 'average3' ? 3 : sampling.weights === 'average2' ? 2 : 1;
  if (wanted > averages) {
    problem('sampling.weights', `sampling.weights is "${sampling.weights}", but training keeps ${averages === 1 ? 'one average' : `${averages} averages`}; add a decay to training.furtherEmas, or take an average that there is.`);
  }
  if (sampling.guidanceFrom > sampling.guidanceTo) {
    problem('sampling.guidanceFrom', `sampling.guidanceFrom is ${sampling.guidanceFrom}; it takes at most sampling.guidanceTo, which is ${sampling.guidanceTo}.`);
  }
  const trained = attempt('schedule', () => makeNoiseTable(schedule));
  if (!trained) return found;
  attempt('objective', () => trainingDraws(schedule, objective, trained));
  const other = sampling.schedule;
  const stepped = other ? attempt('sampling.schedule', () => makeNoiseTable(other)) : trained;
  if (stepped) checkPlan(recipe, trained, stepped, problem, attempt);
  return found;
}

function checkPlan({ sampling, objective }: Recipe, trained: NoiseTable, stepped: NoiseTable, problem: (path: string, message: string) => void, attempt: (path: string, make: () => unknown) => unknown): void {
  if (isOfTimesteps(sampling.spacing) && sampling.steps > stepped.timesteps) {
    problem('sampling.steps', `sampling.steps is ${sampling.steps}; it takes at most the number of timesteps of its schedule, ${stepped.timesteps}.`);
    return;
  }
  attempt('sampling', () => requestedPlan(sampling, trained, stepped, objective.variance === 'learned'));
}

function onlyForPictures({ data, objective }: Recipe): Problem[] {
  if (isImageData(data) || objective.offsetNoise === 0) return [];
  return [{
    path: 'objective.offsetNoise',
    message: `objective.offsetNoise is ${objective.offsetNoise}; it takes 0 for data of kind ${data.kind}: noise that all pixels of a picture share is for pictures, in points it would only be more noise.`,
  }];
}
