import { describe, expect, test } from 'vitest';
import { samplerNames } from '../diffusion/samplerTable.ts';
import { scheduleKinds } from './names.ts';
import { recipeNotes } from './notes.ts';
import { preset, presetNames } from './presets.ts';
import { parseRecipe } from './validate.ts';

const pictures = { data: { kind: 'digits' } } as const;
const notes = (value: unknown): string[] => recipeNotes(parseRecipe(value)).map(({ path, message }) => `${path}: ${message}`);

test('nothing about presets and about schedules with their usual numbers', () => {
  for (const name of presetNames) expect(recipeNotes(preset(name))).toEqual([]);
  for (const kind of scheduleKinds) for (const timesteps of [10, 1000]) expect(notes({ schedule: { kind, timesteps }, sampling: { steps: 10 } })).toEqual([]);
});

test('a schedule that begins with much noise', () => {
  expect(notes({ schedule: { kind: 'log-linear', sigmaMin: 0.4, shift: 2 } })).toEqual([expect.stringContaining('schedule: The cleanest noise level has 0.8 times as much noise as signal')]);
});

describe('objective', () => {
  test('bounds are of squared errors, drawn alike', () => {
    expect(notes({ objective: { weighting: 'bound', loss: 'l1' } })).toEqual([expect.stringContaining('objective.loss: Variational bound weights squared errors; with the loss "Absolute error"')]);
    expect(notes({ objective: { weighting: 'max-likelihood', density: 'log-normal' } })).toEqual([expect.stringContaining('objective.density: Maximum likelihood is a bound on the likelihood where')]);
    expect(notes({ objective: { weighting: 'bound', density: 'importance' } })).toEqual([]);
    expect(notes({ objective: { weighting: 'min-snr', loss: 'l1', density: 'log-normal' } })).toEqual([]);
  });
});

test('Nesterov without momentum', () => {
  expect(notes({ optimizer: { kind: 'sgd', nesterov: true, momentum: 0 } })).toEqual([expect.stringContaining('optimizer.nesterov: Nesterov looks ahead')]);
  expect(notes({ optimizer: { kind: 'sgd', nesterov: true } })).toEqual([]);
  expect(notes({ optimizer: { kind: 'rmsprop', nesterov: true } })).toEqual([]);
});

test('guidance and samples without a class need training without one', () => {
  expect(notes({ ...pictures, training: { labelDropout: 0 }, sampling: { guidance: 2 } })).toEqual([expect.stringContaining('sampling.guidance: Guidance leads away')]);
  expect(notes({ ...pictures, training: { labelDropout: 0 }, sampling: { label: 'none' } })).toEqual([expect.stringContaining('sampling.label: Samples without a class')]);
  expect(notes({ ...pictures, training: { labelDropout: 0 } })).toEqual([]);
  expect(notes({ ...pictures, sampling: { guidance: 2 } })).toEqual([]);
  expect(notes({ data: { kind: 'digits', conditional: false }, training: { labelDropout: 0 }, sampling: { guidance: 2 } })).toEqual([]);
});

describe('samplers', () => {
  test('a learned variance that is not used', () => {
    const learned = { ...pictures, objective: { variance: 'learned' } };
    expect(notes(learned)).toEqual([expect.stringContaining('sampling.sampler: The model learns a variance, but DDIM does not use it.')]);
    expect(notes({ ...learned, sampling: { sampler: 'ddpm' } })).toEqual([expect.stringContaining('sampling.variance: The model learns a variance, but DDPM is set to the small one.')]);
    expect(notes({ ...learned, sampling: { sampler: 'ddpm', variance: 'learned' } })).toEqual([]);
  });

  test('churn nowhere', () => {
    expect(notes({ sampling: { sampler: 'heun', churn: 5, churnFrom: 3, churnTo: 2 } })).toEqual([expect.stringContaining('sampling.churnFrom: Churn is added from noise 3 up to 2')]);
    expect(notes({ sampling: { churn: 5, churnFrom: 3, churnTo: 2 } })).toEqual([]);
  });

  test('steps that leave out the noise they start from', () => {
    // Leading: 5 steps of 1000 begin at timestep 801, where the cosine schedule has alpha_bar cos^2(pi / 2 * 0.81 / 1.008).
    expect(notes({ schedule: { kind: 'cosine', timesteps: 1000 }, sampling: { spacing: 'leading', steps: 5 } }))
      .toEqual([expect.stringContaining("sampling.spacing: The first step is at a level that has 30 % of the data's amplitude")]);
    expect(notes({ schedule: { kind: 'cosine', timesteps: 1000 }, sampling: { spacing: 'leading', steps: 50 } })).toEqual([]);
    expect(notes({ sampling: { spacing: 'hand-placed', steps: 2, places: [100, 3] } })).toEqual([expect.stringContaining('sampling.places: The first step')]);
  });
});

test('steps too long for their sampler', () => {
  const cosine = { kind: 'cosine', timesteps: 200 };
  expect(notes({ schedule: cosine, sampling: { sampler: 'heun', steps: 10 } })).toEqual([expect.stringContaining('sampling.steps: Steps are too long for Heun: of data with standard deviation 1')]);
  expect(notes({ schedule: cosine, sampling: { sampler: 'ddim', steps: 2 } })).toEqual([expect.stringContaining('would make samples of 0.5. Take')]);
  expect(notes({ schedule: cosine, sampling: { sampler: 'heun', steps: 50 } })).toEqual([]);
  for (const sampler of samplerNames) expect(notes({ schedule: { kind: 'linear' }, sampling: { sampler, steps: 20 } })).toEqual([]);
});

test('clipping below the reach of the data', () => {
  expect(notes({ sampling: { clip: 'static', clipValue: 1 } })).toEqual(['sampling.clipValue: Clipping at 1 cuts off data too: standardised data reach to about 3. Give that number or a larger one.']);
  expect(notes({ ...pictures, sampling: { clip: 'dynamic', clipValue: 0.5 } })).toEqual([expect.stringContaining('these pictures reach to 1')]);
  expect(notes({ data: { kind: 'digits', range: 'standardised' }, sampling: { clip: 'static' } })).toEqual([expect.stringContaining('standardised data')]);
  expect(notes({ ...pictures, sampling: { clip: 'static' } })).toEqual([]);
  expect(notes({ sampling: { clip: 'static' } })).toEqual([]);
});
