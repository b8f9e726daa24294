/** What a model would take, in words, and which one to recommend. */
import type { ModelEstimate } from '../../protocol/messages.ts';
import { optionAt } from '../../recipe/options.ts';
import { unetProblems } from '../../recipe/imageFields.ts';
import type { UNetRecipe } from '../../recipe/recipe.ts';
import { decimals } from '../../words/decimals.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { duration } from '../training/durations.ts';

/** As long as people wait for the first thousand steps: 15 minutes, in seconds. */
export const PATIENCE = 900;

export function parametersText(parameters: number): string {
  if (parameters < 1e6) return `${groupedNumber(Math.round(parameters / 1e3))} k`;
  return decimals(`${(parameters / 1e6).toFixed(1)} M`);
}

export function bytesText(bytes: number): string {
  const megabytes = bytes / 2 ** 20;
  return megabytes < 1000 ? `${Math.max(1, Math.round(megabytes))} MB` : decimals(`${(megabytes / 1024).toFixed(1)} GB`);
}

/** A thousand steps take as many seconds as one takes milliseconds. */
export function estimateText({ parameters, bytes, millisecondsPerStep }: ModelEstimate): string {
  return say`${parametersText(parameters)} parameters · ${bytesText(bytes)} · ${groupedNumber(1000)} steps in ${duration(millisecondsPerStep)}`;
}

/**
 * Place of the model to recommend: the last (largest) that fits and trains a thousand steps within `PATIENCE`, else the first
 * that fits; null where none does. Null entries are models that the pictures do not suit.
 */
export function recommended(estimates: readonly (ModelEstimate | null)[]): number | null {
  const fits = (estimate: ModelEstimate | null) => estimate !== null && estimate.tooBig === null;
  const quick = estimates.findLastIndex((estimate) => estimate !== null && fits(estimate) && estimate.millisecondsPerStep <= PATIENCE);
  const any = quick >= 0 ? quick : estimates.findIndex(fits);
  return any >= 0 ? any : null;
}

/** A sentence when the parts of a U-Net do not fit together or to pictures of `size`, else null. */
export function shapeProblem(model: UNetRecipe, size: number): string | null {
  const [problem] = unetProblems(model, size);
  if (problem === undefined) return null;
  const name = problem.path === 'blockChannels' ? 'The list of channels' : optionAt(`model.${problem.path}`).label;
  return sayText(`${name} ${problem.message}`);
}
