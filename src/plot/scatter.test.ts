import { describe, expect, it } from 'vitest';
import { interpolateFrames, sectorCount, sectorsOf } from './scatterPoints.ts';
import { scatterView, unitTicks } from './scatterView.ts';

describe('scatterView', () => {
  const margins = { left: 40, right: 10, top: 10, bottom: 40 };
  it('has one scale for both axes, y up, the origin in the middle', () => {
    const view = scatterView(450, 650, 4, margins);
    expect(view.scale).toBe(50);
    expect(view.x(0)).toBe(240);
    expect(view.y(0)).toBe(310);
    expect(view.x(1) - view.x(0)).toBe(50);
    expect(view.y(0) - view.y(1)).toBe(50);
    expect(view.halfX).toBe(4);
    expect(view.halfY).toBe(6);
  });
  it('puts ticks on whole units inside the picture', () => {
    expect(unitTicks(3.4)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(unitTicks(1)).toEqual([0]);
  });
});

describe('sectorsOf', () => {
  it('counts the angle from the positive x axis, all round', () => {
    const sectors = sectorsOf(Float32Array.of(1, 0.01, 0, 1, -1, 0.01, 0, -1, 1, -0.01));
    expect([...sectors]).toEqual([0, sectorCount / 4, sectorCount / 2 - 1, (3 * sectorCount) / 4, sectorCount - 1]);
  });
});

describe('interpolateFrames', () => {
  const frames = [Float32Array.of(0, 0), Float32Array.of(2, 4)];
  it('moves along straight lines and stops at the ends', () => {
    expect(interpolateFrames(frames, 0.25)).toEqual(Float32Array.of(0.5, 1));
    expect(interpolateFrames(frames, 1)).toBe(frames[1]);
    expect(interpolateFrames(frames, 9)).toBe(frames[1]);
    expect(interpolateFrames(frames, -1)).toBe(frames[0]);
  });
});
