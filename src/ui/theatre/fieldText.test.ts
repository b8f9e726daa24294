import { describe, expect, it } from 'vitest';
import type { DenoiserField } from '../../protocol/messages.ts';
import { fieldText } from './fieldText.ts';

const field = (of: 'model' | 'ideal', x: number): DenoiserField => ({
  of, timestep: 3, alpha: 0.9, sigma: 0.4, grid: { left: -1, right: 1, bottom: -1, top: 1, columns: 1, rows: 1 }, x0: Float64Array.of(x, 0), trainedSteps: 5,
});

describe('fieldText', () => {
  it('tells the scale of the arrows and how far the models are apart', () => {
    expect(fieldText({ model: null, ideal: null })).toBeNull();
    expect(fieldText({ model: field('model', 1), ideal: null })).toBe('Arrows go from xₜ towards the predicted x₀, all of the way.');
    expect(fieldText({ model: field('model', 4), ideal: field('ideal', 3.5) })).toBe(
      'Arrows go from xₜ towards the predicted x₀, 50 % of the way; over the picture the predictions of both are 0.5 standard deviations apart (root mean square).',
    );
  });
});
