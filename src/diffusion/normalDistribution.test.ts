import { describe, expect, test } from 'vitest';
import { logIntervalProbability, logUpperTail } from './normalDistribution.ts';

/** erfc to 16 digits (Abramowitz and Stegun, table 7.1 and 7.3, and the standard library of C). */
const erfc: [number, number][] = [
  [0, 1], [0.5, 0.4795001221869535], [1, 0.15729920705028513], [2, 0.004677734981047266], [3, 2.209049699858544e-5], [5, 1.5374597944280349e-12], [10, 2.088487583762545e-45],
];

describe('the normal distribution', () => {
  test.each(erfc)('has the upper tail erfc / 2 at z = sqrt(2) times %d', (x, value) => {
    // The logarithm of the tail at x = 10 is 103: rounding 1e-14.
    expect(logUpperTail(x * Math.SQRT2)).toBeCloseTo(Math.log(value / 2), 12);
    expect(logUpperTail(-x * Math.SQRT2)).toBeCloseTo(Math.log1p(-value / 2), 14);
  });

  test('series and continued fraction meet', () => {
    const at = 2.5 * Math.SQRT2;
    const slope = Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI) / Math.exp(logUpperTail(at));
    expect(logUpperTail(at * (1 + 1e-9)) - logUpperTail(at * (1 - 1e-9))).toBeCloseTo(-2e-9 * at * slope, 12);
  });

  test('has intervals that add up, and that are density times width where they are narrow', () => {
    const edges = [-Infinity, -40, -3, -1, -0.2, 0.1, 0.7, 4, 9, Infinity];
    const parts = edges.slice(1).map((high, i) => logIntervalProbability(edges[i] ?? 0, high));
    expect(parts.reduce((sum, part) => sum + Math.exp(part), 0)).toBeCloseTo(1, 14);
    expect(logIntervalProbability(-Infinity, Infinity)).toBe(0);
    for (const z of [-30, -2, 0, 0.5, 6, 50]) {
      const width = 1e-4;
      // The density bends: relative correction z^2 width^2 / 24 below 1e-6. Limits at 50 differ by 2e-6 of themselves.
      expect(logIntervalProbability(z - width / 2, z + width / 2)).toBeCloseTo(Math.log(width / Math.sqrt(2 * Math.PI)) - (z * z) / 2, 5);
      expect(logIntervalProbability(-z - 1, -z)).toBeCloseTo(logIntervalProbability(z, z + 1), 13);
    }
  });
});
