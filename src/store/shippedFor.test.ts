import { expect, it } from 'vitest';
import { preset } from '../recipe/presets.ts';
import { shippedFor } from './shippedFor.ts';

it('a shipped model goes with its preset as it is, whatever is sampled', () => {
  const modelOf = (name: string) => (name === 'tiny' ? 'digits-16' : null);
  const tiny = preset('tiny');
  expect(shippedFor(tiny, modelOf)).toBe('digits-16');
  expect(shippedFor({ ...tiny, sampling: { ...tiny.sampling, seed: 9, steps: 7 } }, modelOf)).toBe('digits-16');
  expect(shippedFor({ ...tiny, training: { ...tiny.training, seed: 9 } }, modelOf)).toBeNull();
  expect(shippedFor({ ...tiny, name: 'mine' }, modelOf)).toBeNull();
  expect(shippedFor(preset('rings'), modelOf)).toBeNull();
});
