import { describe, expect, it } from 'vitest';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { scheduleFormula, shiftFormula, zeroTerminalSnrFormula } from '../../diffusion/scheduleFormulas.ts';
import { scheduleChoices } from '../../diffusion/scheduleOptions.ts';
import { shapeOf } from '../../diffusion/scheduleSettings.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { presentFormulas } from './presentFormulas.ts';

const { schedule } = parseRecipe({ schedule: { kind: 'linear', timesteps: 80 } });

describe('presentFormulas', () => {
  it.each(scheduleChoices)('$label: every number that shapes it is among the symbols', ({ value: kind }) => {
    const [first, ...more] = presentFormulas(scheduleOfKind(kind, schedule));
    expect(more).toEqual([]);
    expect(first?.title).toBeNull();
    const shown = first?.formula.symbols.filter(({ symbol }) => first.values[symbol] !== undefined).map(({ symbol }) => symbol) ?? [];
    const names = { sigmaMin: 'σ_min', sigmaMax: 'σ_max', rho: 'ρ', laplaceMean: 'μ', laplaceScale: 'b', sigmaData: 'σ_data' };
    for (const name of shapeOf(kind)) if (name !== 'shift') expect(shown).toContain(names[name]);
    expect(shown).toContain('T');
  });
  it('adds what acts, in the order in which it acts', () => {
    const whole = presentFormulas({ ...schedule, shift: 3, zeroTerminalSnr: true });
    expect(whole.map(({ formula }) => formula)).toEqual([scheduleFormula('linear'), shiftFormula, zeroTerminalSnrFormula]);
    expect(whole[1]?.values).toEqual({ s: 3 });
    const shifted = makeNoiseTable({ ...schedule, shift: 3 }).alphasCumprod;
    expect(whole[2]?.values).toEqual({ ᾱ_first: shifted[0], ᾱ_last: shifted.at(-1) });
  });
  it('leaves out what does not', () => {
    expect(presentFormulas({ ...scheduleOfKind('flow', schedule), zeroTerminalSnr: true })).toHaveLength(1);
    const drawn = { ...schedule, kind: 'hand-drawn' as const, space: 'alpha-bar' as const, shift: 3 };
    expect(presentFormulas(drawn).map(({ formula }) => formula)).toEqual([scheduleFormula('hand-drawn', 'alpha-bar')]);
  });
});
