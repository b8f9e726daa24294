/** Samplers in words: their groups in the list, and what a plan costs and promises. */
import type { SamplerPlan } from '../../diffusion/plan.ts';
import type { SettingName } from '../../diffusion/samplerSettings.ts';
import { samplerEntry, samplerNames, type SamplerEntry, type SamplerName } from '../../diffusion/samplerTable.ts';
import { settingDefault } from '../../recipe/relevance.ts';
import type { SamplingRecipe } from '../../recipe/recipe.ts';
import { say, sayCount } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';

const groups: readonly (readonly [SamplerEntry['noise'], string])[] = [['optional', 'Deterministic, or random as set'], ['never', 'Deterministic'], ['always', 'Random']];

export interface SamplerOption { value: SamplerName; label: string; group: string }

/** All samplers, by whether they draw fresh noise. */
export function samplerOptions(): SamplerOption[] {
  return groups.flatMap(([noise, group]) =>
    samplerNames.filter((name) => samplerEntry(name).noise === noise).map((value) => ({ value, label: sayText(samplerEntry(value).label), group: sayText(group) })));
}

/** What makes a sampler what it is stands in sight; the rest is folded away. */
const inSight: readonly SettingName[] = ['eta', 'order', 'variance', 'churn', 'curvature', 'corrections', 'restarts'];

export function mainSettings(sampler: SamplerName): SettingName[] {
  return samplerEntry(sampler).settings.filter((name) => inSight.includes(name));
}

export function finerSettings(sampler: SamplerName): SettingName[] {
  return samplerEntry(sampler).settings.filter((name) => !inSight.includes(name));
}

/** Order of convergence with these settings, where no fresh noise is drawn. */
export function orderOf({ sampler, order, curvature }: Pick<SamplingRecipe, 'sampler' | 'order' | 'curvature'>): number {
  const combined = order ?? Number(settingDefault(sampler, 'order'));
  if (sampler === 'lms') return combined;
  if (sampler === 'unipc') return combined + 1;
  if (sampler === 'dpmpp-3m' && curvature === 'half') return 2;
  return samplerEntry(sampler).order;
}

const orders = ['', 'First order: twice the steps, half the error.', 'Second order: twice the steps, a quarter of the error.', 'Third order: twice the steps, an eighth of the error.', 'Fourth order: twice the steps, a sixteenth of the error.'];

/**
 * What a plan costs and promises, for instance "10 steps, 19 calls of the network. No fresh noise. Second order: …".
 * @param guided whether each call asks the network twice
 */
export function planWords(plan: SamplerPlan, sampling: SamplingRecipe, guided: boolean): string {
  const steps = sayCount(sampling.steps, '{0} step', '{0} steps');
  const calls = guided
    ? sayCount(plan.calls.length, '{0} call of the network, each with and without the class', '{0} calls of the network, each with and without the class')
    : sayCount(plan.calls.length, '{0} call of the network', '{0} calls of the network');
  const random = plan.calls.some(({ next, logVariances }) => next.noise > 0 || logVariances !== undefined);
  return `${steps}, ${calls}. ${random ? say`Fresh noise on the way.` : `${say`No fresh noise.`} ${sayText(orders[orderOf(sampling)] ?? '')}`}`;
}
