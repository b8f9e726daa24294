import { describe, expect, it } from 'vitest';
import { addPoint, besidePoint, convertPoints, MAX_POINTS, MIN_GAP, movePoint, removePoint, widestGap, withEnds } from './controlPoints.ts';

const points = [{ u: 0, value: 8 }, { u: 0.4, value: 2 }, { u: 0.7, value: -1 }, { u: 1, value: -8 }];

describe('movePoint', () => {
  it('stays between its neighbours', () => {
    expect(movePoint(points, 1, 0.95, 1, 'log-snr')[1]).toEqual({ u: 0.7 - MIN_GAP, value: 1 });
    expect(movePoint(points, 1, -3, 1, 'log-snr')[1]).toEqual({ u: MIN_GAP, value: 1 });
  });
  it('stays put between neighbours that are too near', () => {
    const tight = [{ u: 0, value: 1 }, { u: 0.002, value: 1 }, { u: 0.004, value: 0 }];
    expect(movePoint(tight, 1, 0.9, 0.5, 'log-snr')[1]).toEqual({ u: 0.002, value: 0.5 });
  });
  it('holds the ends at 0 and 1 but lets their height move', () => {
    expect(movePoint(points, 0, 0.3, 5, 'log-snr')[0]).toEqual({ u: 0, value: 5 });
    expect(movePoint(points, 3, 0.3, -5, 'log-snr')[3]).toEqual({ u: 1, value: -5 });
  });
  it('clamps the value to the range of the space', () => {
    expect(movePoint(points, 1, 0.4, 1.7, 'alpha-bar')[1]?.value).toBe(1);
    expect(movePoint(points, 1, 0.4, -99, 'log-snr')[1]?.value).toBe(-20);
  });
  it('leaves what it was given alone', () => {
    const copy = structuredClone(points);
    movePoint(points, 2, 0.5, 0, 'log-snr');
    expect(points).toEqual(copy);
  });
});

describe('addPoint', () => {
  it('keeps the order and tells the index', () => {
    const added = addPoint(points, 0.5, 1, 'log-snr');
    expect(added?.index).toBe(2);
    expect(added?.points.map((point) => point.u)).toEqual([0, 0.4, 0.5, 0.7, 1]);
  });
  it('refuses a place on top of another, outside, or one too many', () => {
    expect(addPoint(points, 0.4 + MIN_GAP / 2, 1, 'log-snr')).toBeNull();
    expect(addPoint(points, 1, 1, 'log-snr')).toBeNull();
    const full = Array.from({ length: MAX_POINTS }, (_, i) => ({ u: i / (MAX_POINTS - 1), value: 0 }));
    expect(addPoint(full, 0.5, 0, 'log-snr')).toBeNull();
  });
});

describe('removePoint', () => {
  it('removes inner points only', () => {
    expect(removePoint(points, 1)?.points).toHaveLength(3);
    expect(removePoint(points, 0)).toBeNull();
    expect(removePoint(points, 3)).toBeNull();
  });
  it('passes the focus to a point that exists', () => {
    const removed = removePoint(points, 2);
    expect(removed?.points[removed.index]).toBeDefined();
  });
});

describe('places for new points', () => {
  it('finds the widest gap', () => expect(widestGap(points)).toBeCloseTo(0.2, 12));
  it('finds the middle beside a point, to its left for the last', () => {
    expect(besidePoint(points, 1)).toBeCloseTo(0.55, 12);
    expect(besidePoint(points, 3)).toBeCloseTo(0.85, 12);
  });
});

describe('convertPoints', () => {
  it('goes to alpha_bar and back', () => {
    const back = convertPoints(convertPoints(points, 'log-snr', 'alpha-bar'), 'alpha-bar', 'log-snr');
    back.forEach((point, i) => expect(point.value).toBeCloseTo(points[i]?.value ?? NaN, 9));
    expect(convertPoints([{ u: 0.5, value: 0 }], 'log-snr', 'alpha-bar')[0]?.value).toBe(0.5);
  });
});

describe('withEnds', () => {
  it('adds what is missing at the same height', () => {
    expect(withEnds([{ u: 0.2, value: 3 }, { u: 0.8, value: -3 }]).map((point) => [point.u, point.value])).toEqual([[0, 3], [0.2, 3], [0.8, -3], [1, -3]]);
    expect(withEnds(points)).toEqual(points);
    expect(withEnds([])).toEqual([]);
  });
});
