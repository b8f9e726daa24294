import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { columnProblems, differingParts, firstColumns, letterOf, requestOf } from './columns.ts';

const recipe = preset('two-moons');
const [own, few, other] = firstColumns(recipe);
if (!own || !few || !other) throw new Error('There are three columns to begin with.');

describe('columns', () => {
  it('begin with the sampler of the page, the same in few steps, and another', () => {
    expect(own).toMatchObject({ of: 'model', sampler: recipe.sampling.sampler, steps: recipe.sampling.steps, seed: recipe.sampling.seed });
    expect(differingParts(few, own)).toEqual(['steps']);
    expect(differingParts(other, own)).toContain('sampler');
    expect([0, 3].map(letterOf)).toEqual(['A', 'D']);
  });
  it('ask for what is their own and else for what the page has', () => {
    const sampling = { ...recipe.sampling, spacing: 'linspace', count: 5000 } as const;
    expect(requestOf({ ...other, steps: 7, seed: 9 }, recipe, sampling)).toMatchObject({ sampler: other.sampler, steps: 7, seed: 9, spacing: 'linspace', count: 1000, eta: null });
  });
  it('leave places chosen by hand to the column with as many steps', () => {
    const sampling = { ...recipe.sampling, sampler: 'ddim', steps: 3, spacing: 'hand-placed', places: [90, 50, 10] } as const;
    const byHand = { ...own, sampler: 'ddim', steps: 3 } as const;
    expect(requestOf(byHand, recipe, sampling)).toMatchObject({ spacing: 'hand-placed', steps: 3 });
    expect(requestOf({ ...byHand, steps: 4 }, recipe, sampling)).toMatchObject({ spacing: 'trailing', steps: 4 });
  });
  it('tell what does not go together', () => {
    expect(columnProblems(own, recipe, recipe.sampling)).toEqual([]);
    expect(columnProblems({ ...own, sampler: 'heun', steps: 1 }, recipe, recipe.sampling)[0]?.message).toMatch(/2/);
  });
  it('have the same schedule where its numbers are the same', () => {
    expect(differingParts({ ...own, schedule: { ...recipe.schedule } }, { ...own, schedule: recipe.schedule })).toEqual([]);
    expect(differingParts({ ...own, schedule: recipe.schedule }, own)).toEqual(['schedule']);
  });
});
