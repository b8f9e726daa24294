import { describe, expect, test } from 'vitest';
import { pointsFromTable } from './controlPoints.ts';
import { anyScheduleRecipe, levelKinds, presetKinds, scheduleRecipe } from './fixtures/scheduleRecipe.ts';
import type { AnyPrediction } from './predictions.ts';
import { diffusersNoiseTable, makeNoiseTable } from './schedules.ts';
import type { AnyScheduleRecipe } from './scheduleSettings.ts';
import { checkSamplingSchedule, checkSchedule } from './scheduleWarnings.ts';

const check = (changes: Partial<AnyScheduleRecipe>, prediction: AnyPrediction = 'v') => {
  const schedule = anyScheduleRecipe(changes);
  return checkSchedule(makeNoiseTable(schedule), { schedule, prediction });
};
const ids = (warnings: readonly { id: string }[]): string[] => warnings.map(({ id }) => id);

describe('checkSchedule', () => {
  test.each(presetKinds)('%s is fine at any T, also as points', (kind) => {
    for (const timesteps of [10, 100, 1000]) {
      expect(check({ kind, timesteps })).toEqual([]);
      for (const space of ['log-snr', 'alpha-bar'] as const) {
        const points = pointsFromTable(makeNoiseTable(scheduleRecipe({ kind, timesteps })), space, 8);
        expect(check({ kind: 'hand-drawn', timesteps, space, points })).toEqual([]);
      }
    }
  });

  test.each(levelKinds)('%s is fine at any T', (kind) => {
    for (const timesteps of [10, 100, 1000]) expect(check({ kind, timesteps })).toEqual([]);
  });

  test('signal left on the variance-exploding path', () => {
    const [warning] = check({ kind: 'variance-exploding', sigmaMax: 5 });
    expect(warning?.id).toBe('signal-left');
    // 1 / sqrt(1 + 5^2).
    expect(warning?.explanation).toContain('20 %');
    expect(warning?.remedy).toBe('Raise the largest sigma above 10.');
    expect(check({ kind: 'edm', sigmaMax: 20, shift: 0.4 })[0]?.remedy).toBe('Raise the largest sigma above 25, or switch on zero terminal SNR.');
  });

  test('no signal for epsilon, by what took it away', () => {
    expect(check({ kind: 'log-linear', sigmaMax: 1000, shift: 2 }, 'epsilon')[0]?.remedy).toContain('lower the largest sigma');
    expect(check({ kind: 'edm', zeroTerminalSnr: true }, 'epsilon')[0]?.remedy).toContain('switch off zero terminal SNR');
    expect(check({ kind: 'flow' }, 'epsilon')[0]?.remedy).toContain('flow velocity');
  });

  test('signal left, with the amount', () => {
    const schedule = scheduleRecipe({ timesteps: 50 });
    const [warning] = checkSchedule(diffusersNoiseTable('linear', 50, 0.0001, 0.02, false), { schedule, prediction: 'v' });
    // sqrt(product of (1 - beta)) for 50 betas from 0.0001 to 0.02 is 0.776.
    expect(warning?.id).toBe('signal-left');
    expect(warning?.explanation).toContain('78 %');
    expect(warning?.remedy).toContain('zero terminal SNR');
  });

  test('a rise, with its place', () => {
    const points = [{ u: 0, value: 5 }, { u: 0.5, value: -3 }, { u: 0.75, value: 0 }, { u: 1, value: -9 }];
    const warnings = check({ kind: 'hand-drawn', points, timesteps: 101 });
    expect(ids(warnings)).toEqual(['non-monotone']);
    expect(warnings[0]?.explanation).toContain('after t = 50');
  });

  test('clipped values, by number; presets keep unused points without a warning', () => {
    const points = [{ u: 0, value: 30 }, { u: 0.4, value: 0 }, { u: 1, value: -25 }];
    const warnings = check({ kind: 'hand-drawn', points });
    expect(ids(warnings)).toEqual(['clipped']);
    expect(warnings[0]?.explanation).toContain('Points 1, 3');
    expect(check({ kind: 'linear', points })).toEqual([]);
  });

  test('epsilon without signal; v and x0 are fine', () => {
    expect(ids(check({ zeroTerminalSnr: true }, 'epsilon'))).toEqual(['epsilon-zero-terminal-snr']);
    expect(ids(check({ kind: 'cosine' }, 'epsilon'))).toEqual(['epsilon-zero-terminal-snr']);
    expect(check({ zeroTerminalSnr: true }, 'v')).toEqual([]);
    expect(check({ zeroTerminalSnr: true }, 'x0')).toEqual([]);
    expect(check({}, 'epsilon')).toEqual([]);
    expect(ids(check({ zeroTerminalSnr: true }, 'score'))).toEqual(['epsilon-zero-terminal-snr']);
    expect(check({ kind: 'flow' }, 'epsilon')[0]?.remedy).toContain('the straight path always ends there');
    for (const prediction of ['x0', 'v', 'flow', 'edm'] as const) expect(check({ kind: 'flow' }, prediction)).toEqual([]);
  });
});

describe('checkSamplingSchedule', () => {
  const make = (changes: Partial<AnyScheduleRecipe>) => makeNoiseTable(anyScheduleRecipe(changes));

  test('the same levels at another pace or T are fine', () => {
    expect(checkSamplingSchedule(make({}), make({ kind: 'cosine' }))).toEqual([]);
    expect(checkSamplingSchedule(make({ kind: 'cosine' }), make({ timesteps: 100 }))).toEqual([]);
  });

  test('levels beyond the trained ones', () => {
    const trained = make({ kind: 'hand-drawn', points: [{ u: 0, value: 2 }, { u: 1, value: -6 }] });
    const [warning, ...more] = checkSamplingSchedule(trained, make({ kind: 'hand-drawn', points: [{ u: 0, value: 7 }, { u: 1, value: -6 }] }));
    expect(more).toEqual([]);
    expect(warning?.id).toBe('sampling-far');
    // Of log-SNR 7 .. -6 the share above 2 + 1.
    expect(warning?.explanation).toContain('31 %');
    expect(warning?.explanation).toContain('at t = 0, is off by 5 in log-SNR');
  });

  test('signal at the start of sampling', () => {
    const sampling = make({ kind: 'hand-drawn', points: [{ u: 0, value: 6 }, { u: 1, value: 0 }] });
    const [warning] = checkSamplingSchedule(make({}), sampling);
    expect(warning?.id).toBe('sampling-signal-left');
    expect(warning?.explanation).toContain('71 %');
  });
});
