import { describe, expect, it } from 'vitest';
import { choiceOption } from '../../recipe/options.ts';
import { furtherNames, horizonWords, suggestedDecays } from './averages.ts';

describe('moving averages', () => {
  it('look back over 1 / (1 - decay) steps', () => {
    expect(horizonWords(0.99)).toBe('about the last 100 steps');
    expect(horizonWords(0.9)).toBe('about the last 10 steps');
    expect(horizonWords(0.5)).toBe('about the last 2 steps');
    expect(horizonWords(0.9995)).toBe('about the last 2,000 steps');
    expect(horizonWords(0.99999)).toBe('about the last 100,000 steps');
    expect(horizonWords(0.01)).toBe('hardly more than the last step');
    expect(horizonWords(0)).toMatch(/^no averaging/);
  });

  it('are suggested apart from those that are kept, until there are enough', () => {
    expect(suggestedDecays(0.99, [])).toEqual([0.9, 0.999]);
    expect(suggestedDecays(0.99, [0.9])).toEqual([0.999]);
    expect(suggestedDecays(0.995, [])).toEqual([0.9, 0.999]);
    expect(suggestedDecays(0.9999, [])).toEqual([0.99, 0.999]);
    expect(suggestedDecays(0, [])).toEqual([0.9, 0.99]);
    expect(suggestedDecays(0.99, [0.9, 0.999])).toEqual([]);
  });

  it('are called as the sampling settings call them', () => {
    const labels = choiceOption('sampling.weights').choices.map(({ label }) => label);
    expect(furtherNames.every((name) => labels.includes(name))).toBe(true);
  });
});
