import { describe, expect, it } from 'vitest';
import { SHAPE_RANGES } from '../../diffusion/scheduleSettings.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { checkSamplingSchedule, checkSchedule } from '../../diffusion/scheduleWarnings.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { remedyFor } from './remedies.ts';

const linear = parseRecipe({ schedule: { kind: 'linear' } }).schedule;
const drawn = (...values: number[]): ScheduleRecipe => ({
  ...linear, kind: 'hand-drawn', points: values.map((value, i) => ({ u: i / (values.length - 1), value })),
});
const of = (kind: ScheduleRecipe['kind'], changes: Partial<ScheduleRecipe> = {}): ScheduleRecipe => ({ ...scheduleOfKind(kind, linear), ...changes });
/** The schedule that a remedy leads to. */
const curedBy = (...asked: Parameters<typeof remedyFor>): ScheduleRecipe => {
  const remedy = remedyFor(...asked);
  if (!remedy || !('schedule' in remedy)) throw new Error('This remedy is no schedule.');
  return remedy.schedule;
};
const idsOf = (schedule: ScheduleRecipe, prediction: 'epsilon' | 'v' = 'v') =>
  checkSchedule(makeNoiseTable(schedule), { schedule, prediction }).map((warning) => warning.id);

describe('remedies remove the warning they answer', () => {
  it.each([
    ['signal-left', { ...linear, betaEnd: 0.002 }],
    ['signal-left', drawn(8, 2, 0)],
    ['signal-left', { ...drawn(0.99, 0.6, 0.3), space: 'alpha-bar' as const }],
    ['signal-left', of('log-linear', { sigmaMax: 2 })],
    ['signal-left', of('laplace', { sigmaMax: 5 })],
    ['signal-left', of('edm', { sigmaMax: 5 })],
    ['signal-left', of('variance-exploding', { sigmaMax: 5 })],
    ['signal-left', of('variance-exploding', { shift: 0.05 })],
    ['signal-left', of('linear', { shift: 0.05 })],
    ['signal-left', of('log-linear', { sigmaMax: SHAPE_RANGES.sigmaMax[0], shift: 0.05 })],
    ['non-monotone', drawn(8, -2, 3, -9)],
    ['clipped', drawn(8, -2, -30)],
  ] as const)('%s', (id, schedule) => {
    expect(idsOf(schedule)).toContain(id);
    expect(idsOf(curedBy(id, schedule, null))).toEqual([]);
  });
  it.each([
    { ...linear, zeroTerminalSnr: true },
    { ...linear, kind: 'cosine' as const, zeroTerminalSnr: true },
    drawn(8, 0, -20),
    of('edm', { zeroTerminalSnr: true }),
    of('log-linear', { sigmaMax: 1000, shift: 2 }),
    of('variance-exploding', { shift: 20, sigmaMax: 1000 }),
    of('linear', { shift: 20 }),
    of('cosine', { shift: 20 }),
  ])('epsilon-prediction without signal at the end', (schedule) => {
    expect(idsOf(schedule, 'epsilon')).toContain('epsilon-zero-terminal-snr');
    expect(idsOf(curedBy('epsilon-zero-terminal-snr', schedule, null), 'epsilon')).toEqual([]);
  });
  it('the straight path ends without signal, so something else has to be predicted', () => {
    expect(idsOf(of('flow'), 'epsilon')).toEqual(['epsilon-zero-terminal-snr']);
    expect(remedyFor('epsilon-zero-terminal-snr', of('flow'), null)).toMatchObject({ prediction: 'flow' });
    expect(remedyFor('epsilon-zero-terminal-snr', of('flow'), linear), 'sampling has no prediction of its own').toBeNull();
  });
  it('keeps the kind where a number mends it', () => {
    expect(curedBy('signal-left', of('edm', { sigmaMax: 5 }), null)).toEqual(of('edm'));
    expect(curedBy('epsilon-zero-terminal-snr', of('edm', { zeroTerminalSnr: true }), null)).toEqual(of('edm'));
  });
  it('sampling far from the trained curve', () => {
    const trained = makeNoiseTable(linear);
    const sampling = drawn(2, 0, -1);
    const warnings = checkSamplingSchedule(makeNoiseTable(sampling), trained).map((warning) => warning.id);
    expect(warnings).toContain('sampling-far');
    expect(curedBy('sampling-far', sampling, linear)).toEqual(linear);
    expect(checkSamplingSchedule(trained, trained)).toEqual([]);
  });
});
