import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointsFromTable } from './controlPoints.ts';
import { reference } from './fixtures/reference.ts';
import { anyScheduleRecipe, levelKinds } from './fixtures/scheduleRecipe.ts';
import { alpha, alphaBar, logSnr, noiseToSignal, sigma } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { makeNoiseTable } from './schedules.ts';
import { SHAPE_RANGES, shapeDefault, shapeOf } from './scheduleSettings.ts';
import type { AnyScheduleRecipe, ScheduleShape } from './scheduleSettings.ts';

const make = (changes: Partial<AnyScheduleRecipe>): NoiseTable => makeNoiseTable(anyScheduleRecipe(changes));
const all = (table: NoiseTable, of: (table: NoiseTable, t: number) => number): number[] => Array.from({ length: table.timesteps }, (_, t) => of(table, t));
const falls = (table: NoiseTable): boolean => table.alphasCumprod.every((value, t) => t === 0 || value < alphaBar(table, t - 1));
/** Largest relative difference. */
const apart = (got: readonly number[], wanted: readonly number[]): number =>
  wanted.reduce((worst, value, t) => Math.max(worst, Math.abs((got[t] ?? Number.NaN) - value) / Math.abs(value)), got.length === wanted.length ? 0 : Number.NaN);

// alpha_bar near 1 holds sigma^2 with an absolute error of 2^-53: for sigma = 0.002 that is 1.4e-11 of sigma.
const SIGMA_ROUNDING = 1e-10;

describe('closed forms', () => {
  test.each(['log-linear', 'variance-exploding'] as const)('%s: sigma / alpha in a geometric sequence', (kind) => {
    const table = make({ kind, timesteps: 101, sigmaMin: 0.02, sigmaMax: 50 });
    expect(apart(all(table, noiseToSignal), Array.from({ length: 101 }, (_, t) => 0.02 * 2500 ** (t / 100)))).toBeLessThan(SIGMA_ROUNDING);
  });

  test('variance-exploding keeps the signal; log-linear keeps the variance', () => {
    const exploding = make({ kind: 'variance-exploding' });
    expect(apart(all(exploding, alpha), Array.from({ length: 1000 }, () => 1))).toBeLessThan(1e-15);
    expect(sigma(exploding, 999)).toBeCloseTo(50, 9);
    expect(make({ kind: 'log-linear' }).lengths).toBeUndefined();
  });

  test.each([
    ['karras/0.002-80/rho7/N=10', 10],
    ['karras/0.002-80/rho7/N=18', 18],
    ['karras/0.002-80/rho7/N=40', 40],
  ])('edm: %s, from clean to noisy', (name, timesteps) => {
    const wanted = (reference.sigma_grids[name] ?? []).slice(0, -1).toReversed();
    // The reference is in float32.
    expect(apart(all(make({ kind: 'edm', timesteps }), noiseToSignal), wanted)).toBeLessThan(2 ** -21);
  });

  test('edm shows the network an input of variance 1 when the data have sigma_data', () => {
    for (const sigmaData of [0.5, 1, 2]) {
      const table = make({ kind: 'edm', timesteps: 50, sigmaData });
      const [alphas, sigmas] = [all(table, alpha), all(table, sigma)];
      alphas.forEach((a, t) => {
        const s = noiseToSignal(table, t);
        expect(a).toBeCloseTo(1 / Math.sqrt(s * s + sigmaData * sigmaData), 12);
        expect(a * a * sigmaData * sigmaData + (sigmas[t] ?? 0) ** 2).toBeCloseTo(1, 12);
      });
    }
    expect(make({ kind: 'edm' }).lengths).toBeUndefined();
  });

  test('flow is straight: sigma = (t + 1) / T, alpha = 1 - sigma, without signal at the end', () => {
    const table = make({ kind: 'flow', timesteps: 100 });
    all(table, sigma).forEach((value, t) => expect(value).toBeCloseTo((t + 1) / 100, 13));
    all(table, alpha).forEach((value, t) => expect(value).toBeCloseTo(1 - (t + 1) / 100, 13));
    expect(alpha(table, 99)).toBe(0);
    expect(sigma(table, 99)).toBe(1);
  });

  test('laplace: log-SNR are the quantiles of the distribution, cut off at both ends', () => {
    const [mean, scale] = [0.7, 0.8];
    const table = make({ kind: 'laplace', timesteps: 201, laplaceMean: mean, laplaceScale: scale });
    const above = (value: number): number => (value >= mean ? Math.exp(-(value - mean) / scale) / 2 : 1 - Math.exp((value - mean) / scale) / 2);
    const [first, last] = [above(-2 * Math.log(0.01)), above(-2 * Math.log(100))];
    all(table, logSnr).forEach((value, t) => expect(above(value)).toBeCloseTo(first + ((last - first) * t) / 200, 12));
    expect(noiseToSignal(table, 0)).toBeCloseTo(0.01, 9);
    expect(noiseToSignal(table, 200)).toBeCloseTo(100, 6);
    // Between the ends it is the paper's formula.
    const u = first + (last - first) * 0.3;
    expect(logSnr(table, 60)).toBeCloseTo(mean - scale * Math.sign(0.5 - u) * Math.log(1 - 2 * Math.abs(u - 0.5)), 10);
  });

  test('laplace reaches both ends also where they are far out in its tails, or both on one side', () => {
    for (const changes of [{ laplaceScale: 0.1 }, { laplaceMean: 5, sigmaMin: 0.5 }, { laplaceMean: -5, sigmaMax: 1 }, { laplaceMean: 5, laplaceScale: 0.1, sigmaMin: 0.5 }]) {
      const table = make({ kind: 'laplace', ...changes });
      expect(noiseToSignal(table, 0) / (changes.sigmaMin ?? 0.01)).toBeCloseTo(1, 6);
      expect(noiseToSignal(table, 999) / (changes.sigmaMax ?? 100)).toBeCloseTo(1, 6);
      expect(falls(table)).toBe(true);
    }
  });

  test('quadratic is the code word of Ho and Song for scaled-linear', () => {
    expect(make({ kind: 'quadratic' }).alphasCumprod).toEqual(make({ kind: 'scaled-linear' }).alphasCumprod);
  });
});

