import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monotoneCubic, steepestSlopes } from './monotoneCubic.ts';

const knots = fc
  .uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 20 })
  .map((xs) => xs.toSorted((a, b) => a - b).map((x) => x / 100));
const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 20, maxLength: 20 });
const slopes = fc.array(fc.option(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { nil: undefined }), { maxLength: 20 });

test('passes through its points, never leaves the interval of its neighbours', () => {
  fc.assert(
    fc.property(knots, values, slopes, (xs, all, given) => {
      const ys = all.slice(0, xs.length);
      const curve = monotoneCubic(xs, ys, given);
      xs.forEach((x, i) => expect(curve.evaluate(x)).toBeCloseTo(ys[i] ?? 0, 10));
      let backwards = 0;
      for (let i = 1; i < xs.length; i++) {
        const [a, b] = [xs[i - 1] ?? 0, xs[i] ?? 0];
        const rising = Math.sign((ys[i] ?? 0) - (ys[i - 1] ?? 0));
        let previous = curve.evaluate(a);
        for (let k = 1; k <= 20; k++) {
          const present = curve.evaluate(a + ((b - a) * k) / 20);
          backwards = Math.max(backwards, (previous - present) * rising);
          previous = present;
        }
      }
      // Values up to 50, a dozen roundings of 1e-16 each.
      expect(backwards).toBeLessThan(1e-13);
    }),
  );
});

test('the derivative is that of the curve', () => {
  const curve = monotoneCubic([0, 1, 2.5, 3, 5], [4, 3.5, 1, 0.9, -6]);
  const h = 1e-5;
  // Central difference: error h^2 f''' / 6 and rounding 1e-16 / h.
  for (let x = 0.05; x < 5; x += 0.1) {
    expect(curve.derivative(x)).toBeCloseTo((curve.evaluate(x + h) - curve.evaluate(x - h)) / (2 * h), 7);
  }
  expect([curve.derivative(-1), curve.derivative(6)]).toEqual([0, 0]);
  expect([curve.evaluate(-1), curve.evaluate(6)]).toEqual([4, -6]);
});

test('is exact for straight lines, also with two points', () => {
  expect(monotoneCubic([0, 2], [1, 5]).evaluate(0.5)).toBeCloseTo(2, 14);
  expect(monotoneCubic([0, 1, 4], [0, -1, -4]).evaluate(2.2)).toBeCloseTo(-2.2, 14);
});

test('a given slope is that of the curve, up to the steepest that does not overshoot', () => {
  const [xs, ys] = [[0, 1, 2, 4], [10, 8, 2, 0]];
  // Secants -2, -6, -1: three times the flatter on either side.
  expect([...steepestSlopes(xs, ys)]).toEqual([-6, -6, -3, -3]);
  const slopesOf = (given: (number | undefined)[]) => {
    const curve = monotoneCubic(xs, ys, given);
    return xs.map((x) => curve.derivative(x));
  };
  const own = slopesOf([]);
  expect(slopesOf([-1, undefined, -2.5, -0.5])).toEqual([-1, own[1], -2.5, -0.5]);
  expect(slopesOf([undefined, -9, 4, -7])).toEqual([own[0], -6, 0, -3]);
  // Hermite's cubic at the middle of [1, 2]: (8 + 2) / 2 + (d1 - d2) / 8.
  expect(monotoneCubic(xs, ys, [undefined, -6, -2]).evaluate(1.5)).toBeCloseTo(5 + (-6 + 2) / 8, 12);
});

test('where points turn round or lie level the curve is flat', () => {
  expect([...steepestSlopes([0, 1, 2, 3], [0, 2, 1, 1])]).toEqual([6, 0, 0, 0]);
  expect(monotoneCubic([0, 1, 2], [0, 2, 1], [undefined, 5]).derivative(1)).toBe(0);
  expect([...steepestSlopes([0, 2], [1, 5])]).toEqual([6, 6]);
});

test('bad points get a sentence', () => {
  expect(() => monotoneCubic([0], [1])).toThrow('at least 2 points');
  expect(() => monotoneCubic([0, 0], [1, 2])).toThrow('Point 2 of the curve is not to the right of point 1');
  expect(() => monotoneCubic([0, 1], [1, Number.POSITIVE_INFINITY])).toThrow('Point 2 of the curve is not a finite number');
});
