/** What changed from one recipe to another, and what of it a running model cannot take over. */
import { optionAt } from './options.ts';
import type { Recipe } from './recipe.ts';

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(a: unknown, b: unknown, path: string): string[] {
  if (a === b) return [];
  if (!isGroup(a) || !isGroup(b)) return JSON.stringify(a) === JSON.stringify(b) ? [] : [path];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => compare(a[key], b[key], path === '' ? key : `${path}.${key}`));
}

/**
 * Paths of the fields that differ, in the recipe's order. A list (`data.points`, `schedule.points`) is one field, and so
 * is `sampling.schedule` where one of the two is null.
 */
export function differences(a: Recipe, b: Recipe): string[] {
  return compare(a, b, '');
}

/** Lists have no option of their own: the data's need a restart, a schedule's control points do not. */
const listsThatRestart: readonly string[] = ['data.points', 'data.strokes', 'data.classes', 'model.blockChannels', 'model.attention', 'training.furtherEmas'];
const listsThatDoNot: readonly string[] = ['version', 'schedule.points', 'objective.share', 'sampling.label', 'sampling.places', 'sampling.schedule', 'sampling.schedule.points'];

/**
 * The parts of the running recipe that a running model can take over from the wanted one, with all of that taken over; the schedule goes its own way.
 * The learning rate belongs to the optimizer it was chosen for: while another one waits for a restart, the present one keeps its own.
 */
export function takenOver(running: Recipe, wanted: Recipe): Pick<Recipe, 'objective' | 'optimizer' | 'training'> {
  const { prediction, variance, selfConditioning } = running.objective;
  const { warmupSteps, decay, cycleRise } = wanted.optimizer;
  const { learningRate } = running.optimizer.kind === wanted.optimizer.kind ? wanted.optimizer : running.optimizer;
  const { batch, emaDecay } = wanted.training;
  return {
    objective: { ...wanted.objective, prediction, variance, selfConditioning },
    optimizer: { ...running.optimizer, learningRate, warmupSteps, decay, cycleRise },
    training: { ...running.training, batch, emaDecay },
  };
}

/** Those of `differences(running, wanted)` that count only after a restart from step 0; empty when everything can change while it runs. */
export function needsRestart(running: Recipe, wanted: Recipe): string[] {
  return differences(running, wanted).filter((path) => {
    if (listsThatRestart.includes(path)) return true;
    return !listsThatDoNot.includes(path) && optionAt(path).restart;
  });
}
