import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edmPreconditioning, preconditioningOf } from './preconditioning.ts';
import { convertOutput, outputFromX0, SMALLEST_ALPHA, target, toEpsilon, toX0 } from './predictions.ts';
import type { AnyPrediction } from './predictions.ts';

const predictions = ['epsilon', 'x0', 'v', 'score', 'flow', 'edm'] as const;

const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
const sigmaData = fc.double({ min: 0.05, max: 5, noNaN: true });
/** (alpha, sigma) with alpha_bar from 1e-5 to 1 - 1e-5, in variance-preserving coordinates, on the straight path, and of any length. */
const pair = fc
  .tuple(fc.double({ min: 1e-5, max: 1 - 1e-5, noNaN: true }), fc.constantFrom('unit', 'straight', 'any'), fc.double({ min: 0.01, max: 100, noNaN: true }))
  .map(([level, path, length]): readonly [number, number] => {
    const [alpha, sigma] = [Math.sqrt(level), Math.sqrt(1 - level)];
    const scale = path === 'unit' ? 1 : path === 'straight' ? 1 / (alpha + sigma) : length;
    return [alpha * scale, sigma * scale];
  });

/** Both numbers equal but for the rounding of a few operations on terms as large as `parts`. */
const expectClose = (got: number, wanted: number, parts: readonly number[]): void => {
  const size = Math.max(1, Math.abs(wanted), ...parts.map(Math.abs));
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(16 * 2 ** -52 * size);
};

describe.each(predictions)('%s', (prediction) => {
  test('the target, taken as output, gives back x0 and epsilon; x0 gives back the output', () => {
    fc.assert(
      fc.property(pair, sigmaData, coordinate, coordinate, ([alpha, sigma], data, x0, epsilon) => {
        const x = alpha * x0 + sigma * epsilon;
        const wanted = target(prediction, alpha, sigma, data);
        const output = wanted.x0 * x0 + wanted.epsilon * epsilon;
        const clean = toX0(prediction, alpha, sigma, data);
        const noise = toEpsilon(prediction, alpha, sigma, data);
        const back = outputFromX0(prediction, alpha, sigma, data);
        // Differences of terms up to |state x| and |output y|; x itself carries the rounding of its own two terms.
        const terms = (state: number, other: number, y: number): number[] => [state * alpha * x0, state * sigma * epsilon, other * y];
        expectClose(clean.state * x + clean.output * output, x0, terms(clean.state, clean.output, output));
        expectClose(noise.state * x + noise.output * output, epsilon, terms(noise.state, noise.output, output));
        expectClose(back.state * x + back.x0 * x0, output, terms(back.state, back.x0, x0));
      }),
    );
  });

  test('every output can be told as any other, and back', () => {
    fc.assert(
      fc.property(pair, sigmaData, fc.constantFrom(...predictions), coordinate, coordinate, ([alpha, sigma], data, other, x0, epsilon) => {
        const x = alpha * x0 + sigma * epsilon;
        const says = (name: AnyPrediction): number => {
          const { x0: a, epsilon: b } = target(name, alpha, sigma, data);
          return a * x0 + b * epsilon;
        };
        const there = convertOutput(prediction, other, alpha, sigma, data);
        const terms = [there.state * alpha * x0, there.state * sigma * epsilon, there.output * says(prediction)];
        expectClose(there.state * x + there.output * says(prediction), says(other), terms);
        const back = convertOutput(other, prediction, alpha, sigma, data);
        // Going there and back is the identity: back.output there.output = 1, back.state + back.output there.state = 0.
        expect(back.output * there.output).toBeCloseTo(1, 12);
        expectClose(back.state + back.output * there.state, 0, [back.state]);
      }),
    );
  });

  test('agrees with toX0 and outputFromX0', () => {
    fc.assert(
      fc.property(pair, sigmaData, ([alpha, sigma], data) => {
        const toClean = toX0(prediction, alpha, sigma, data);
        const same = convertOutput(prediction, 'x0', alpha, sigma, data);
        expectClose(same.state, toClean.state, []);
        expectClose(same.output, toClean.output, []);
        const fromClean = outputFromX0(prediction, alpha, sigma, data);
        const back = convertOutput('x0', prediction, alpha, sigma, data);
        expectClose(back.state, fromClean.state, []);
        expectClose(back.output, fromClean.x0, []);
      }),
    );
  });

  test.each([
    ['nearly no signal', 1e-6, 1],
    ['nearly no noise', 1, 1e-6],
    ['nearly no signal, unscaled', 1e-6, 80],
  ])('%s: what the network can tell is told', (_, alpha, sigma) => {
    const [x0, epsilon] = [0.7, -1.3];
    const x = alpha * x0 + sigma * epsilon;
    const goal = target(prediction, alpha, sigma);
    const output = goal.x0 * x0 + goal.epsilon * epsilon;
    const clean = toX0(prediction, alpha, sigma);
    const noise = toEpsilon(prediction, alpha, sigma);
    const signalLost = (prediction === 'epsilon' || prediction === 'score') && alpha < SMALLEST_ALPHA;
    // Rounding of x (2^-53 |x|) is divided by alpha or by sigma, 1e-6 at the least; toX0 gives the mean of the data where epsilon cannot tell.
    const unit = (2 ** -50 * Math.max(1, sigma)) / 1e-6;
    expect(Math.abs(clean.state * x + clean.output * output - (signalLost ? 0 : x0))).toBeLessThan(unit);
    expect(Math.abs(noise.state * x + noise.output * output - epsilon)).toBeLessThan(unit);
  });

  test('all coefficients are finite at both ends', () => {
    for (const [alpha, sigma] of [[0, 1], [1, 0], [1e-9, 1], [0, 80], [2, 0]] as const) {
      const parts = [toX0, toEpsilon, outputFromX0, target].flatMap((f) => Object.values<number>({ ...f(prediction, alpha, sigma, 0.5) }));
      const conversions = predictions.flatMap((other) => Object.values<number>({ ...convertOutput(prediction, other, alpha, sigma, 0.5) }));
      expect([...parts, ...conversions].every((value) => Number.isFinite(value))).toBe(true);
    }
  });
});

