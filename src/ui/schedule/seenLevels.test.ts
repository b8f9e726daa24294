import { describe, expect, it } from 'vitest';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { pathNote, reachOf, seenLevels } from './seenLevels.ts';

const { schedule } = parseRecipe({ schedule: { timesteps: 50 } });
const tableOf = (kind: Parameters<typeof scheduleOfKind>[0]) => makeNoiseTable(scheduleOfKind(kind, schedule));

describe('seenLevels', () => {
  it('is the path of the schedule itself', () => {
    seenLevels(tableOf('cosine'), null).forEach(({ alpha, sigma }) => expect(Math.hypot(alpha, sigma)).toBeCloseTo(1, 12));
    seenLevels(tableOf('flow'), null).forEach(({ alpha, sigma }, t) => {
      expect(alpha + sigma).toBeCloseTo(1, 12);
      expect(sigma).toBeCloseTo((t + 1) / 50, 12);
    });
    const exploding = seenLevels(tableOf('variance-exploding'), null);
    exploding.forEach(({ alpha }) => expect(alpha).toBeCloseTo(1, 12));
    expect(exploding.at(-1)?.sigma).toBeCloseTo(50, 9);
  });
  it('of sampling by itself is the path that the network was trained on', () => {
    const sampling = tableOf('cosine');
    seenLevels(sampling, tableOf('flow')).forEach(({ alpha, sigma }, t) => {
      expect(alpha + sigma, 'between two levels it is interpolated').toBeCloseTo(1, 2);
      const level = sampling.alphasCumprod[t] ?? 0;
      expect(alpha ** 2 / (alpha ** 2 + sigma ** 2)).toBeCloseTo(level, 12);
    });
    seenLevels(tableOf('variance-exploding'), sampling).forEach(({ alpha, sigma }) => expect(Math.hypot(alpha, sigma)).toBeCloseTo(1, 12));
  });
});

describe('reachOf', () => {
  it('is 3 standard deviations, and more where x_t is wider', () => {
    expect(reachOf({ alpha: 0.6, sigma: 0.8 })).toBe(3);
    expect(reachOf({ alpha: 0.5, sigma: 0.5 })).toBe(3);
    expect(reachOf({ alpha: 3, sigma: 4 })).toBe(15);
  });
});

describe('pathNote', () => {
  it('speaks of paths that do not keep the variance', () => {
    expect(pathNote(scheduleOfKind('laplace', schedule), false)).toBeNull();
    expect(pathNote(scheduleOfKind('edm', schedule), false), 'sigma_data 1 keeps it').toBeNull();
    expect(pathNote({ ...scheduleOfKind('edm', schedule), sigmaData: 0.5 }, false)).toContain('sigma_data');
    expect(pathNote(scheduleOfKind('flow', schedule), false)).toMatch(/α \+ σ = 1.*hand-drawn/);
    expect(pathNote(scheduleOfKind('variance-exploding', schedule), false)).toContain('α stays 1');
    expect(pathNote(scheduleOfKind('flow', schedule), true)).not.toContain('hand-drawn');
  });
});
