import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { randomDirections, slicedWasserstein2, slicedWasserstein2Along } from './slicedWasserstein.ts';

const numbers = v.array(v.number());
/** Pairs of sample sets with their distance, made with NumPy. */
const reference = v.parse(
  v.array(v.object({ n: v.number(), m: v.number(), d: v.number(), x: numbers, y: numbers, projections: numbers, sliced_wasserstein2_first_min_nm: v.number() })),
  JSON.parse(readFileSync(new URL('./fixtures/slicedWasserstein.json', import.meta.url), 'utf8')),
);

const normals = (count: number, seed: number): Float64Array => randomStream(seed, 0).fillNormal(new Float64Array(count));

describe('slicedWasserstein2', () => {
  test.each(reference.map((pair) => [pair.n, pair.m, pair.d, pair] as const))('equals the reference for %i and %i samples in %i dimensions', (_n, _m, d, pair) => {
    // The samples and directions are written with 9 digits, the result with all.
    expect(slicedWasserstein2Along(pair.x, pair.y, d, pair.projections)).toBeCloseTo(pair.sliced_wasserstein2_first_min_nm, 8);
  });

  test('a shift of length L in d dimensions costs L / sqrt(d)', () => {
    const x = normals(2 * 500, 1);
    const y = x.map((value, i) => value + (i % 2 === 0 ? 3 : -4));
    const projections = 4000;
    // Mean of cos^2 over directions is 1/2 with variance 1/8; five standard errors.
    const squared = slicedWasserstein2(x, y, { dimensions: 2, projections, seed: 7 }) ** 2;
    expect(Math.abs(squared - 25 / 2)).toBeLessThan(5 * 25 * Math.sqrt(1 / 8 / projections));
  });

  test('two scales of one set: the difference of scales times its root mean square', () => {
    const x = normals(400, 2);
    const y = x.map((value) => 2.5 * value);
    const rms = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / 400);
    expect(slicedWasserstein2(x, y, { dimensions: 1, projections: 3, seed: 1 })).toBeCloseTo(1.5 * rms, 12);
  });

  test('is 0 for equal sets in any order, symmetric, fixed by the seed', () => {
    const x = normals(60, 3);
    const reversed = Float64Array.from({ length: 60 }, (_, i) => x[58 - 2 * Math.floor(i / 2) + (i % 2)] ?? 0);
    const y = normals(50, 4);
    const options = { dimensions: 2, projections: 16, seed: 5 };
    expect(slicedWasserstein2(x, reversed, options)).toBe(0);
    expect(slicedWasserstein2(x, y, options)).toBe(slicedWasserstein2(y, x, options));
    expect(slicedWasserstein2(x, y, options)).not.toBe(slicedWasserstein2(x, y, { ...options, seed: 6 }));
  });

  test('directions have unit length and no preferred way', () => {
    const directions = randomDirections({ dimensions: 2, projections: 20_000, seed: 1 });
    const sums = [0, 0];
    for (let i = 0; i < directions.length; i += 2) {
      const [a, b] = [directions[i] ?? 0, directions[i + 1] ?? 0];
      expect(Math.abs(Math.hypot(a, b) - 1)).toBeLessThan(1e-14);
      sums[0] = (sums[0] ?? 0) + a;
      sums[1] = (sums[1] ?? 0) + a * b;
    }
    // Variances 1/2 and 1/8, five standard errors.
    expect(Math.abs(sums[0] ?? 0)).toBeLessThan(5 * Math.sqrt(20_000 / 2));
    expect(Math.abs(sums[1] ?? 0)).toBeLessThan(5 * Math.sqrt(20_000 / 8));
  });

  test('bad sets get a sentence', () => {
    expect(() => slicedWasserstein2([1, 2, 3], [1, 2], { dimensions: 2, projections: 4, seed: 1 })).toThrow('There are 3 numbers in the first set');
    expect(() => slicedWasserstein2([1, 2], [], { dimensions: 2, projections: 4, seed: 1 })).toThrow('There are 0 numbers in the second set');
    expect(() => slicedWasserstein2([1, 2], [1, 2], { dimensions: 2, projections: 0, seed: 1 })).toThrow('The number of projections is 0');
  });
});