test('without signal an epsilon prediction gives the mean of the data, in any coordinates', () => {
  for (const name of ['epsilon', 'score'] as const) {
    expect(toX0(name, 0, 1)).toEqual({ state: 0, output: 0 });
    expect(toX0(name, SMALLEST_ALPHA * 0.99, 1)).toEqual({ state: 0, output: 0 });
    expect(toX0(name, SMALLEST_ALPHA, Math.sqrt(1 - SMALLEST_ALPHA ** 2)).state).toBeCloseTo(1000, 9);
    expect(toX0(name, 1, 999)).toEqual({ state: 1, output: name === 'epsilon' ? -999 : 999 ** 2 });
    expect(toX0(name, 1, 1001)).toEqual({ state: 0, output: 0 });
  }
});

test('exactly at the ends x0, v, flow and edm still tell what is known', () => {
  // No signal: x is the noise itself.
  expect(toX0('v', 0, 1)).toEqual({ state: 0, output: -1 });
  expect(toX0('flow', 0, 1)).toEqual({ state: 1, output: -1 });
  expect(toX0('edm', 0, 1, 0.5)).toEqual({ state: 0, output: 0.5 });
  expect(toEpsilon('edm', 0, 1, 0.5).state).toBe(1);
  // No noise: x is the data.
  for (const name of ['epsilon', 'v', 'score', 'flow', 'edm'] as const) expect(toX0(name, 1, 0, 0.5).state).toBe(1);
});

test('in variance-preserving coordinates v has no rounding of the length', () => {
  for (const level of [0.9999, 0.7, 0.5, 1 / 3, 4e-5]) {
    const [alpha, sigma] = [Math.sqrt(level), Math.sqrt(1 - level)];
    expect(toX0('v', alpha, sigma)).toEqual({ state: alpha, output: -sigma });
    expect(toEpsilon('v', alpha, sigma)).toEqual({ state: sigma, output: alpha });
    expect(outputFromX0('v', alpha, sigma)).toEqual({ state: alpha / sigma, x0: -1 / sigma });
    expect(target('v', alpha, sigma)).toEqual({ x0: -sigma, epsilon: alpha });
  }
});

test('in variance-preserving coordinates with sigma_data 1, edm is -v', () => {
  const [alpha, sigma] = [0.6, 0.8];
  expect(target('edm', alpha, sigma).x0).toBeCloseTo(-target('v', alpha, sigma).x0, 15);
  expect(target('edm', alpha, sigma).epsilon).toBeCloseTo(-target('v', alpha, sigma).epsilon, 15);
});

describe('preconditioning', () => {
  const sigma = fc.double({ min: 1e-4, max: 1000, noNaN: true });

  test('D = c_skip x + c_out F is toX0 at alpha = c_in, sigma_here = c_in sigma', () => {
    fc.assert(
      fc.property(sigma, sigmaData, (noise, data) => {
        const { cSkip, cOut, cIn } = edmPreconditioning(noise, data);
        const { state, output } = toX0('edm', cIn, cIn * noise, data);
        // x_here = c_in x, so c_skip x = (state c_in) x.
        expect(Math.abs(state * cIn - cSkip)).toBeLessThan(1e-14 * Math.max(1, cSkip));
        expect(Math.abs(output - cOut)).toBeLessThan(1e-14 * Math.max(1, cOut));
        const all = preconditioningOf('edm', cIn, cIn * noise, data);
        expect(all.cIn).toBe(cIn);
        expect(all.cNoise).toBeCloseTo(Math.log(noise) / 4, 12);
      }),
    );
  });

  test("EDM's input and target have variance 1 when the data have variance sigma_data^2", () => {
    fc.assert(
      fc.property(sigma, sigmaData, (noise, data) => {
        const { cIn } = edmPreconditioning(noise, data);
        const goal = target('edm', cIn, cIn * noise, data);
        expect(goal.x0 ** 2 * data ** 2 + goal.epsilon ** 2).toBeCloseTo(1, 12);
        expect(cIn ** 2 * (data ** 2 + noise ** 2)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('epsilon is c_skip 1, c_out -sigma on any path', () => {
    const { cSkip, cOut } = preconditioningOf('epsilon', 0.25, 0.75);
    expect(cSkip).toBe(1);
    expect(cOut).toBe(-3);
  });
});
