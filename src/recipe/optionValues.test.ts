import { describe, expect, it } from 'vitest';
import { levelShares } from '../diffusion/levelShares.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { evenShare } from './drawnShare.ts';
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

  it('of a weighting drawn by hand begin with the share that was there, and keep what was drawn', () => {
    const before = withOption(withOption(moons, 'objective.prediction', 'v'), 'objective.weighting', 'min-snr');
    const drawn = withOption(before, 'objective.weighting', 'hand-drawn');
    expect(drawn.objective.share.length).toBeGreaterThanOrEqual(5);
    const shares = (recipe: typeof drawn) => levelShares(recipe.schedule, recipe.objective, makeNoiseTable(recipe.schedule)).share;
    const largest = Math.max(...shares(before));
    shares(drawn).forEach((part, t) => expect(Math.abs(part - (shares(before)[t] ?? 0))).toBeLessThan(0.1 * largest));
    expect(parseRecipe(drawn)).toEqual(drawn);
    const later = withOption(withOption({ ...drawn, schedule: { ...drawn.schedule, kind: 'linear' } }, 'objective.weighting', 'simple'), 'objective.weighting', 'hand-drawn');
    expect(later.objective.share).toEqual(drawn.objective.share);
    const nothing = { ...moons, objective: { ...moons.objective, weighting: 'hand-drawn' as const, share: [{ u: 0, value: 0 }] } };
    expect(withOption(nothing, 'objective.weighting', 'hand-drawn').objective.share).toEqual(evenShare);
  });

  it('that no recipe has are refused', () => {
    expect(() => optionValue(moons, 'objective.luck')).toThrow('objective.luck');
    expect(() => withOption(moons, 'objective.luck', 1)).toThrow('objective.luck');
    expect(() => withOption(moons, 'version', 1)).toThrow('version');
  });
});
