import { expect, it } from 'vitest';
import { clippedShare, withLimit } from './gradientClip.ts';

const norms = (...values: number[]) => ({ steps: Float64Array.from([1, 2, 3, 4, 5, 0]), values: Float64Array.from([...values, 99]), length: values.length });

it('counts the steps whose gradient was too long, one that is no number too', () => {
  expect(clippedShare(norms(0.5, 1, 1.5, 3), 1)).toBe(0.5);
  expect(clippedShare(norms(0.5, Infinity, NaN), 1)).toBeCloseTo(2 / 3);
  expect(clippedShare(norms(0.5, 3), 0)).toBeNull();
  expect(clippedShare(norms(), 1)).toBeNull();
});

it('shows the limit where it is not far from the curve', () => {
  expect(withLimit([0.1, 0.5], 1)).toEqual([0.1, 1.15]);
  expect(withLimit([2, 4], 1)).toEqual([1 / 1.15, 4]);
  expect(withLimit([0.5, 4], 1)).toEqual([0.5, 4]);
  expect(withLimit([0.01, 0.1], 1)).toEqual([0.01, 0.1]);
  expect(withLimit([0.1, 0.5], 0)).toEqual([0.1, 0.5]);
});
