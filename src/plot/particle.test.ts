import { describe, expect, it } from 'vitest';
import { nearestPoint, pathLength, pathOf, placeAt, samePlace } from './particle.ts';

const frames = [Float32Array.of(9, 9, 0, 0), Float32Array.of(9, 9, 3, 4), Float32Array.of(9, 9, 3, 5)];

describe('the path of a sample', () => {
  const path = pathOf(frames, 1);
  it('has its places, its length, and what lies between', () => {
    expect([...path]).toEqual([0, 0, 3, 4, 3, 5]);
    expect(pathLength(path)).toBe(6);
    expect([placeAt(path, 0.5), placeAt(path, 2), placeAt(path, 7), placeAt(path, -1)]).toEqual([[1.5, 2], [3, 5], [3, 5], [0, 0]]);
    expect(Number.isNaN(pathLength(pathOf(frames, 2)))).toBe(true);
  });
});

describe('nearestPoint', () => {
  const points = Float32Array.of(0, 0, 1, 1, NaN, 1, 2, 2);
  it('finds the nearest within reach, and nothing beyond', () => {
    expect(nearestPoint(points, 1.1, 1)?.index).toBe(1);
    expect(nearestPoint(points, 5, 6)).toEqual({ index: 3, distance: 5 });
    expect(nearestPoint(points, 5, 6, 4.9)).toBeNull();
    expect(nearestPoint(new Float32Array(0), 0, 0)).toBeNull();
  });
});

describe('samePlace', () => {
  it('is the same place where the levels are the same', () => { expect(samePlace([0.1, 0.5, 1], Float64Array.of(0.1, 0.5, 1), 1.25)).toBe(1.25); });
  it('goes by the level where they are not, also where the film goes back up', () => {
    expect(samePlace([0.1, 0.3, 0.5, 1], [0.1, 0.5, 1], 1)).toBe(2);
    expect(samePlace([0.1, 0.3, 0.5, 1], [0.1, 0.5, 0.3, 1], 1.5)).toBeCloseTo(1.5, 9);
    expect(samePlace([0.1, 0.3, 0.5, 1], [0, 1], 0)).toBe(0);
    expect(samePlace([0.1, 0.3, 0.5, 1], [0, 1], 1)).toBe(3);
  });
});
