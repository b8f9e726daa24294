import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { anyScheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { noiseToSignal, sigma } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { makeNoiseTable } from './schedules.ts';
import type { AnyScheduleRecipe } from './scheduleSettings.ts';
import { importanceProbabilities, importanceWeights, makeLossMoments, timestepProbabilities } from './timestepDensities.ts';
import { batchUniforms, cumulativeTable, drawnProbabilities, timestepAt } from './timestepDraws.ts';

const make = (changes: Partial<AnyScheduleRecipe>) => makeNoiseTable(anyScheduleRecipe(changes));
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
/** P(sigma / alpha below a value). */
const below = (p: Float64Array, table: NoiseTable, ratio: number): number =>
  p.reduce((total, part, t) => total + (noiseToSignal(table, t) < ratio ? part : 0), 0);

describe('densities', () => {
  const schedules = [{ kind: 'edm', timesteps: 1000 }, { kind: 'flow', timesteps: 500 }, { kind: 'cosine', timesteps: 200 }, { kind: 'linear', timesteps: 50, zeroTerminalSnr: true }] as const;

  test.each(schedules)('add up to 1 on $kind', (schedule) => {
    const table = make(schedule);
    for (const density of [{ kind: 'uniform' }, { kind: 'log-normal' }, { kind: 'logit-normal', shift: 3 }, { kind: 'log-snr' }] as const) {
      const p = timestepProbabilities(density, table);
      expect(p).toHaveLength(schedule.timesteps);
      expect(sum(p)).toBeCloseTo(1, 12);
      expect(p.every((part) => part >= 0)).toBe(true);
    }
  });

  test('log-normal: ln sigma has the mean and the spread asked for, on any schedule', () => {
    for (const schedule of [{ kind: 'edm' }, { kind: 'variance-exploding', sigmaMin: 1e-4, sigmaMax: 1000 }, { kind: 'log-linear', sigmaMin: 1e-4, sigmaMax: 1000 }] as const) {
      const table = make({ timesteps: 1000, ...schedule });
      const p = timestepProbabilities({ kind: 'log-normal' }, table);
      const logs = Float64Array.from(p, (_, t) => Math.log(noiseToSignal(table, t)));
      const mean = sum(logs.map((log, t) => log * (p[t] ?? 0)));
      const spread = Math.sqrt(sum(logs.map((log, t) => (log - mean) ** 2 * (p[t] ?? 0))));
      // Taking every draw of a cell (up to 0.025 wide where there is mass) at its level moves mean and spread by less than a tenth of
      // that; cutting the tails at sigma 0.002 and 80 (4.2 and 4.7 spreads out) by less than 1e-4.
      expect(Math.abs(mean + 1.2)).toBeLessThan(2.5e-3);
      expect(Math.abs(spread - 1.2)).toBeLessThan(2.5e-3);
    }
  });

  test('the same noise is drawn whatever the schedule', () => {
    for (const density of [{ kind: 'log-normal' }, { kind: 'logit-normal', mean: 0.5, std: 0.7 }] as const) {
      const tables = [make({ kind: 'edm' }), make({ kind: 'flow' }), make({ kind: 'log-linear' })];
      for (const ratio of [0.1, 0.5, 1, 3]) {
        const shares = tables.map((table) => below(timestepProbabilities(density, table), table, ratio));
        // Each is the true share up to the mass of one cell.
        const cell = Math.max(...tables.map((table) => Math.max(...timestepProbabilities(density, table))));
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(cell);
      }
    }
  });

  test('logit-normal: half of the flow times lie below 1/2, and a shift moves them like the schedule', () => {
    const table = make({ kind: 'flow', timesteps: 999 });
    const p = timestepProbabilities({ kind: 'logit-normal' }, table);
    // Times 499 / 999 and 500 / 999 lie on either side of 1/2, where their cells meet.
    const times = Float64Array.from(p, (_, t) => sigma(table, t));
    expect(sum(p.map((part, t) => (times[t] ?? 0) < 0.5 ? part : 0))).toBeCloseTo(0.5, 10);
    const shifted = make({ kind: 'flow', timesteps: 999, shift: 3 });
    timestepProbabilities({ kind: 'logit-normal', shift: 3 }, shifted).forEach((part, t) => expect(part).toBeCloseTo(p[t] ?? 0, 12));
    // With mean 0 and spread 1 it is the log-normal of these.
    const logNormal = timestepProbabilities({ kind: 'log-normal', mean: 0, std: 1 }, table);
    expect(logNormal).toEqual(p);
  });

  test('log-snr draws every stretch of log-SNR alike: on log-linear all timesteps but the two ends', () => {
    const p = timestepProbabilities({ kind: 'log-snr' }, make({ kind: 'log-linear', timesteps: 101 }));
    p.subarray(1, 100).forEach((part) => expect(part).toBeCloseTo(0.01, 10));
    expect(p[0]).toBeCloseTo(0.005, 10);
    expect(p[100]).toBeCloseTo(0.005, 10);
  });

  test('a flat hand-drawn table is drawn from evenly', () => {
    const table = make({ kind: 'hand-drawn', timesteps: 20, points: [{ u: 0, value: 1 }, { u: 1, value: 1 }] });
    for (const kind of ['log-snr', 'log-normal'] as const) timestepProbabilities({ kind }, table).forEach((part) => expect(part).toBeCloseTo(0.05, 12));
  });

  test('bad numbers get a sentence', () => {
    const table = make({ kind: 'flow' });
    expect(() => timestepProbabilities({ kind: 'log-normal', std: 0 }, table)).toThrow('is 0; give a number above 0');
    expect(() => timestepProbabilities({ kind: 'logit-normal', shift: -1 }, table)).toThrow('shift of the times drawn is -1');
  });
});

describe('importance sampling', () => {
  test('is proportional to the root of the second moments, with a uniform floor', () => {
    const p = importanceProbabilities([1, 4, 9, 16], 4, 0);
    expect([...p]).toEqual([0.1, 0.2, 0.3, 0.4]);
    const floored = importanceProbabilities([0, 1], 10, 0.5);
    expect(floored[0]).toBeCloseTo(0.05, 14);
    expect(floored[9]).toBeCloseTo(0.5 / 5 + 0.05, 14);
  });

  test('leaves the expected loss as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 }), fc.integer({ min: 20, max: 200 }), (moments, timesteps) => {
        const p = importanceProbabilities(moments, timesteps);
        const weights = importanceWeights(p);
        expect(sum(p)).toBeCloseTo(1, 10);
        const losses = Float64Array.from({ length: timesteps }, (_, t) => 1 + Math.sin(t));
        const estimate = sum(losses.map((loss, t) => (p[t] ?? 0) * (weights[t] ?? 0) * loss));
        expect(estimate).toBeCloseTo(sum(losses) / timesteps, 10);
        // Also with the probabilities that a float32 table draws with.
        const drawn = drawnProbabilities(cumulativeTable(p));
        if (drawn.every((part) => part > 0)) {
          const exact = importanceWeights(drawn);
          expect(sum(losses.map((loss, t) => (drawn[t] ?? 0) * (exact[t] ?? 0) * loss))).toBeCloseTo(sum(losses) / timesteps, 10);
        }
      }),
    );
  });

  test('lowers the variance of the estimate where losses differ, to none when it knows them exactly', () => {
    const losses = Float64Array.from({ length: 100 }, (_, t) => 1 / (t + 1));
    const variance = (p: Float64Array): number => {
      const weights = importanceWeights(p);
      const mean = sum(losses) / 100;
      return sum(losses.map((loss, t) => (p[t] ?? 0) * ((weights[t] ?? 0) * loss - mean) ** 2));
    };
    const p = importanceProbabilities(losses.map((loss) => loss * loss), 100, 0);
    expect(variance(p)).toBeLessThan(1e-25);
    expect(variance(new Float64Array(100).fill(0.01))).toBeGreaterThan(0.01);
  });

  test('waits until every bin has its losses, and then keeps the latest', () => {
    const moments = makeLossMoments(100, 4, 3);
    for (let t = 0; t < 75; t++) moments.add(t, 2);
    expect([...moments.secondMoments()]).toEqual([4, 4, 4, Number.NaN]);
    expect(importanceProbabilities(moments.secondMoments(), 100)).toEqual(new Float64Array(100).fill(0.01));
    for (const loss of [9, 9, Number.NaN, 1, 1, 1]) moments.add(99, loss);
    expect(moments.secondMoments()[3]).toBe(1);
    const p = importanceProbabilities(moments.secondMoments(), 100, 0);
    expect((p[0] ?? 0) / (p[99] ?? 1)).toBeCloseTo(2, 12);
  });

  test('bad bins get a sentence', () => {
    expect(() => importanceProbabilities([], 10)).toThrow('0 bins for 10 timesteps');
    expect(() => importanceProbabilities(new Float64Array(11), 10)).toThrow('11 bins for 10 timesteps');
  });
});

