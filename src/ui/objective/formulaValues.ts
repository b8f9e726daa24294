import type { Recipe } from '../../recipe/recipe.ts';

/** What the symbols of the objective's formulas are at present, by the symbol as the formulas write it. */
export function formulaValues({ schedule, objective }: Pick<Recipe, 'schedule' | 'objective'>): Readonly<Record<string, number>> {
  const gammas: Readonly<Record<string, number>> = { 'min-snr': objective.minSnrGamma, 'soft-min-snr': objective.softMinSnrGamma, p2: objective.p2Gamma };
  const gamma = gammas[objective.weighting];
  return { s: schedule.sigmaData, T: schedule.timesteps, k: objective.p2K, ...(gamma === undefined ? {} : { 'γ': gamma }) };
}
