/** The formulas that make the present schedule, with its numbers. */
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { scheduleFormula, shiftFormula, zeroTerminalSnrFormula, type Formula } from '../../diffusion/scheduleFormulas.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';

export interface PresentFormula {
  /** What this step does to the one before; null for the first. */
  title: string | null;
  formula: Formula;
  /** By the symbols of the formula. */
  values: Readonly<Record<string, number>>;
}

/** The formula of the kind, then what the shift and zero terminal SNR make of it where they act. */
export function presentFormulas(schedule: ScheduleRecipe): readonly PresentFormula[] {
  const { kind, timesteps, betaStart, betaEnd, sigmaMin, sigmaMax, rho, laplaceMean, laplaceScale, shift, sigmaData } = schedule;
  const formulas: PresentFormula[] = [{
    title: null, formula: scheduleFormula(kind, schedule.space),
    values: { T: timesteps, β_start: betaStart, β_end: betaEnd, σ_min: sigmaMin, σ_max: sigmaMax, ρ: rho, μ: laplaceMean, b: laplaceScale, σ_data: sigmaData },
  }];
  if (kind !== 'hand-drawn' && shift !== 1) formulas.push({ title: 'Then the shift', formula: shiftFormula, values: { s: shift } });
  if (schedule.zeroTerminalSnr && kind !== 'flow' && kind !== 'variance-exploding') {
    const { alphasCumprod } = makeNoiseTable({ ...schedule, zeroTerminalSnr: false });
    formulas.push({
      title: 'Then zero terminal SNR', formula: zeroTerminalSnrFormula,
      values: { ᾱ_first: alphasCumprod[0] ?? Number.NaN, ᾱ_last: alphasCumprod.at(-1) ?? Number.NaN },
    });
  }
  return formulas;
}
