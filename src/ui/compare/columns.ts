/** What the columns of a comparison draw, and what of it differs. */
import { combinationProblems } from '../../recipe/combinations.ts';
import type { Problem } from '../../recipe/fields.ts';
import type { Recipe, SamplingRecipe, ScheduleRecipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { samplingWith } from '../../recipe/relevance.ts';
import type { Asked, SampleRequest } from '../../protocol/messages.ts';
import { sampleRequest } from '../../store/previewRequest.ts';
import { isSameSchedule } from '../schedule/savedSchedules.ts';

/** A film to be drawn: what is set here differs from column to column, all else is as the page has it. */
export interface DrawnColumn {
  readonly id: number;
  readonly of: Asked;
  readonly sampler: SamplingRecipe['sampler'];
  readonly steps: number;
  /** null: as the sampler has it. */
  readonly eta: number | null;
  /** null: the trained schedule. */
  readonly schedule: ScheduleRecipe | null;
  readonly guidance: number;
  readonly seed: number;
}

/** A film that was kept. */
export interface KeptColumn {
  readonly id: number;
  readonly kept: number;
}

export type Column = DrawnColumn | KeptColumn;

export const MOST_COLUMNS = 4;
/** Samples of a column: enough to see where they lie, few enough for four films. */
const MOST_SAMPLES = { points: 1000, pictures: 16 } as const;

export function isKept(column: Column): column is KeptColumn {
  return 'kept' in column;
}

/** The letter by which a column is called: A for the first. */
export function letterOf(place: number): string {
  return String.fromCodePoint(65 + place);
}

/** The page's sampling part with what a column has of its own. */
function samplingOf(column: DrawnColumn, recipe: Recipe): SamplingRecipe {
  const { sampling } = recipe;
  const { sampler, steps, eta, schedule, guidance, seed } = column;
  const count = Math.min(sampling.count, isImageData(recipe.data) ? MOST_SAMPLES.pictures : MOST_SAMPLES.points);
  // Places chosen by hand are as many as the page's steps.
  const spacing = sampling.spacing === 'hand-placed' && (steps !== sampling.steps || schedule !== sampling.schedule) ? 'trailing' : sampling.spacing;
  return { ...samplingWith(sampler, sampling), steps, eta, schedule, guidance, seed, count, spacing };
}

/** What a column asks the worker for. @param running the recipe that the model runs with */
export function requestOf(column: DrawnColumn, running: Recipe, sampling: SamplingRecipe): SampleRequest {
  return sampleRequest({ ...running, sampling: samplingOf(column, { ...running, sampling }) });
}

/** What keeps a column from being drawn, a sentence each. */
export function columnProblems(column: DrawnColumn, running: Recipe, sampling: SamplingRecipe): Problem[] {
  const whole = { ...running, sampling };
  return combinationProblems({ ...whole, sampling: samplingOf(column, whole) }).filter(({ path }) => path.startsWith('sampling'));
}

/** The comparison that one begins with: what the page samples with, in many steps and in few, beside a solver of another order. */
export function firstColumns({ sampling, schedule }: Recipe): DrawnColumn[] {
  const few = Math.max(2, Math.min(10, schedule.timesteps));
  const own: DrawnColumn = { id: 0, of: 'model', sampler: sampling.sampler, steps: sampling.steps, eta: sampling.eta, schedule: sampling.schedule, guidance: sampling.guidance, seed: sampling.seed };
  const other = sampling.sampler === 'dpmpp-2m' ? 'ddim' : 'dpmpp-2m';
  return [own, { ...own, id: 1, steps: sampling.steps === few ? Math.max(2, Math.floor(few / 2)) : few }, { ...own, id: 2, sampler: other, steps: few, eta: null }];
}

export const columnParts = ['of', 'sampler', 'steps', 'eta', 'schedule', 'guidance', 'seed'] as const;
export type ColumnPart = (typeof columnParts)[number];

/** In which parts a column differs from another. */
export function differingParts(column: DrawnColumn, other: DrawnColumn): ColumnPart[] {
  return columnParts.filter((part) => {
    if (part !== 'schedule') return column[part] !== other[part];
    return column.schedule === null || other.schedule === null ? column.schedule !== other.schedule : !isSameSchedule(column.schedule, other.schedule);
  });
}
