import { expect, it } from 'vitest';
import { predictionFormula, weightingFormula } from '../../diffusion/objectiveFormulas.ts';
import { preset } from '../../recipe/presets.ts';
import { dataDeviation } from './dataDeviation.ts';
import { formulaValues } from './formulaValues.ts';
import { rareChoices } from './rareChoices.ts';

const moons = preset('two-moons');
const digits = preset('tiny');

it('the deviation of pictures is that of all their numbers together', () => {
  expect(dataDeviation(moons.data, null)).toBe(1);
  expect(dataDeviation(digits.data, null)).toBeNull();
  expect(dataDeviation(digits.data, { mean: [40], deviation: [60], scale: 1 / 127.5 })).toBeCloseTo(60 / 127.5, 12);
  // Half of the numbers 100 ± 30, half 200 ± 40: variance (900 + 1600) / 2 + 50^2.
  expect(dataDeviation(digits.data, { mean: [100, 200], deviation: [30, 40], scale: 1 })).toBeCloseTo(Math.sqrt(3750), 12);
});

it('formulas are told what their symbols are', () => {
  const valued = (weighting: 'min-snr' | 'p2' | 'edm' | 'soft-min-snr') => {
    const values = formulaValues({ schedule: { ...moons.schedule, sigmaData: 0.7 }, objective: { ...moons.objective, weighting, minSnrGamma: 3, softMinSnrGamma: 2, p2Gamma: 0.5, p2K: 1.5 } });
    return weightingFormula(weighting)?.symbols.filter(({ symbol }) => symbol in values).map(({ symbol }) => [symbol, values[symbol]]);
  };
  expect(valued('min-snr')).toEqual([['γ', 3]]);
  expect(valued('soft-min-snr')).toEqual([['γ', 2]]);
  expect(valued('p2')).toEqual([['γ', 0.5], ['k', 1.5]]);
  expect(valued('edm')).toEqual([['s', 0.7]]);
  expect(predictionFormula('edm').symbols.map(({ symbol }) => symbol)).toContain('s');
});

it('what is rarely changed is named where it is not as usual', () => {
  expect(rareChoices(moons)).toEqual([]);
  expect(rareChoices({ ...moons, objective: { ...moons.objective, draws: 'low-discrepancy', offsetNoise: 0.1 } })).toEqual(['low-discrepancy draws']);
  expect(rareChoices({ ...digits, objective: { ...digits.objective, variance: 'learned', offsetNoise: 0.1, selfConditioning: true } })).toEqual(['learned variance', 'offset noise', 'self-conditioning']);
});
