import { describe, expect, it } from 'vitest';
import { addPoint, besidePoint, MAX_POINTS, MIN_GAP, movePoint, removePoint, widestGap, withEnds, type DrawnPoint } from './pointEdits.ts';

const points: readonly DrawnPoint[] = [{ u: 0, value: 1 }, { u: 0.2, value: 3 }, { u: 0.6, value: 2 }, { u: 1, value: 0 }];

describe('points of a curve drawn by hand', () => {
  it('move between their neighbours, the ends only up and down', () => {
    expect(movePoint(points, 1, 0.3, 5)[1]).toEqual({ u: 0.3, value: 5 });
    expect(movePoint(points, 1, 0.9, 5)[1]?.u).toBe(0.6 - MIN_GAP);
    expect(movePoint(points, 2, -1, 5)[2]?.u).toBe(0.2 + MIN_GAP);
    expect(movePoint(points, 0, 0.4, 7)[0]).toEqual({ u: 0, value: 7 });
    expect(movePoint(points, 3, 0.4, 7)[3]).toEqual({ u: 1, value: 7 });
    expect(movePoint([{ u: 0, value: 0 }, { u: 0.002, value: 0 }, { u: 0.004, value: 0 }], 1, 0.003, 1)[1]?.u).toBe(0.002);
    expect(points[1]).toEqual({ u: 0.2, value: 3 });
  });

  it('are added in their place, where there is room', () => {
    expect(addPoint(points, 0.4, 9)).toMatchObject({ index: 2, points: [{ u: 0 }, { u: 0.2 }, { u: 0.4, value: 9 }, { u: 0.6 }, { u: 1 }] });
    expect(addPoint(points, 0.2 + MIN_GAP / 2, 9)).toBeNull();
    expect(addPoint(points, 0, 9)).toBeNull();
    expect(addPoint(Array.from({ length: MAX_POINTS }, (_, i) => ({ u: i / (MAX_POINTS - 1), value: 1 })), 0.508, 9)).toBeNull();
  });

  it('are removed, the ends excepted', () => {
    expect(removePoint(points, 1)).toEqual({ index: 1, points: [points[0], points[2], points[3]] });
    expect(removePoint(points, 2)?.index).toBe(2);
    expect([removePoint(points, 0), removePoint(points, 3)]).toEqual([null, null]);
  });

  it('have a widest gap, and a middle beside each', () => {
    expect(widestGap(points)).toBeCloseTo(0.4, 12);
    expect([0, 2, 3].map((index) => besidePoint(points, index))).toEqual([0.1, 0.8, 0.8]);
  });

  it('reach from end to end', () => {
    expect(withEnds(points)).toEqual(points);
    expect(withEnds([{ u: 0.3, value: 2 }, { u: 0.7, value: 1 }])).toEqual([{ u: 0, value: 2 }, { u: 0.3, value: 2 }, { u: 0.7, value: 1 }, { u: 1, value: 1 }]);
    expect(withEnds([])).toEqual([]);
  });
});
