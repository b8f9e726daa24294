/** Changes that mend what is unwise or wrong about what is learnt: each is tried before it is offered. */
import { checkObjective, type ObjectiveWarning } from '../../diffusion/objectiveWarnings.ts';
import { levelShares, type LevelShares } from '../../diffusion/levelShares.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { combinationProblems } from '../../recipe/combinations.ts';
import { evenShare } from '../../recipe/drawnShare.ts';
import type { Problem } from '../../recipe/fields.ts';
import { recipeNotes, type Note } from '../../recipe/notes.ts';
import { withOption, type OptionValue } from '../../recipe/optionValues.ts';
import { numberOption } from '../../recipe/options.ts';
import type { ObjectiveRecipe, Recipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';

/** `recipe` is the whole recipe with the remedy; objective and schedule alone differ. */
export interface Remedy { label: string; recipe: Recipe }

/** Points of a drawing that are this low, beside a mean of 1, are what the drawing leaves out. */
const LOWEST = 0.1;

/** @param deviation of the data as the network sees them, null where it is not known yet; @param shares null where no level counts */
export function objectiveWarnings({ schedule, objective }: Recipe, shares: LevelShares | null, deviation: number | null): ObjectiveWarning[] {
  if (!shares) return [];
  return checkObjective(makeNoiseTable(schedule), {
    kind: schedule.kind, prediction: objective.prediction, sigmaData: schedule.sigmaData, probabilities: shares.probabilities, weights: shares.weights,
    ...(deviation === null ? {} : { dataDeviation: deviation }),
  });
}

/** The first change that takes this warning away; null where only the person can decide. */
export function remedyFor(id: ObjectiveWarning['id'], recipe: Recipe, deviation: number | null): Remedy | null {
  const gone = (wanted: Recipe): boolean => {
    const shares = sharesOf(wanted);
    return shares !== null && objectiveWarnings(wanted, shares, deviation).every((warning) => warning.id !== id);
  };
  return candidates(id, recipe, deviation).find((one) => gone(one.recipe)) ?? null;
}

/** Changes that take a problem away, each by itself: the one that keeps most of what was just chosen first. */
export function problemRemedies({ path }: Problem, recipe: Recipe): Remedy[] {
  const still = (wanted: Recipe): boolean => combinationProblems(wanted).some((problem) => problem.path === path);
  return problemCandidates(path, recipe).filter((one) => !still(one.recipe)).slice(0, 2);
}

/** Changes after which a choice does what it seems to. */
export function noteRemedies({ path }: Note, recipe: Recipe): Remedy[] {
  const still = (wanted: Recipe): boolean => recipeNotes(wanted).some((note) => note.path === path);
  return [...(path === 'objective.loss' ? [squared(recipe)] : []), ...(path === 'objective.density' ? [uniform(recipe)] : [])].filter((one) => !still(one.recipe));
}

/** The shares of a recipe; null where it has none. */
export function sharesOf({ schedule, objective }: Pick<Recipe, 'schedule' | 'objective'>): LevelShares | null {
  try {
    return levelShares(schedule, objective, makeNoiseTable(schedule));
  } catch {
    return null;
  }
}

function option(label: string, recipe: Recipe, path: string, value: OptionValue): Remedy {
  return { label, recipe: withOption(recipe, path, value) };
}

function objective(label: string, recipe: Recipe, change: Partial<ObjectiveRecipe>): Remedy {
  return { label, recipe: { ...recipe, objective: { ...recipe.objective, ...change } } };
}

const squared = (recipe: Recipe): Remedy => option('Use the squared error', recipe, 'objective.loss', 'mse');
const simple = (recipe: Recipe): Remedy => option('Weight all alike', recipe, 'objective.weighting', 'simple');
const uniform = (recipe: Recipe): Remedy => option('Draw all alike', recipe, 'objective.density', 'uniform');
const even = (recipe: Recipe): Remedy => objective('Draw an even share', recipe, { weighting: 'hand-drawn', share: evenShare });

function candidates(id: ObjectiveWarning['id'], recipe: Recipe, deviation: number | null): Remedy[] {
  const { weighting, share, density } = recipe.objective;
  switch (id) {
    case 'wide-input':
      return [option('Use the EDM schedule', recipe, 'schedule.kind', 'edm')];
    case 'uneven-target':
      return [objective('Weight with sigma²', recipe, { weighting: 'score-matching', lambda: 'sigma-squared' })];
    case 'sigma-data': {
      const { min, max } = numberOption('schedule.sigmaData', isImageData(recipe.data));
      const sigmaData = Math.min(max, Math.max(min, Number((deviation ?? 1).toPrecision(2))));
      return [option(`Set sigma_data to ${sigmaData}`, recipe, 'schedule.sigmaData', sigmaData)];
    }
    case 'lopsided-share':
      return [option('Weight with min-SNR', recipe, 'objective.weighting', 'min-snr'), simple(recipe), even(recipe)];
    case 'unseen-levels': {
      const mean = share.reduce((sum, point) => sum + point.value, 0) / Math.max(1, share.length);
      const raised = objective('Raise the lowest points', recipe, { share: share.map(({ u, value }) => ({ u, value: Math.max(value, LOWEST * mean) })) });
      return [...(weighting === 'hand-drawn' ? [raised] : []), ...(density === 'uniform' ? [] : [uniform(recipe)]), simple(recipe), even(recipe), even(uniform(recipe).recipe)];
    }
    case 'unusual-prediction':
      return [];
  }
}

function problemCandidates(path: string, recipe: Recipe): Remedy[] {
  switch (path) {
    case 'objective':
      return [...(recipe.objective.weighting === 'hand-drawn' ? [even(recipe)] : []), simple(recipe), uniform(recipe), even(uniform(recipe).recipe)];
    case 'objective.loss':
      return [squared(recipe), option('Keep the variance fixed', recipe, 'objective.variance', 'fixed')];
    case 'objective.offsetNoise':
      return [option('Go without', recipe, path, 0)];
    default:
      return [];
  }
}
