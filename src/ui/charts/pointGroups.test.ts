import { describe, expect, it } from 'vitest';
import { existing, extended, moveGroup, removeGroup, toggled } from './pointGroups.ts';
import { MIN_GAP, type DrawnPoint } from './pointEdits.ts';

const points: readonly DrawnPoint[] = [{ u: 0, value: 9 }, { u: 0.2, value: 5 }, { u: 0.4, value: 3, slope: -2 }, { u: 0.7, value: 0 }, { u: 1, value: -9 }];
const lower = ({ value }: DrawnPoint): number => value - 1;
const places = (moved: readonly DrawnPoint[]) => moved.map(({ u }) => Number(u.toFixed(6)));

describe('several points', () => {
  it('are chosen one by one, and along the curve', () => {
    expect(toggled([1], 3)).toEqual([1, 3]);
    expect(toggled([1, 3], 1)).toEqual([3]);
    expect(extended([2], 2, 3)).toEqual([2, 3]);
    expect(extended([2, 3], 3, 4)).toEqual([2, 3, 4]);
    expect(extended([2, 3, 4], 4, 3)).toEqual([2, 3]);
    expect(extended([2, 3], 3, 2)).toEqual([2]);
    expect(extended([2], 2, 1)).toEqual([2, 1]);
    expect(existing([1, 6], points)).toEqual([1]);
  });

  it('move together and keep their distances, their slopes and the places of the ends', () => {
    const moved = moveGroup(points, [1, 2], 0.1, lower);
    expect(places(moved)).toEqual([0, 0.3, 0.5, 0.7, 1]);
    expect(moved.map(({ value }) => value)).toEqual([9, 4, 2, 0, -9]);
    expect(moved[2]?.slope).toBe(-2);
    expect(places(moveGroup(points, [0, 1, 4], 0.1, lower))).toEqual([0, 0.3, 0.4, 0.7, 1]);
    expect(moveGroup(points, [3], 0.1, lower)[3]).toEqual({ u: 0.7999999999999999, value: -1 });
  });

  it('stop where the first of them comes to a neighbour', () => {
    expect(places(moveGroup(points, [1, 2], 0.5, lower))).toEqual([0, Number((0.5 - MIN_GAP).toFixed(6)), Number((0.7 - MIN_GAP).toFixed(6)), 0.7, 1]);
    expect(places(moveGroup(points, [1, 2, 3], -1, lower))).toEqual([0, 0.004, 0.204, 0.504, 1]);
    const crowded = [{ u: 0, value: 1 }, { u: 0.001, value: 1 }, { u: 0.002, value: 1 }, { u: 1, value: 0 }];
    expect(places(moveGroup(crowded, [1, 2], -0.5, lower))).toEqual([0, 0.001, 0.002, 1]);
  });

  it('are removed together, the ends excepted', () => {
    expect(removeGroup(points, [3, 0, 1])).toEqual({ points: [points[0], points[2], points[4]], selected: [1] });
    expect(removeGroup(points, [2])).toEqual({ points: [points[0], points[1], points[3], points[4]], selected: [2] });
    expect([removeGroup(points, [0, 4]), removeGroup(points, [0])]).toEqual([null, null]);
  });
});
