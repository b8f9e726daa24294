import { describe, expect, test } from 'vitest';
import { anyScheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { checkObjective } from './objectiveWarnings.ts';
import type { CheckedObjective } from './objectiveWarnings.ts';
import { makeNoiseTable } from './schedules.ts';
import type { AnyScheduleRecipe } from './scheduleSettings.ts';
import { timestepProbabilities } from './timestepDensities.ts';
import { levelWeights } from './weightings.ts';

const check = (schedule: Partial<AnyScheduleRecipe>, objective: Omit<CheckedObjective, 'kind'>) => {
  const recipe = anyScheduleRecipe({ timesteps: 100, ...schedule });
  return checkObjective(makeNoiseTable(recipe), { kind: recipe.kind, ...objective });
};
const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

describe('usual combinations are fine', () => {
  test.each(['linear', 'cosine', 'log-linear', 'laplace'] as const)('%s with epsilon, x0 and v', (kind) => {
    for (const prediction of ['epsilon', 'x0', 'v'] as const) expect(check({ kind }, { prediction })).toEqual([]);
  });

  test('flow with flow times, EDM with its own density and weighting', () => {
    const flow = makeNoiseTable(anyScheduleRecipe({ kind: 'flow', timesteps: 100 }));
    expect(check({ kind: 'flow' }, { prediction: 'flow', probabilities: timestepProbabilities({ kind: 'logit-normal' }, flow) })).toEqual([]);
    const edm = makeNoiseTable(anyScheduleRecipe({ kind: 'edm', timesteps: 100, sigmaData: 0.5 }));
    const weights = levelWeights({ kind: 'edm' }, edm, { prediction: 'edm', sigmaData: 0.5 });
    const probabilities = timestepProbabilities({ kind: 'log-normal' }, edm);
    expect(check({ kind: 'edm', sigmaData: 0.5 }, { prediction: 'edm', sigmaData: 0.5, dataDeviation: 0.5, weights, probabilities })).toEqual([]);
  });
});

test('variance-exploding inputs are wide', () => {
  const [warning] = check({ kind: 'variance-exploding' }, { prediction: 'epsilon' });
  expect(warning?.id).toBe('wide-input');
  expect(warning?.explanation).toContain('standard deviation of 50');
  expect(warning?.remedy).toContain('EDM');
});

test('the score is uneven, but not with sigma^2', () => {
  const table = makeNoiseTable(anyScheduleRecipe({ timesteps: 100 }));
  const [warning] = check({}, { prediction: 'score' });
  expect(warning?.id).toBe('uneven-target');
  const weights = levelWeights({ kind: 'score-matching', lambda: 'sigma-squared' }, table, { prediction: 'score' });
  expect(check({}, { prediction: 'score', weights })).toEqual([]);
});

test('sigma_data that is not that of the data', () => {
  const [warning] = check({ kind: 'edm', sigmaData: 0.5 }, { prediction: 'edm', sigmaData: 0.5, dataDeviation: 1 });
  expect(warning?.id).toBe('sigma-data');
  expect(warning?.remedy).toBe('Set sigma_data to 1.');
  expect(check({ kind: 'linear' }, { prediction: 'v', sigmaData: 0.5, dataDeviation: 1 })).toEqual([]);
});

test('one level with most of the loss', () => {
  const weights = new Float64Array(100).fill(1);
  weights[7] = 900;
  const [warning] = check({}, { prediction: 'v', weights });
  expect(warning?.id).toBe('lopsided-share');
  expect(warning?.explanation).toContain('Timestep 7 alone has 90 %');
});

test('levels that are never learnt', () => {
  const weights = Float64Array.from({ length: 100 }, (_, t) => (t < 90 ? 1 : 0));
  const [warning] = check({}, { prediction: 'v', weights });
  expect(warning?.id).toBe('unseen-levels');
  expect(warning?.explanation).toContain('10 of 100');
  expect(warning?.explanation).toContain('where sampling starts');
});

test('unusual predictions work, and that is said', () => {
  expect(check({}, { prediction: 'flow' })).toMatchObject([{ id: 'unusual-prediction', tone: 'note', remedy: null }]);
  expect(check({}, { prediction: 'edm' })[0]?.explanation).toContain("EDM's F is -v");
  expect(ids(check({ kind: 'flow' }, { prediction: 'v' }))).toEqual(['unusual-prediction']);
  expect(ids(check({ kind: 'edm', sigmaData: 0.5 }, { prediction: 'edm', sigmaData: 0.5 }))).toEqual([]);
});
