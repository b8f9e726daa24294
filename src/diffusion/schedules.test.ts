import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ControlPoint } from '../recipe/recipe.ts';
import { diffusersBetas } from './betaSchedules.ts';
import { pointsFromTable } from './controlPoints.ts';
import { reference } from './fixtures/reference.ts';
import { presetKinds, scheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { alphaBar, betas, logSnr, scheduleView } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { diffusersNoiseTable, makeNoiseTable } from './schedules.ts';

const diffusersNames = { linear: 'linear', 'scaled-linear': 'scaled_linear', cosine: 'squaredcos_cap_v2', sigmoid: 'sigmoid' };

const falls = (table: NoiseTable): boolean => table.alphasCumprod.every((value, t) => t === 0 || value < alphaBar(table, t - 1));

describe.each(presetKinds)('%s', (kind) => {
  const { betaStart, betaEnd } = scheduleRecipe({ kind });

  test.each([
    [1000, false],
    [1000, true],
    [100, false],
    [100, true],
  ])('equals diffusers at T = %i, zero terminal SNR %s', (timesteps, zero) => {
    const wanted = reference.schedules[`${diffusersNames[kind]}/T=${timesteps}/zero_terminal_snr=${zero}`]?.alphas_cumprod ?? [];
    const got = diffusersNoiseTable(kind, timesteps, betaStart, betaEnd, zero).alphasCumprod;
    expect(got).toHaveLength(wanted.length);
    // diffusers multiplies t + 1 rounded factors in float32: relative error up to (t + 1) 2^-23. The rescaling subtracts
    // square roots of that error, which adds an absolute error of the same size times the last root; a capped beta of
    // 0.999 in float32 is off by 2^-25 / 0.001 in its factor.
    const unit = 2 ** -23;
    const lastRoot = zero ? Math.sqrt(alphaBar(diffusersNoiseTable(kind, timesteps, betaStart, betaEnd, false), timesteps - 1)) : 0;
    const off = wanted.flatMap((value, t) => {
      const root = (t + 1) * unit * (Math.sqrt(value) + lastRoot);
      const capped = kind === 'cosine' && t === timesteps - 1 ? 3e-5 * value : 0;
      const tolerance = 2 * Math.sqrt(value) * root + root * root + capped;
      const difference = Math.abs((got[t] ?? Number.NaN) - value);
      return difference <= tolerance ? [] : [{ t, got: got[t], value, tolerance }];
    });
    expect(off).toEqual([]);
  });

  test('makeNoiseTable equals diffusers at T = 1000', () => {
    for (const zero of [false, true]) {
      const recipe = scheduleRecipe({ kind, zeroTerminalSnr: zero });
      expect(makeNoiseTable(recipe)).toEqual(diffusersNoiseTable(kind, 1000, betaStart, betaEnd, zero));
    }
  });

  test.each([10, 37, 50, 100, 999])('keeps the end level and the curve at T = %i', (timesteps) => {
    const full = makeNoiseTable(scheduleRecipe({ kind }));
    const short = makeNoiseTable(scheduleRecipe({ kind, timesteps }));
    expect(short.alphasCumprod).toHaveLength(timesteps);
    expect(alphaBar(short, timesteps - 1)).toBe(alphaBar(full, 999));
    const between = short.alphasCumprod.every((value, j) => {
      const position = ((j + 1) * 1000) / timesteps - 1;
      return value <= alphaBar(full, Math.floor(position)) && value >= alphaBar(full, Math.ceil(Number(position.toFixed(9))));
    });
    expect(between).toBe(true);
    expect(falls(short)).toBe(true);
    // betas of the short schedule are larger by the factor by which there are fewer, where beta is small.
    const middle = Math.floor(timesteps / 4);
    const wanted = -Math.log1p(-(betas(short)[middle] ?? 0)) / (1000 / timesteps);
    const fullMiddle = Math.round(((middle + 0.5) * 1000) / timesteps);
    // Over one short step the rate changes by no more than its slope times the step's width.
    const rates = betas(full).map((beta) => -Math.log1p(-beta));
    const width = Math.ceil(1000 / timesteps);
    const nearby = rates.slice(Math.max(0, fullMiddle - width), fullMiddle + width);
    expect(wanted).toBeGreaterThanOrEqual(Math.min(...nearby));
    expect(wanted).toBeLessThanOrEqual(Math.max(...nearby));
  });

  test.each([10, 100, 1000])('zero terminal SNR at T = %i: exactly 0 at the end, first level kept, falling', (timesteps) => {
    const plain = makeNoiseTable(scheduleRecipe({ kind, timesteps }));
    const zero = makeNoiseTable(scheduleRecipe({ kind, timesteps, zeroTerminalSnr: true }));
    expect(alphaBar(zero, timesteps - 1)).toBe(0);
    expect(alphaBar(zero, 0)).toBeCloseTo(alphaBar(plain, 0), 14);
    expect(falls(zero)).toBe(true);
    expect(logSnr(zero, timesteps - 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(scheduleView(zero, 'log-snr').every(Number.isFinite)).toBe(true);
    expect(scheduleView(zero, 'beta').at(-1)).toBe(1);
  });

  test.each([
    ['log-snr', false],
    ['alpha-bar', false],
    ['log-snr', true],
    ['alpha-bar', true],
  ] as const)('8 points in %s follow it within 0.02 of alpha_bar (zero terminal SNR %s)', (space, zeroTerminalSnr) => {
    for (const timesteps of [10, 100, 1000]) {
      const table = makeNoiseTable(scheduleRecipe({ kind, timesteps, zeroTerminalSnr }));
      const points = pointsFromTable(table, space, 8);
      expect(points).toHaveLength(8);
      const drawn = makeNoiseTable(scheduleRecipe({ kind: 'hand-drawn', timesteps, space, points }));
      const errors = drawn.alphasCumprod.map((value, t) => Math.abs(value - alphaBar(table, t)));
      expect(Math.max(...errors)).toBeLessThan(0.02);
    }
  });
});

describe('hand-drawn', () => {
  const draw = (points: ControlPoint[], space: 'log-snr' | 'alpha-bar' = 'log-snr', timesteps = 50) =>
    makeNoiseTable(scheduleRecipe({ kind: 'hand-drawn', points, space, timesteps }));

  test('passes through its points and falls where they fall', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 64 }),
        fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 64, maxLength: 64 }),
        (indices, values) => {
          const us = indices.toSorted((a, b) => a - b).map((t) => t / 99);
          const falling = values.slice(0, us.length).toSorted((a, b) => b - a);
          const table = draw(us.map((u, i) => ({ u, value: falling[i] ?? 0 })), 'log-snr', 100);
          us.forEach((u, i) => expect(logSnr(table, Math.round(u * 99))).toBeCloseTo(falling[i] ?? 0, 6));
          expect(table.alphasCumprod.every((value, t) => t === 0 || value <= alphaBar(table, t - 1) + 1e-15)).toBe(true);
        },
      ),
    );
  });

  test('a slope at a point is that of log-SNR there, over the whole axis', () => {
    const timesteps = 1000;
    const ends = [{ u: 0, value: 9 }, { u: 1, value: -9 }];
    const slopeAtMiddle = (slope?: number) => {
      const table = draw([ends[0] ?? { u: 0, value: 9 }, { u: 500 / 999, value: 0, ...(slope === undefined ? {} : { slope }) }, ends[1] ?? { u: 1, value: -9 }], 'log-snr', timesteps);
      // Central difference over two timesteps; where two cubics meet its error is a quarter of a timestep times the jump of the bend.
      return ((logSnr(table, 501) - logSnr(table, 499)) / 2) * (timesteps - 1);
    };
    expect(slopeAtMiddle()).toBeCloseTo(-18, 0);
    expect(slopeAtMiddle(-4)).toBeCloseTo(-4, 0);
    expect(slopeAtMiddle(0)).toBeCloseTo(0, 0);
    // Three times the secant of -18 is the steepest that stays monotone; a rise is no way down.
    expect(slopeAtMiddle(-300)).toBeCloseTo(-54, 0);
    expect(slopeAtMiddle(20)).toBeCloseTo(0, 0);
    expect(() => draw([{ u: 0, value: 9, slope: Number.NaN }, { u: 1, value: -9 }])).toThrow('Point 1 of the hand-drawn schedule has the slope NaN; give a finite number, or none.');
  });

  test('stays in [0, 1] and finite whatever is drawn', () => {
    const point = fc.record({ u: fc.integer({ min: 0, max: 1000 }), value: fc.double({ noNaN: true, noDefaultInfinity: true }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(point, { minLength: 2, maxLength: 64, selector: ({ u }) => u }),
        fc.constantFrom('log-snr' as const, 'alpha-bar' as const),
        fc.integer({ min: 10, max: 1000 }),
        fc.boolean(),
        (points, space, timesteps, zeroTerminalSnr) => {
          const sorted = points.toSorted((a, b) => a.u - b.u).map(({ u, value }) => ({ u: u / 1000, value }));
          const table = makeNoiseTable(scheduleRecipe({ kind: 'hand-drawn', points: sorted, space, timesteps, zeroTerminalSnr }));
          expect(table.alphasCumprod.every((value) => value >= 0 && value <= 1)).toBe(true);
          if (zeroTerminalSnr) expect(alphaBar(table, timesteps - 1)).toBe(0);
          for (const view of ['alpha-bar', 'beta', 'log-snr', 'sigma'] as const) {
            expect(scheduleView(table, view).every((value) => !Number.isNaN(value))).toBe(true);
          }
        },
      ),
    );
  });

  test('alpha_bar may reach both ends', () => {
    const table = draw([{ u: 0, value: 1 }, { u: 1, value: 0 }], 'alpha-bar', 11);
    expect(alphaBar(table, 0)).toBe(1);
    expect(alphaBar(table, 10)).toBe(0);
    expect(alphaBar(table, 5)).toBeCloseTo(0.5, 12);
  });

  test('every bad input gets a sentence', () => {
    expect(() => draw([{ u: 0, value: 1 }])).toThrow('has 1 points; give from 2 to 64');
    expect(() => draw(Array.from({ length: 65 }, (_, i) => ({ u: i / 64, value: -i })))).toThrow('has 65 points');
    expect(() => draw([{ u: 0.5, value: 1 }, { u: 0.2, value: 0 }])).toThrow('Point 2 of the hand-drawn schedule at u = 0.2 is not to the right');
    expect(() => draw([{ u: 0.5, value: 1 }, { u: 0.5, value: 0 }])).toThrow('move or remove one');
    expect(() => draw([{ u: -0.1, value: 1 }, { u: 1, value: 0 }])).toThrow('Point 1 of the hand-drawn schedule lies at u = -0.1');
    expect(() => draw([{ u: 0, value: Number.NaN }, { u: 1, value: 0 }])).toThrow('has the value NaN');
    expect(() => makeNoiseTable(scheduleRecipe({ timesteps: 9 }))).toThrow('The number of timesteps is 9; give a whole number from 10 to 1000.');
    expect(() => makeNoiseTable(scheduleRecipe({ betaStart: 0 }))).toThrow('The betas go from 0');
    expect(() => makeNoiseTable(scheduleRecipe({ betaEnd: 1 }))).toThrow('below 1');
    expect(() => pointsFromTable(makeNoiseTable(scheduleRecipe()), 'log-snr', 1)).toThrow('1 control points');
    expect(() => alphaBar(makeNoiseTable(scheduleRecipe()), 1000)).toThrow('give a whole number from 0 to 999');
  });
});

test('betas so large that the signal is less than a double can hold leave none of it, at any T', () => {
  for (const kind of ['linear', 'scaled-linear', 'quadratic', 'sigmoid'] as const) {
    for (const timesteps of [10, 37, 999, 1000]) {
      for (const zeroTerminalSnr of [false, true]) {
        const { alphasCumprod } = makeNoiseTable(scheduleRecipe({ kind, timesteps, betaStart: 0.5, betaEnd: 0.999, zeroTerminalSnr }));
        alphasCumprod.forEach((value, t) => expect(value >= 0 && value <= (alphasCumprod[t - 1] ?? 1), `${kind} ${timesteps} ${t}`).toBe(true));
      }
    }
  }
});

test('betas of a table are the betas it was made from', () => {
  const got = betas(diffusersNoiseTable('linear', 100, 0.0001, 0.02, false));
  diffusersBetas('linear', 100, 0.0001, 0.02).forEach((beta, t) => expect(got[t]).toBeCloseTo(beta, 14));
});
