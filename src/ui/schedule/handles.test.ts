import { describe, expect, it } from 'vitest';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { fittedPoints, handDrawn, handlesOf } from './handles.ts';

const preset = (kind: ScheduleRecipe['kind'], zeroTerminalSnr = false): ScheduleRecipe => parseRecipe({ schedule: { kind, zeroTerminalSnr } }).schedule;

describe('grabbing a preset', () => {
  it.each(['linear', 'scaled-linear', 'cosine', 'sigmoid'] as const)('%s keeps its shape within 1.5 %% of the variance', (kind) => {
    const schedule = preset(kind);
    const table = makeNoiseTable(schedule);
    for (const view of ['log-snr', 'alpha-bar'] as const) {
      const { space, points, fitted } = handlesOf(schedule, table, view);
      expect(fitted).toBe(true);
      const drawn = makeNoiseTable(handDrawn(schedule, space, points));
      table.alphasCumprod.forEach((level, t) => expect(Math.abs(level - (drawn.alphasCumprod[t] ?? 0))).toBeLessThan(0.015));
    }
  });
  it('ends the cosine schedule at log-SNR -10, not at the bottom of its cliff', () => {
    expect(fittedPoints(makeNoiseTable(preset('cosine')), 'log-snr', false).at(-1)?.value).toBeCloseTo(-10, 9);
  });
  it('keeps zero terminal SNR at zero', () => {
    const schedule = preset('linear', true);
    const { space, points } = handlesOf(schedule, makeNoiseTable(schedule), 'alpha-bar');
    expect(makeNoiseTable(handDrawn(schedule, space, points)).alphasCumprod.at(-1)).toBe(0);
  });
});

describe('handDrawn', () => {
  it('holds the last point at its floor with zero terminal SNR', () => {
    const points = [{ u: 0, value: 8 }, { u: 1, value: -3 }];
    expect(handDrawn(preset('linear', true), 'log-snr', points).points).toEqual([{ u: 0, value: 8 }, { u: 1, value: -20 }]);
    expect(handDrawn(preset('linear'), 'log-snr', points).points).toEqual(points);
  });
});
