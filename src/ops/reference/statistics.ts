import { STATISTICS, type StatisticsAttributes } from '../statistics.ts';
import { Array64 } from './array64.ts';

const LARGEST = Math.fround(3.4e38);

function statisticsOf(numbers: readonly number[], { near }: StatisticsAttributes): number[] {
  const finite = numbers.filter(Number.isFinite);
  const count = Math.max(1, finite.length);
  const mean = finite.reduce((sum, value) => sum + value, 0) / count;
  return [
    finite.length, mean, finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count,
    finite.reduce((least, value) => Math.min(least, value), LARGEST), finite.reduce((most, value) => Math.max(most, value), -LARGEST),
    finite.filter((value) => value === 0).length, finite.filter((value) => Math.abs(value) <= Math.fround(near)).length, numbers.length - finite.length,
  ];
}

/** For each range its statistics; ranges [R, 2] are first piece and number of pieces, pieces [Q, 2] first number and length. */
export function rangeStatistics(attributes: StatisticsAttributes, x: Array64, pieces: Array64, ranges: Array64, other?: Array64): Array64[] {
  const numbers = Array.from(x.data, (value, i) => (other ? Math.fround(value - (other.data[i] ?? 0)) : value));
  const out = Array.from({ length: ranges.shape[0] ?? 0 }, (_, range) => {
    const [first, count] = [ranges.get(range, 0), ranges.get(range, 1)];
    const own = Array.from({ length: count }, (__, i) => numbers.slice(pieces.get(first + i, 0), pieces.get(first + i, 0) + pieces.get(first + i, 1)));
    return statisticsOf(own.flat(), attributes);
  });
  return [new Array64([out.length, STATISTICS], out.flat())];
}

export function tensorStatistics(attributes: StatisticsAttributes, x: Array64): Array64[] {
  return [new Array64([STATISTICS], statisticsOf([...x.data], attributes))];
}