const within = (name: keyof ScheduleShape): fc.Arbitrary<number> => fc.double({ min: SHAPE_RANGES[name][0], max: SHAPE_RANGES[name][1], noNaN: true });

describe.each(levelKinds)('%s', (kind) => {
  test('falls for any numbers in range, with both coordinates finite and not negative', () => {
    const shape = fc.record({
      sigmaMin: within('sigmaMin'), sigmaMax: within('sigmaMax'), rho: within('rho'), laplaceMean: within('laplaceMean'),
      laplaceScale: fc.double({ min: 0.5, max: 5, noNaN: true }), shift: within('shift'), sigmaData: within('sigmaData'),
    });
    fc.assert(
      fc.property(shape, fc.integer({ min: 10, max: 1000 }), (numbers, timesteps) => {
        const table = make({ kind, timesteps, ...numbers });
        expect(falls(table)).toBe(true);
        expect([...all(table, alpha), ...all(table, sigma)].every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('zero terminal SNR: exactly 0 at the end, or a sentence', () => {
    if (kind === 'variance-exploding') {
      expect(() => make({ kind, zeroTerminalSnr: true })).toThrow('keeps the whole signal');
      return;
    }
    const table = make({ kind, timesteps: 100, zeroTerminalSnr: true, sigmaData: 0.5 });
    expect(alpha(table, 99)).toBe(0);
    expect(sigma(table, 99)).toBe(1);
    expect(alphaBar(table, 0)).toBeCloseTo(alphaBar(make({ kind, timesteps: 100 }), 0), 14);
    expect(falls(table)).toBe(true);
  });

  test('defaults lie in their ranges and are those of the recipe without numbers', () => {
    const numbers = Object.fromEntries(shapeOf(kind).map((name) => [name, shapeDefault(kind, name)]));
    expect(make({ kind, ...numbers })).toEqual(make({ kind }));
  });

  test('12 points follow it within 0.02 of alpha_bar', () => {
    const table = make({ kind, timesteps: 200 });
    const points = pointsFromTable(table, 'log-snr', 12);
    const drawn = make({ kind: 'hand-drawn', timesteps: 200, points });
    expect(Math.max(...drawn.alphasCumprod.map((value, t) => Math.abs(value - alphaBar(table, t))))).toBeLessThan(0.02);
  });
});

describe('shift', () => {
  test.each(['linear', 'cosine', ...levelKinds] as const)('%s: 1 changes no bit, others multiply sigma / alpha', (kind) => {
    const plain = make({ kind, timesteps: 100 });
    expect(make({ kind, timesteps: 100, shift: 1 })).toEqual(plain);
    const shifted = all(make({ kind, timesteps: 100, shift: 3 }), noiseToSignal);
    const wanted = all(plain, (table, t) => 3 * noiseToSignal(table, t));
    expect(apart(shifted.filter(Number.isFinite), wanted.filter(Number.isFinite))).toBeLessThan(SIGMA_ROUNDING);
  });

  test("on the straight path it is SD3's formula", () => {
    const table = make({ kind: 'flow', timesteps: 50, shift: 3 });
    all(table, sigma).forEach((value, t) => {
      const s = (t + 1) / 50;
      expect(value).toBeCloseTo((3 * s) / (1 + 2 * s), 13);
    });
  });

  test("diffusers' flow-match sampler walks over levels of the table", () => {
    const levels = all(make({ kind: 'flow' }), sigma);
    const visited = (reference.samplers['flow_match_euler/shift=1.0/N=10']?.sigmas ?? []).slice(0, -1);
    expect(visited).toHaveLength(10);
    // Written in float32.
    for (const value of visited) expect(Math.abs((levels[Math.round(1000 * value) - 1] ?? Number.NaN) - value)).toBeLessThan(2 ** -23);
  });

  test('a hand-drawn curve is as it is drawn', () => {
    expect(make({ kind: 'hand-drawn', shift: 3 })).toEqual(make({ kind: 'hand-drawn' }));
  });
});

test('every bad number gets a sentence', () => {
  expect(() => make({ kind: 'edm', sigmaMin: 0 })).toThrow("The schedule's smallest sigma is 0; give a number from 0.0001 to 0.5.");
  expect(() => make({ kind: 'edm', rho: 0.5 })).toThrow("The schedule's rho is 0.5");
  expect(() => make({ kind: 'laplace', laplaceScale: Number.NaN })).toThrow('Laplace scale is NaN');
  expect(() => make({ kind: 'linear', shift: 0 })).toThrow('shift is 0; give a number from 0.05 to 20.');
  // Numbers that a kind does not use are of no matter.
  expect(make({ kind: 'linear', rho: 0 })).toEqual(make({ kind: 'linear' }));
});
