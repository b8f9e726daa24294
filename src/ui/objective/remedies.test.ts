import { describe, expect, it } from 'vitest';
import { combinationProblems } from '../../recipe/combinations.ts';
import { presetNames, preset } from '../../recipe/presets.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { recipeNotes } from '../../recipe/notes.ts';
import { noteRemedies, objectiveWarnings, problemRemedies, remedyFor, sharesOf } from './remedies.ts';

const recipeOf = (schedule: object, objective: object, data: object = { kind: 'two-moons' }): Recipe => parseRecipe({ data, schedule: { timesteps: 100, ...schedule }, objective, sampling: { steps: 10 } });
const idsOf = (recipe: Recipe, deviation: number | null): string[] => objectiveWarnings(recipe, sharesOf(recipe), deviation).map(({ id }) => id);

describe('warnings', () => {
  it.each(presetNames)('there are none for the preset %s', (name) => {
    expect(idsOf(preset(name), null)).toEqual([]);
  });

  it.each([
    ['wide-input', 'Use the EDM schedule', recipeOf({ kind: 'variance-exploding' }, { prediction: 'epsilon' }), 1],
    ['uneven-target', 'Weight with sigma²', recipeOf({ kind: 'linear' }, { prediction: 'score' }), 1],
    ['sigma-data', 'Set sigma_data to 0.47', recipeOf({ kind: 'edm', sigmaData: 1 }, { prediction: 'edm' }, { kind: 'digits' }), 0.4719],
    ['sigma-data', 'Set sigma_data to 1', recipeOf({ kind: 'edm', sigmaData: 0.5 }, { prediction: 'edm' }), 1],
    ['lopsided-share', 'Weight with min-SNR', recipeOf({ kind: 'cosine' }, { prediction: 'epsilon', weighting: 'edm' }), 1],
    ['unseen-levels', 'Draw all alike', recipeOf({ kind: 'cosine' }, { density: 'log-normal', logNormalStd: 0.3 }), 1],
    ['unseen-levels', 'Raise the lowest points', recipeOf({ kind: 'cosine' }, { weighting: 'hand-drawn', share: [{ u: 0, value: 1 }, { u: 0.5, value: 0 }, { u: 1, value: 0 }] }), 1],
  ] as const)('%s are taken away by "%s"', (id, label, recipe, deviation) => {
    expect(idsOf(recipe, deviation)).toContain(id);
    const remedy = remedyFor(id, recipe, deviation);
    expect(remedy?.label).toBe(label);
    expect(remedy && idsOf(remedy.recipe, deviation)).not.toContain(id);
    expect(remedy && combinationProblems(remedy.recipe)).toEqual([]);
    expect(remedy && parseRecipe(remedy.recipe)).toEqual(remedy?.recipe);
  });

  it('that only tell are left to the person', () => {
    const recipe = recipeOf({ kind: 'cosine' }, { prediction: 'flow' });
    expect(idsOf(recipe, 1)).toContain('unusual-prediction');
    expect(remedyFor('unusual-prediction', recipe, 1)).toBeNull();
  });
});

describe('problems', () => {
  const digits = preset('tiny');
  it.each([
    ['objective', ['Draw an even share', 'Weight all alike'], { ...digits, objective: { ...digits.objective, weighting: 'hand-drawn' as const, share: [{ u: 0, value: 0 }, { u: 1, value: 0 }] } }],
    ['objective.loss', ['Use the squared error', 'Keep the variance fixed'], { ...digits, objective: { ...digits.objective, variance: 'learned' as const, loss: 'l1' as const } }],
    ['objective.offsetNoise', ['Go without'], { ...preset('two-moons'), objective: { ...digits.objective, offsetNoise: 0.1 } }],
  ] as const)('%s are mended by %j', (path, labels, recipe) => {
    const problem = combinationProblems(recipe).find((one) => one.path === path);
    const remedies = problem ? problemRemedies(problem, recipe) : [];
    expect(remedies.map(({ label }) => label)).toEqual(labels);
    for (const remedy of remedies) expect(combinationProblems(remedy.recipe)).toEqual([]);
  });
});

it.each([
  ['objective.loss', 'Use the squared error', { loss: 'huber' }],
  ['objective.density', 'Draw all alike', { density: 'log-snr' }],
] as const)('notes on %s are heeded by "%s"', (path, label, change) => {
  const moons = preset('two-moons');
  const recipe = { ...moons, objective: { ...moons.objective, weighting: 'bound' as const, ...change } };
  const note = recipeNotes(recipe).find((one) => one.path === path);
  const [remedy] = note ? noteRemedies(note, recipe) : [];
  expect(remedy?.label).toBe(label);
  expect(remedy && recipeNotes(remedy.recipe).filter((one) => one.path.startsWith('objective'))).toEqual([]);
});
