import { describe, expect, test } from 'vitest';
import { preset } from '../recipe/presets.ts';
import { scheduleOfKind } from '../recipe/relevance.ts';
import { drawnSchedule } from './drawnSchedule.ts';
import { makeNoiseTable } from './schedules.ts';

const { schedule: usual } = preset('two-moons');

describe('a drawing through given levels', () => {
  test.each(['linear', 'cosine', 'sigmoid', 'laplace', 'edm', 'flow'] as const)('%s is followed closely', (kind) => {
    const table = makeNoiseTable({ ...scheduleOfKind(kind, usual), timesteps: 300 });
    const { schedule, deviation } = drawnSchedule(table, usual);
    expect(schedule).toMatchObject({ kind: 'hand-drawn', timesteps: 300, space: 'log-snr' });
    expect(deviation).toBeLessThan(0.005);
    const { alphasCumprod } = makeNoiseTable(schedule);
    alphasCumprod.forEach((level, t) => expect(Math.abs(level - (table.alphasCumprod[t] ?? 0))).toBeLessThanOrEqual(deviation));
    expect(alphasCumprod.at(-1) === 0).toBe(table.alphasCumprod.at(-1) === 0);
  });

  test('what no few points follow is told as it is', () => {
    const steps = { timesteps: 400, alphasCumprod: Float64Array.from({ length: 400 }, (_, t) => (t % 2 === 0 ? 0.9 : 0.1)) };
    expect(drawnSchedule(steps, usual).deviation).toBeGreaterThan(0.5);
  });
});
