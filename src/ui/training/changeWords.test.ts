import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { changeWords } from './changeWords.ts';

const moons = preset('two-moons');

describe('a changed setting in words', () => {
  it('has its old and its new value', () => {
    const before = { ...moons, optimizer: { ...moons.optimizer, learningRate: 1e-3 } };
    expect(changeWords({ before, after: { ...before, optimizer: { ...before.optimizer, learningRate: 5e-4 } } })).toBe('Learning rate 0.001 → 0.0005');
    const weighed = { ...moons, objective: { ...moons.objective, weighting: 'simple' } } as const;
    expect(changeWords({ before: weighed, after: { ...weighed, objective: { ...weighed.objective, weighting: 'min-snr' }, training: { ...weighed.training, batch: weighed.training.batch + 1 } } }))
      .toMatch(/^Weighting \S.* → \S.*; Batch size \d+ → \d+$/);
  });

  it('names a schedule once, however many of its numbers changed', () => {
    const before = { ...moons, schedule: { ...moons.schedule, timesteps: 100 } };
    expect(changeWords({ before, after: { ...before, schedule: { ...before.schedule, timesteps: 90, shift: 2 } } })).toBe('Noise schedule');
    const other = moons.schedule.kind === 'linear' ? 'cosine' : 'linear';
    expect(changeWords({ before, after: { ...before, schedule: { ...before.schedule, kind: other, timesteps: 90 } } })).toMatch(/^Noise schedule \S.* → \S.*$/);
  });
});
