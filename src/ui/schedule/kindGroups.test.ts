import { describe, expect, it } from 'vitest';
import { scheduleChoices } from '../../diffusion/scheduleOptions.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { kindGroups, presetOf } from './kindGroups.ts';

const kinds = kindGroups.flatMap((group) => group.kinds);
const { schedule } = parseRecipe({ schedule: { kind: 'linear', timesteps: 80, betaEnd: 0.01, zeroTerminalSnr: true } });
const table = makeNoiseTable(schedule);

describe('kindGroups', () => {
  it('has every kind once', () => expect(kinds.toSorted()).toEqual(scheduleChoices.map(({ value }) => value).toSorted()));
});

describe('presetOf', () => {
  it.each(kinds)('%s makes a table with T as it was', (kind) => {
    expect(makeNoiseTable(presetOf(kind, schedule, table)).timesteps).toBe(80);
  });
  it('leaves the present kind alone and gives others their usual numbers', () => {
    expect(presetOf('linear', schedule, table)).toBe(schedule);
    expect(presetOf('sigmoid', schedule, table)).toMatchObject({ kind: 'sigmoid', betaStart: 1e-4, betaEnd: 0.02, zeroTerminalSnr: true });
    expect(presetOf('edm', schedule, table)).toMatchObject({ sigmaMin: 0.002, sigmaMax: 80, rho: 7 });
  });
  it('draws the present curve by hand, unless there is a drawing', () => {
    const drawn = presetOf('hand-drawn', schedule, table);
    expect(drawn.points).toHaveLength(7);
    const edm = presetOf('edm', drawn, makeNoiseTable(drawn));
    expect(presetOf('hand-drawn', edm, makeNoiseTable(edm)).points).toEqual(drawn.points);
  });
});
