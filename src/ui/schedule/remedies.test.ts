import { describe, expect, it } from 'vitest';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { checkSamplingSchedule, checkSchedule } from '../../diffusion/scheduleWarnings.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { remedyFor } from './remedies.ts';

const linear = parseRecipe({ schedule: { kind: 'linear' } }).schedule;
const drawn = (...values: number[]): ScheduleRecipe => ({
  ...linear, kind: 'hand-drawn', points: values.map((value, i) => ({ u: i / (values.length - 1), value })),
});
const idsOf = (schedule: ScheduleRecipe, prediction: 'epsilon' | 'v' = 'v') =>
  checkSchedule(makeNoiseTable(schedule), { schedule, prediction }).map((warning) => warning.id);

describe('remedies remove the warning they answer', () => {
  it.each([
    ['signal-left', { ...linear, betaEnd: 0.002 }],
    ['signal-left', drawn(8, 2, 0)],
    ['signal-left', { ...drawn(0.99, 0.6, 0.3), space: 'alpha-bar' as const }],
    ['non-monotone', drawn(8, -2, 3, -9)],
    ['clipped', drawn(8, -2, -30)],
  ] as const)('%s', (id, schedule) => {
    expect(idsOf(schedule)).toContain(id);
    const remedy = remedyFor(id, schedule, null);
    expect(remedy && idsOf(remedy.schedule)).toEqual([]);
  });
  it.each([
    { ...linear, zeroTerminalSnr: true },
    { ...linear, kind: 'cosine' as const, zeroTerminalSnr: true },
    drawn(8, 0, -20),
  ])('epsilon-prediction without signal at the end', (schedule) => {
    expect(idsOf(schedule, 'epsilon')).toContain('epsilon-zero-terminal-snr');
    const remedy = remedyFor('epsilon-zero-terminal-snr', schedule, null);
    expect(remedy && idsOf(remedy.schedule, 'epsilon')).toEqual([]);
  });
  it('sampling far from the trained curve', () => {
    const trained = makeNoiseTable(linear);
    const sampling = drawn(2, 0, -1);
    const warnings = checkSamplingSchedule(makeNoiseTable(sampling), trained).map((warning) => warning.id);
    expect(warnings).toContain('sampling-far');
    expect(remedyFor('sampling-far', sampling, linear)?.schedule).toEqual(linear);
    expect(checkSamplingSchedule(trained, trained)).toEqual([]);
  });
});
