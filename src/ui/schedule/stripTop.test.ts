import { expect, test } from 'vitest';
import { stripTop } from './stripTop.ts';

test('the strip shows the share up to ten even ones and never less than two', () => {
  expect(stripTop([])).toBe(2);
  expect(stripTop([[1, 1, 1], [50]])).toBe(2);
  expect(stripTop([Float64Array.of(0, 4.5, 1)])).toBe(4.5);
  expect(stripTop([[0, 300]])).toBe(10);
});
