import { describe, expect, it } from 'vitest';
import { witness } from '../train/fixtures/optimizers.ts';
import { emaDecayAt, FINAL_FRACTION, learningRateAt, learningRateCurve, learningRateNotes, type LearningRateSchedule } from './learningRate.ts';
import { learningRateDecays } from './names.ts';

const schedule = (changed: Partial<LearningRateSchedule>): LearningRateSchedule => ({ learningRate: 0.004, warmupSteps: 10, decay: 'constant', ...changed });

describe('learning rates', () => {
  it.each(witness.oneCycle)('one-cycle of $steps steps, rising for $rise of them, is PyTorch\'s', ({ steps, rise, rates }) => {
    const cycle = schedule({ learningRate: 1, decay: 'one-cycle', cycleRise: rise });
    rates.forEach((rate, step) => expect(Math.abs(learningRateAt(cycle, step, steps) - rate), `step ${step}`).toBeLessThan(1e-14));
    expect(learningRateAt(cycle, 3 * steps, steps)).toBeCloseTo(4e-6, 12);
  });

  it.each(['constant', 'cosine', 'linear', 'exponential'] as const)('%s: warms up in equal parts from one to the full rate', (decay) => {
    expect(Array.from({ length: 11 }, (_, step) => learningRateAt(schedule({ decay }), step, 100) / 0.004)).toEqual([...Array.from({ length: 10 }, (_, step) => 0.004 * (step + 1) / 10 / 0.004), 1]);
  });

  it.each([['cosine', 0.505], ['linear', 0.505], ['exponential', 0.1], ['constant', 1]] as const)('%s: half way at %d of the full rate', (decay, half) => {
    expect(learningRateAt(schedule({ decay }), 60, 110)).toBeCloseTo(half * 0.004, 15);
  });

  it.each(['cosine', 'linear', 'exponential'] as const)('%s: ends at a hundredth and stays there', (decay) => {
    for (const step of [110, 111, 5000]) expect(learningRateAt(schedule({ decay }), step, 110)).toBeCloseTo(FINAL_FRACTION * 0.004, 15);
  });

  it('cosine has the bits that it always had', () => {
    for (const step of [10, 11, 37, 99, 100, 200]) {
      const progress = Math.min(1, (step - 10) / 90);
      expect(learningRateAt(schedule({ decay: 'cosine' }), step, 100)).toBe(0.004 * (0.01 + (1 - 0.01) * 0.5 * (1 + Math.cos(Math.PI * progress))));
    }
  });

  it('exponential falls by the same factor at each step', () => {
    const rates = [20, 21, 22, 90, 91].map((step) => learningRateAt(schedule({ decay: 'exponential' }), step, 100));
    expect((rates[1] ?? 0) / (rates[0] ?? 0)).toBeCloseTo(0.01 ** (1 / 90), 12);
    expect((rates[4] ?? 0) / (rates[3] ?? 0)).toBeCloseTo((rates[2] ?? 0) / (rates[1] ?? 0), 12);
  });

  it.each(learningRateDecays)('%s: is above 0 and at most the full rate, for plans of any length', (decay) => {
    for (const planned of [0, 1, 2, 3, 4, 7, 50]) {
      for (let step = 0; step < 60; step += 1) {
        const rate = learningRateAt(schedule({ decay }), step, planned);
        expect(rate, `step ${step} of ${planned}`).toBeGreaterThan(0);
        expect(rate).toBeLessThanOrEqual(0.004);
      }
    }
  });

  it('make a curve from the first to the last planned step', () => {
    const { steps, rates } = learningRateCurve(schedule({ decay: 'linear' }), 1001, 5);
    expect(steps).toEqual([0, 250, 500, 750, 1000]);
    expect(rates).toEqual(steps.map((step) => learningRateAt(schedule({ decay: 'linear' }), step, 1001)));
    expect(learningRateCurve(schedule({}), 3).steps).toEqual([0, 1, 2]);
    expect(learningRateCurve(schedule({}), 1).steps).toEqual([0]);
  });

  it('explain a warm-up that is not used, or not over', () => {
    expect(learningRateNotes(schedule({}), 100)).toEqual([]);
    expect(learningRateNotes(schedule({ decay: 'one-cycle' }), 100)[0]).toContain('the warm-up of 10 steps is not used');
    expect(learningRateNotes(schedule({ decay: 'one-cycle', warmupSteps: 0 }), 100)).toEqual([]);
    expect(learningRateNotes(schedule({ warmupSteps: 100 }), 100)[0]).toContain('reached only at the last step');
    expect(learningRateNotes(schedule({ warmupSteps: 200 }), 100)[0]).toContain('never reached');
  });

  it('averages forget their start: decays grow from a tenth', () => {
    expect([emaDecayAt(0.999, 0), emaDecayAt(0.999, 90), emaDecayAt(0.5, 90)]).toEqual([0.1, 0.91, 0.5]);
  });
});
