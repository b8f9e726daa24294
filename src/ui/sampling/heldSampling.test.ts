import { expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { heldSampling } from './heldSampling.ts';

const tiny = preset('tiny');
const learned = { ...tiny, objective: { ...tiny.objective, variance: 'learned' as const }, sampling: { ...tiny.sampling, sampler: 'ddpm' as const, variance: 'learned' as const } };

it('samples wait for the restart that gives the run what they ask for', () => {
  expect(heldSampling(tiny, learned).map(({ message }) => message)).toEqual([expect.stringContaining('the model has learned none')]);
  expect(heldSampling(learned, learned)).toEqual([]);
  expect(heldSampling({ ...tiny, objective: learned.objective }, learned)).toEqual([]);
  expect(heldSampling(null, learned), 'nothing runs').toEqual([]);
});

it('averages that are not kept yet are waited for', () => {
  const wanted = { ...tiny, training: { ...tiny.training, furtherEmas: [0.9] }, sampling: { ...tiny.sampling, weights: 'average2' as const } };
  expect(heldSampling(tiny, wanted).map(({ path }) => path)).toEqual(['sampling.weights']);
});
