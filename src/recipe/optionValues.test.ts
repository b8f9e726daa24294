import { describe, expect, it } from 'vitest';
import { optionValue, withOption } from './optionValues.ts';
import { preset } from './presets.ts';
import { parseRecipe } from './validate.ts';

const moons = preset('two-moons');

describe('values by the path of their option', () => {
  it('are read and written, and nothing else changes', () => {
    expect(optionValue(moons, 'objective.loss')).toBe('mse');
    const changed = withOption(moons, 'objective.loss', 'huber');
    expect(optionValue(changed, 'objective.loss')).toBe('huber');
    expect(changed).toEqual({ ...moons, objective: { ...moons.objective, loss: 'huber' } });
    expect(changed.optimizer).toBe(moons.optimizer);
    expect(parseRecipe(changed)).toEqual(changed);
  });

  it('of a setting left to the sampler are the sampler\'s own', () => {
    const ancestral = withOption(withOption(moons, 'sampling.eta', 0.5), 'sampling.sampler', 'euler-ancestral');
    expect(ancestral.sampling.eta).toBeNull();
    expect(optionValue(ancestral, 'sampling.eta')).toBe(1);
    expect(optionValue(withOption(ancestral, 'sampling.sampler', 'ddim'), 'sampling.eta')).toBe(0);
  });

  it('of a newly chosen kind come with the numbers that usually go with it', () => {
    expect(withOption(moons, 'optimizer.kind', 'sgd').optimizer).toMatchObject({ kind: 'sgd', learningRate: 0.05, momentum: 0.9, decay: moons.optimizer.decay });
    expect(withOption(moons, 'schedule.kind', 'scaled-linear').schedule).toMatchObject({ kind: 'scaled-linear', timesteps: moons.schedule.timesteps });
  });

  it('that no recipe has are refused', () => {
    expect(() => optionValue(moons, 'objective.luck')).toThrow('objective.luck');
    expect(() => withOption(moons, 'objective.luck', 1)).toThrow('objective.luck');
    expect(() => withOption(moons, 'version', 1)).toThrow('version');
  });
});
