import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalPair, philox4x32, uniform } from './philox.ts';

/** Known answers of Random123 (tests/kat_vectors, philox4x32, 10 rounds): counter, key, result. */
const knownAnswers: [number[], number[], number[]][] = [
  [[0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

/** The definition with 64-bit arithmetic. */
function slowPhilox(counter: number[], key: number[]): number[] {
  const mask = 0xffffffffn;
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const p0 = 0xd2511f53n * c0;
    const p1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & mask, (p0 >> 32n) ^ c3 ^ k1, p0 & mask];
    k0 = (k0 + 0x9e3779b9n) & mask;
    k1 = (k1 + 0xbb67ae85n) & mask;
  }
  return [c0, c1, c2, c3].map(Number);
}

describe('philox4x32', () => {
  test.each(knownAnswers)('known answer for counter %j, key %j', (counter, key, expected) => {
    expect([...philox4x32(counter, key)]).toEqual(expected);
  });

  test('equals the 64-bit definition everywhere', () => {
    const u32 = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(fc.tuple(u32, u32, u32, u32), fc.tuple(u32, u32), (counter, key) => {
        expect([...philox4x32(counter, key)]).toEqual(slowPhilox(counter, key));
      }),
      { numRuns: 500 },
    );
  });
});

test('uniform is open at both ends and symmetric', () => {
  expect(uniform(0)).toBe(0.5 / 2 ** 32);
  expect(uniform(0xffffffff)).toBe(1 - 0.5 / 2 ** 32);
  expect(uniform(-1)).toBe(uniform(0xffffffff));
});

test('normalPair is finite at the extreme words', () => {
  for (const word of [0, 0xffffffff, 0x80000000]) {
    for (const z of normalPair(word, word)) expect(Math.abs(z)).toBeLessThan(6.8);
  }
});
