import { describe, expect, test } from 'vitest';
import { philox4x32, uniform } from './philox.ts';
import { randomStream } from './randomStream.ts';

describe('randomStream', () => {
  test('words are the blocks of Philox in order, the seed split over the key', () => {
    const seed = 5 * 2 ** 32 + 7;
    const stream = randomStream(seed, 3);
    const expected = [...philox4x32([0, 0, 3, 0], [7, 5]), ...philox4x32([1, 0, 3, 0], [7, 5])];
    expect(Array.from({ length: 8 }, () => stream.word())).toEqual(expected);
    expect(randomStream(seed, 3).uniform()).toBe(uniform(expected[0] ?? 0));
  });

  test('fillNormal gives the numbers of normal, also across calls of odd length', () => {
    const one = randomStream(1, 0);
    const other = randomStream(1, 0);
    const filled = [...one.fillNormal(new Float64Array(3)), ...one.fillNormal(new Float64Array(4))];
    expect(filled).toEqual(Array.from({ length: 7 }, () => other.normal()));
  });

  test('normals have the moments of N(0, 1) and the right share in the tails', () => {
    const n = 1_000_000;
    const z = randomStream(42, 0).fillNormal(new Float64Array(n));
    let [sum, square, cube, fourth, beyondTwo] = [0, 0, 0, 0, 0];
    let lagged = 0;
    for (let i = 0; i < n; i++) {
      const v = z[i] ?? 0;
      sum += v;
      square += v * v;
      cube += v ** 3;
      fourth += v ** 4;
      if (Math.abs(v) > 2) beyondTwo++;
      if (i > 0) lagged += v * (z[i - 1] ?? 0);
    }
    // Five standard errors of each mean: Var z = 1, Var z^2 = 2, Var z^3 = 15, Var z^4 = 96, Var z z' = 1.
    const bound = (variance: number): number => 5 * Math.sqrt(variance / n);
    expect(Math.abs(sum / n)).toBeLessThan(bound(1));
    expect(Math.abs(square / n - 1)).toBeLessThan(bound(2));
    expect(Math.abs(cube / n)).toBeLessThan(bound(15));
    expect(Math.abs(fourth / n - 3)).toBeLessThan(bound(96));
    expect(Math.abs(lagged / n)).toBeLessThan(bound(1));
    const share = 0.0455002638963584;
    expect(Math.abs(beyondTwo / n - share)).toBeLessThan(bound(share * (1 - share)));
  });

  test('integers fill [0, n) evenly', () => {
    const stream = randomStream(9, 1);
    const counts = new Array<number>(7).fill(0);
    const n = 70_000;
    for (let i = 0; i < n; i++) {
      const k = stream.integer(7);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((total, c) => total + (c - n / 7) ** 2 / (n / 7), 0);
    // 99.99 % quantile of chi-square with 6 degrees of freedom.
    expect(chiSquare).toBeLessThan(27.9);
    expect(stream.integer(1)).toBe(0);
  });

  test('seeds and streams differ, bad ones are named', () => {
    const first = randomStream(1, 0).word();
    expect(randomStream(1, 1).word()).not.toBe(first);
    expect(randomStream(2, 0).word()).not.toBe(first);
    expect(() => randomStream(-1, 0)).toThrow('The seed is -1');
    expect(() => randomStream(0.5, 0)).toThrow('The seed is 0.5');
    expect(() => randomStream(1, -2)).toThrow('The stream number is -2');
    expect(() => randomStream(1, 0).integer(0)).toThrow('below 0');
  });
});
