/** How samples are drawn: the recipe's own way, with what the command line says otherwise. */
import { MOST_STEPS } from '../diffusion/grids.ts';
import { samplerNames } from '../diffusion/samplerTable.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import { numberOption } from '../recipe/options.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { isOfTimesteps, samplingWith } from '../recipe/relevance.ts';
import { UsageError, type Arguments } from './arguments.ts';

/** Arguments that take a value. */
export const sampleArguments = ['sampler', 'steps', 'eta', 'count', 'seed', 'label', 'guidance'] as const;

/** More samples than a page would show. */
export const MAX_COUNT = 200_000;

/**
 * @param classes that the model knows; null where it knows none
 * @throws UsageError for what the model or the sampler cannot do
 */
export function sampleRequest(given: Arguments, recipe: Recipe, classes: number | null, count: number): SampleRequest {
  const sampler = given.oneOf('sampler', samplerNames) ?? recipe.sampling.sampler;
  const sampling = samplingWith(sampler, recipe.sampling);
  const { timesteps } = sampling.schedule ?? recipe.schedule;
  const [seed, guidance] = [numberOption('sampling.seed'), numberOption('sampling.guidance')];
  return {
    ...sampling,
    steps: given.whole('steps', 1, isOfTimesteps(sampling.spacing) ? timesteps : MOST_STEPS) ?? sampling.steps,
    eta: given.number('eta', 0, 1) ?? sampling.eta,
    count: given.whole('count', 1, MAX_COUNT) ?? count,
    seed: given.whole('seed', seed.min, seed.max) ?? sampling.seed,
    guidance: ofClasses('guidance', given.number('guidance', guidance.min, guidance.max), classes) ?? sampling.guidance,
    label: labelOf(given, classes) ?? sampling.label,
  };
}

function ofClasses<T>(name: string, value: T | undefined, classes: number | null): T | undefined {
  if (value !== undefined && classes === null) throw new UsageError(`--${name} is for models that know classes, and this one knows none. Leave it out.`);
  return value;
}

function labelOf(given: Arguments, classes: number | null): SampleRequest['label'] | undefined {
  const text = ofClasses('label', given.text('label'), classes);
  if (text === undefined || text === 'each' || text === 'none') return text;
  const most = (classes ?? 1) - 1;
  if (!/^\d+$/.test(text) || Number(text) > most) throw new UsageError(`--label is "${text}"; it takes each, none, or the number of a class from 0 to ${most}.`);
  return Number(text);
}
