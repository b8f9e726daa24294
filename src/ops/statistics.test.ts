import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/statistics.ts';
import { type NumberRange, rangeStatistics, rangeTables, STATISTICS, tensorStatistics } from './statistics.ts';

const held = useGpu();
const attributes = { near: 0.01 };

/**
 * Counts and extremes are exact. Each thread adds up every 64th number of a piece, then there are 64 threads and the pieces: so many
 * roundings of sums of distances, which are no larger than the largest one, D; of their squares twice as many.
 */
function rounding(wanted: Array64, numbers: number): Array64 {
  const pieces = Math.ceil(numbers / Math.max(4096, Math.ceil(numbers / 128)));
  const chain = Math.ceil(numbers / pieces / 64) + 64 + 6 * pieces + 12;
  return wanted.map((value, index) => {
    const row = index - index % STATISTICS;
    const [mean, least, most] = [1, 3, 4].map((place) => wanted.data[row + place] ?? 0);
    const distance = Math.max(0, (most ?? 0) - (least ?? 0));
    switch (index % STATISTICS) {
      case 1: return chain * UNIT_ROUNDOFF * (distance + Math.abs(mean ?? 0));
      case 2: return 2 * chain * UNIT_ROUNDOFF * (distance + UNIT_ROUNDOFF * Math.abs(mean ?? 0)) ** 2 + 4 * UNIT_ROUNDOFF * value;
      default: return 0;
    }
  });
}

/** Numbers about `middle`, some of them zeros, nearly zeros and not finite. */
function mixed(length: number, middle: number): Array64 {
  const odd = [0, 0.005, -0.01, Infinity, 0, -Infinity, NaN, 0.0101];
  return randomArray([length], length).map((value, i) => (i % 7 === 3 ? Math.fround(odd[(i * 13) % odd.length] ?? 0) : Math.fround(middle + value)));
}

describe('tensorStatistics', () => {
  it.each([[1, 0], [2, 5], [63, 0], [64, -1], [65, 100], [997, 0], [4095, 3], [4096, 0], [4097, 0], [8191, 1000], [600_011, 0.5], [65_535 * 64 + 65, 0]] as const)('of %i numbers about %f are the reference', async (length, middle) => {
    const x = mixed(length, middle);
    const wanted = at(reference.tensorStatistics(attributes, x), 0);
    const got = at(await runSteps(held.gpu, tensorStatistics, [x], attributes), 0);
    expectClose(got, wanted, rounding(wanted, length));
  });

  it('of numbers that are all the same have no deviation, however large they are', async () => {
    const got = at(await runSteps(held.gpu, tensorStatistics, [new Array64([3, 5000]).map(() => 12345.678)], attributes), 0);
    expect([...got.data].slice(0, 3)).toEqual([15_000, Math.fround(12345.678), 0]);
  });

  it('of nothing that is finite say so', async () => {
    const got = at(await runSteps(held.gpu, tensorStatistics, [new Array64([70]).map((_, i) => (i % 2 === 0 ? NaN : Infinity))], attributes), 0);
    expect([...got.data]).toEqual([0, 0, 0, Math.fround(3.4e38), -Math.fround(3.4e38), 0, 0, 70]);
  });
});

describe('rangeStatistics', () => {
  const ranges: NumberRange[] = [
    { offset: 0, count: 1 }, { offset: 64, count: 63 }, { offset: 128, count: 64 }, { offset: 192, count: 65 }, { offset: 320, count: 4096 }, { offset: 4416, count: 4097 },
    { offset: 9000, count: 1 }, { offset: 9001, count: 20_011 },
  ];
  const tables = rangeTables(ranges);
  const inputs = [new Array64([tables.pieces.length / 2, 2], tables.pieces), new Array64([ranges.length, 2], tables.ranges)] as const;

  it.each([false, true])('of ranges of one tensor are the reference; another taken from it: %s', async (differs) => {
    const x = mixed(30_000, 2);
    const all = [x, ...inputs, ...(differs ? [randomArray([30_000], 9)] : [])] as const;
    const wanted = at(reference.rangeStatistics(attributes, ...all), 0);
    const got = at(await runSteps(held.gpu, rangeStatistics, all, attributes, { integers: [1, 2] }), 0);
    expectClose(got, wanted, rounding(wanted, 20_011));
  });

  it('cuts long ranges into a bounded number of pieces', () => {
    const { pieces, ranges: cut } = rangeTables([{ offset: 5, count: 4097 }, { offset: 8192, count: 1_000_003 }]);
    expect([...pieces.slice(0, 4)]).toEqual([5, 4096, 4101, 1]);
    expect([...cut]).toEqual([0, 2, 2, 128]);
    expect(pieces.slice(4).reduce((sum, value, i) => sum + (i % 2 === 1 ? value : 0), 0)).toBe(1_000_003);
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, rangeStatistics, [randomArray([30_000], 1), ...inputs, randomArray([4], 1)], attributes, { integers: [1, 2] }))
      .rejects.toThrow('rangeStatistics: other has shape [4], but [30000] fits');
  });
});
