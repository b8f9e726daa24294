import { describe, expect, it } from 'vitest';
import { nearestPoint, rangeOf, tableRows, type Curve } from './curves.ts';

const curve = (x: readonly number[], y: readonly number[]): Curve => ({ name: 'a', tone: 'first', x, y });

describe('curves', () => {
  it('tell the nearest point that has a value', () => {
    expect(nearestPoint(curve([0, 10, 20], [1, 2, 3]), 14)).toEqual({ x: 10, y: 2 });
    expect(nearestPoint(curve([0, 10, 20], [1, NaN, 3]), 12)).toEqual({ x: 20, y: 3 });
    expect(nearestPoint(curve([0], [NaN]), 0)).toBeNull();
    expect(nearestPoint(curve([], []), 0)).toBeNull();
  });

  it('make a table of few rows with both ends', () => {
    const long = curve(Array.from({ length: 200 }, (_, i) => i), Array.from({ length: 200 }, () => 1));
    const rows = tableRows([curve([0, 199], [1, 1]), long]);
    expect(rows).toHaveLength(11);
    expect([rows[0], rows.at(-1)]).toEqual([0, 199]);
    expect(tableRows([curve([5], [1])])).toEqual([5]);
    expect(tableRows([])).toEqual([]);
  });

  it('span their finite values', () => {
    expect(rangeOf([curve([0, 1, 2], [3, NaN, -1]), curve([0], [7])])).toEqual([-1, 7]);
    expect(rangeOf([curve([0, 1, 2], [0, 1e-3, 5])], true)).toEqual([1e-3, 5]);
    expect(rangeOf([curve([0], [Infinity])])).toBeNull();
  });
});
