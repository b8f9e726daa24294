import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outputFromX0, SMALLEST_ALPHA, target, toEpsilon, toX0 } from './predictions.ts';

const coordinate = fc.double({ min: -5, max: 5, noNaN: true });

describe.each(['epsilon', 'x0', 'v'] as const)('%s', (prediction) => {
  test('the target, taken as output, gives back x0 and epsilon', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1 - 1e-5, noNaN: true }), coordinate, coordinate, (level, x0, epsilon) => {
        const [alpha, sigma] = [Math.sqrt(level), Math.sqrt(1 - level)];
        const x = alpha * x0 + sigma * epsilon;
        const wanted = target(prediction, alpha, sigma);
        const output = wanted.x0 * x0 + wanted.epsilon * epsilon;
        const clean = toX0(prediction, alpha, sigma);
        const noise = toEpsilon(prediction, alpha, sigma);
        const back = outputFromX0(prediction, alpha, sigma);
        // Divisions by alpha or sigma of at least sqrt(1e-5) multiply rounding (1e-15) by up to 320, twice for v.
        expect(clean.state * x + clean.output * output).toBeCloseTo(x0, 9);
        expect(noise.state * x + noise.output * output).toBeCloseTo(epsilon, 9);
        expect(back.state * x + back.x0 * x0).toBeCloseTo(output, 9);
      }),
    );
  });

  test('all coefficients are finite at both ends', () => {
    for (const [alpha, sigma] of [[0, 1], [1, 0], [1e-9, 1]] as const) {
      const parts = [toX0, toEpsilon, outputFromX0, target].flatMap((f) => Object.values<number>({ ...f(prediction, alpha, sigma) }));
      expect(parts.every((value) => Number.isFinite(value))).toBe(true);
    }
  });
});

test('without signal an epsilon prediction gives the mean of the data', () => {
  expect(toX0('epsilon', 0, 1)).toEqual({ state: 0, output: 0 });
  expect(toX0('epsilon', SMALLEST_ALPHA * 0.99, 1)).toEqual({ state: 0, output: 0 });
  expect(toX0('epsilon', SMALLEST_ALPHA, 1).state).toBeCloseTo(1000, 9);
});
