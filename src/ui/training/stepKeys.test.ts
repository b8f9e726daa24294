import { expect, it } from 'vitest';
import { stepAfterKey } from './stepKeys.ts';

it('keys move over the steps by parts of the axis, and stay on it', () => {
  const shown = { first: 0, last: 2000 };
  expect(['ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => stepAfterKey(key, 1000, shown))).toEqual([980, 1020, 800, 1200, 0, 2000]);
  expect(stepAfterKey('ArrowRight', 1990, shown)).toBe(2000);
  expect(stepAfterKey('ArrowLeft', 5, { first: 0, last: 10 })).toBe(4);
  expect(stepAfterKey('a', 5, shown)).toBeNull();
});