describe('draws', () => {
  test('evenly spaced uniform numbers hit each level as often as it is likely', () => {
    const p = timestepProbabilities({ kind: 'logit-normal' }, make({ kind: 'flow', timesteps: 40 }));
    const cumulative = cumulativeTable(p);
    const counts = new Float64Array(40);
    const draws = 100_000;
    for (const u of batchUniforms('low-discrepancy', draws, () => 0.5)) {
      const t = timestepAt(cumulative, u);
      counts[t] = (counts[t] ?? 0) + 1;
    }
    // Strata are 1e-5 wide: each border of a level falls into one of them.
    counts.forEach((count, t) => expect(Math.abs(count / draws - (p[t] ?? 0))).toBeLessThanOrEqual(2e-5));
  });

  test('levels without probability are never drawn, also for u = 0 and u = 1', () => {
    const cumulative = cumulativeTable(Float64Array.from([0, 0.25, 0, 0.75, 0]));
    expect([0, 0.2499999, 0.25, 0.5, 0.999999999, 1].map((u) => timestepAt(cumulative, u))).toEqual([1, 1, 3, 3, 3, 3]);
    expect([...drawnProbabilities(cumulative)]).toEqual([0, 0.25, 0, 0.75, 0]);
  });

  test('the table is a distribution for any probabilities, and drawn as found by looking at every level', () => {
    const parts = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 50 }).filter((list) => Math.max(...list) > 1e-6);
    fc.assert(
      fc.property(parts, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (list, u) => {
        const cumulative = cumulativeTable(Float64Array.from(list));
        expect(cumulative.at(-1)).toBe(1);
        expect(cumulative.every((value, t) => t === 0 || value >= (cumulative[t - 1] ?? 0))).toBe(true);
        expect(sum(drawnProbabilities(cumulative))).toBeCloseTo(1, 12);
        const low = Math.min(u, 1 - 2 ** -24);
        expect(timestepAt(cumulative, u)).toBe(cumulative.findIndex((value) => low < value));
        expect(list[timestepAt(cumulative, u)]).toBeGreaterThan(0);
      }),
    );
  });

  test('nothing to draw gets a sentence', () => {
    expect(() => cumulativeTable(new Float64Array(4))).toThrow('not all 0');
    expect(() => cumulativeTable(Float64Array.from([1, -1]))).toThrow('must be 0 or greater');
  });

  test.each(['independent', 'antithetic', 'low-discrepancy'] as const)('%s: numbers in [0, 1), each uniform by itself', (kind) => {
    const { uniform } = randomStream(3, 0);
    const means = Array.from({ length: 2000 }, () => batchUniforms(kind, 7, uniform));
    expect(means.every((batch) => batch.length === 7 && batch.every((u) => u >= 0 && u < 1))).toBe(true);
    // The mean of the last sample alone over 2000 batches: standard error 0.29 / sqrt(2000) = 0.0065; within a stratum a seventh of that.
    const place = kind === 'low-discrepancy' ? 6.5 / 7 : 0.5;
    expect(Math.abs(means.reduce((total, batch) => total + (batch[6] ?? 0), 0) / 2000 - place)).toBeLessThan(0.03);
  });

  test('antithetic pairs mirror, low-discrepancy takes one number of each stratum', () => {
    const { uniform } = randomStream(5, 0);
    const mirrored = batchUniforms('antithetic', 5, uniform);
    expect((mirrored[0] ?? 0) + (mirrored[3] ?? 0)).toBeCloseTo(1, 15);
    expect((mirrored[1] ?? 0) + (mirrored[4] ?? 0)).toBeCloseTo(1, 15);
    const spread = batchUniforms('low-discrepancy', 8, uniform);
    expect([...spread].map((u) => Math.floor(8 * u))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
