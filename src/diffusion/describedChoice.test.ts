import { describe, expect, test } from 'vitest';
import { anyScheduleRecipe } from './fixtures/scheduleRecipe.ts';
import type { DescribedNumber } from './describedChoice.ts';
import { densityChoices, densityNumbers, drawChoices, lambdaChoices, predictionChoices, uniformShareNumber, weightingChoices, weightingNumbers } from './objectiveOptions.ts';
import { target } from './predictions.ts';
import { scheduleFormula } from './scheduleFormulas.ts';
import { scheduleChoices, shapeOptions } from './scheduleOptions.ts';
import { makeNoiseTable } from './schedules.ts';
import { SHAPE_RANGES, SIGMA_DEFAULTS, BETA_DEFAULTS } from './scheduleSettings.ts';
import { timestepProbabilities } from './timestepDensities.ts';
import { batchUniforms } from './timestepDraws.ts';
import { levelWeights } from './weightings.ts';
import type { Weighting } from './weightings.ts';

const lists = { scheduleChoices, predictionChoices, weightingChoices, lambdaChoices, densityChoices, drawChoices };

describe.each(Object.entries(lists))('%s', (_, choices) => {
  test('each has a label of its own and one sentence', () => {
    expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
    expect(new Set<string>(choices.map(({ value }) => value)).size).toBe(choices.length);
    for (const { help } of choices) expect(help).toMatch(/^[A-Za-z].*[^.]\.$/);
    for (const { help } of choices) expect(help).not.toMatch(/\. [A-Z]/);
  });
});

const numbers: readonly (readonly [string, DescribedNumber])[] = [
  ...Object.entries(shapeOptions), ['min-snr', weightingNumbers['min-snr'].gamma], ['soft-min-snr', weightingNumbers['soft-min-snr'].gamma],
  ...Object.entries(weightingNumbers.p2), ...Object.entries(densityNumbers['log-normal']), ...Object.entries(densityNumbers['logit-normal']), ['uniform share', uniformShareNumber],
];

test.each(numbers)('%s: default in range, one sentence, a logarithmic scale only above 0', (_, { help, min, max, step, scale, default: usual }) => {
  expect(usual).toBeGreaterThanOrEqual(min);
  expect(usual).toBeLessThanOrEqual(max);
  expect(step).toBeLessThan(max - min);
  if (scale === 'log') expect(min).toBeGreaterThan(0);
  expect(help).toMatch(/[^.]\.$/);
});

test('every choice does something', () => {
  const table = makeNoiseTable(anyScheduleRecipe({ timesteps: 20 }));
  for (const { value } of scheduleChoices) {
    expect(makeNoiseTable(anyScheduleRecipe({ kind: value })).timesteps).toBe(1000);
    expect(scheduleFormula(value).lines.length).toBeGreaterThan(1);
  }
  for (const { value } of predictionChoices) expect(Number.isFinite(target(value, 0.6, 0.8).epsilon)).toBe(true);
  for (const { value } of densityChoices) if (value !== 'importance') expect(timestepProbabilities({ kind: value }, table)).toHaveLength(20);
  for (const { value } of drawChoices) expect(batchUniforms(value, 4, () => 0.25)).toHaveLength(4);
  for (const { value: kind } of weightingChoices) {
    const weightings: readonly Weighting[] =
      kind === 'score-matching' ? lambdaChoices.map(({ value: lambda }) => ({ kind, lambda })) : [kind === 'hand-drawn' ? { kind, points: [{ u: 0, value: 1 }, { u: 1, value: 1 }] } : { kind }];
    for (const weighting of weightings) expect(levelWeights(weighting, table, { prediction: 'v' })).toHaveLength(20);
  }
});

test('defaults by kind lie in the ranges and make tables', () => {
  for (const [sigmaMin, sigmaMax] of Object.values(SIGMA_DEFAULTS)) {
    expect(sigmaMin).toBeGreaterThanOrEqual(SHAPE_RANGES.sigmaMin[0]);
    expect(sigmaMax).toBeLessThanOrEqual(SHAPE_RANGES.sigmaMax[1]);
  }
  for (const kind of ['linear', 'quadratic', 'scaled-linear', 'sigmoid'] as const) {
    const [betaStart = 0, betaEnd = 0] = BETA_DEFAULTS[kind] ?? [];
    const table = makeNoiseTable(anyScheduleRecipe({ kind, betaStart, betaEnd }));
    // Nearly no signal is left: what betas are chosen for.
    expect(table.alphasCumprod.at(-1)).toBeLessThan(0.01);
  }
});
