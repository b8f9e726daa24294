import { describe, expect, it } from 'vitest';
import type { ModelEstimate } from '../../protocol/messages.ts';
import { modelSizes } from '../../recipe/modelSizes.ts';
import { bytesText, estimateText, parametersText, recommended, shapeProblem } from './estimateText.ts';

const estimate = (millisecondsPerStep: number, tooBig: string | null = null): ModelEstimate => ({ parameters: 1_084_321, bytes: 96 * 2 ** 20, millisecondsPerStep, imagesPerSecond: 1, tooBig });

describe('words', () => {
  it('are short', () => {
    expect([16_898, 1_084_321, 12_000_000].map(parametersText)).toEqual(['17 k', '1.1 M', '12.0 M']);
    expect([2 ** 19, 96 * 2 ** 20, 3 * 2 ** 29].map(bytesText)).toEqual(['1 MB', '96 MB', '1.5 GB']);
    expect(estimateText(estimate(240)), '1000 steps of 240 ms are 240 s').toBe('1.1 M parameters · 96 MB · 1,000 steps in 4 min');
  });
});

describe('the recommendation', () => {
  it('is the largest within 15 minutes', () => {
    expect(recommended([estimate(100), estimate(900), estimate(901)])).toBe(1);
    expect(recommended([estimate(100), estimate(300), estimate(500, 'Too big.')])).toBe(1);
  });
  it('is the smallest that fits where all are slow', () => {
    expect(recommended([null, estimate(2000), estimate(5000)])).toBe(1);
    expect(recommended([estimate(1, 'Too big.'), null])).toBeNull();
  });
});

describe('shapes', () => {
  const { model } = modelSizes.tiny;
  it('that do not fit are explained', () => {
    expect(shapeProblem(model, 16)).toBeNull();
    expect(shapeProblem({ ...model, normGroups: 5 }, 16)).toMatch(/^Norm groups is 5; .*divides all of 16, 32, 32\.$/);
    expect(shapeProblem({ ...model, blockChannels: [32, 64, 64, 64], attention: [false, false, true, true] }, 12)).toMatch(/^The list of channels has 4 resolutions.*multiple of 8, and the size is 12\.$/);
  });
});
