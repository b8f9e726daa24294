import { expect, it } from 'vitest';
import { averageSpan } from './averageSpan.ts';

it('an average spans what its decay says, and less while there are few steps', () => {
  expect(averageSpan(0.99, 100_000)).toBeCloseTo(100, 6);
  expect(averageSpan(0.9999, 90)).toBeLessThan(100);
  expect(averageSpan(0, 500)).toBe(1);
});
