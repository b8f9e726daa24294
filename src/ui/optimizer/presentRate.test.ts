import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { presentPoint, rateWords } from './presentRate.ts';

const plan = { optimizer: { ...preset('two-moons').optimizer, learningRate: 0.002, warmupSteps: 100, decay: 'linear' as const }, steps: 1100 };

describe('the present learning rate', () => {
  it('lies on the curve, and at its end when training goes on after it', () => {
    expect(presentPoint(plan, 50)).toEqual({ step: 50, rate: 0.002 * 51 / 100 });
    expect(presentPoint(plan, 600).rate).toBeCloseTo(0.002 * 0.505, 12);
    expect(presentPoint(plan, 5000)).toEqual({ step: 1099, rate: 0.002 * (1 - 0.99) });
    expect(presentPoint({ ...plan, steps: 0 }, 0).step).toBe(0);
  });

  it('is told in words', () => {
    expect(rateWords(plan, 0)).toBe('Step 0 of 1,100: the rate is 2e−5, 1\u00a0% of the highest.');
    expect(rateWords(plan, 600)).toBe('Step 600 of 1,100: the rate is 0.00101, 51\u00a0% of the highest.');
    expect(rateWords(plan, 1100)).toBe('Step 1,100 of 1,100: the rate stays at 2e−5, 1\u00a0% of the highest.');
    expect(rateWords({ ...plan, optimizer: { ...plan.optimizer, decay: 'one-cycle' } }, 1100)).toMatch(/stays at 8e−9, 0\.0004\u00a0% of the highest\.$/);
  });
});
