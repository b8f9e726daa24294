import { describe, expect, it } from 'vitest';
import { requestedPlan } from '../../diffusion/requestedPlan.ts';
import { samplerEntry, samplerNames, type SamplerName } from '../../diffusion/samplerTable.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { withOption } from '../../recipe/optionValues.ts';
import { preset } from '../../recipe/presets.ts';
import type { SamplingRecipe } from '../../recipe/recipe.ts';
import { finerSettings, mainSettings, planWords, samplerOptions } from './samplerWords.ts';

const moons = preset('two-moons');
const table = makeNoiseTable(moons.schedule);
const words = (sampler: SamplerName, change: Partial<SamplingRecipe> = {}, guided = false): string => {
  const sampling = { ...withOption(moons, 'sampling.sampler', sampler).sampling, steps: 10, ...change };
  return planWords(requestedPlan(sampling, table, table, false), sampling, guided);
};

describe('samplers in words', () => {
  it('are all in the list, once, in the group of their noise', () => {
    expect(samplerOptions().map(({ value }) => value).toSorted()).toEqual(samplerNames.toSorted());
    expect(samplerOptions().find(({ value }) => value === 'ddim')?.group).toBe('Deterministic, or random as set');
    expect(samplerOptions().find(({ value }) => value === 'unipc')?.group).toBe('Deterministic');
    expect(samplerOptions().find(({ value }) => value === 'ddpm')?.group).toBe('Random');
  });

  it('show every setting, in sight or folded away', () => {
    for (const name of samplerNames) expect([...mainSettings(name), ...finerSettings(name)].toSorted()).toEqual(samplerEntry(name).settings.toSorted());
    expect(mainSettings('predictor-corrector')).toEqual(['eta', 'corrections']);
    expect(finerSettings('heun')).toEqual(['churnFrom', 'churnTo', 'noiseScale']);
  });

  it('tell their calls, their noise and their order', () => {
    expect(words('ddim')).toBe('10 steps, 10 calls of the network. No fresh noise. First order: twice the steps, half the error.');
    expect(words('heun')).toMatch(/^10 steps, 19 calls of the network\. No fresh noise\. Second order/);
    expect(words('ddim', { eta: 0.5 })).toMatch(/Fresh noise on the way\.$/);
    expect(words('ddpm')).toMatch(/Fresh noise on the way\.$/);
    expect(words('heun', { churn: 10 })).toMatch(/Fresh noise on the way\.$/);
    expect(words('euler-ancestral', { eta: 0 })).toMatch(/First order/);
    expect(words('unipc', { order: 3 })).toMatch(/Fourth order/);
    expect(words('lms')).toMatch(/Fourth order/);
    expect(words('dpmpp-3m', { curvature: 'half' })).toMatch(/Second order/);
    expect(words('predictor-corrector', { corrections: 2 })).toMatch(/^10 steps, 28 calls/);
    expect(words('ddim', { steps: 1 }, true)).toMatch(/^1 step, 1 call of the network, each with and without the class\./);
  });
});
