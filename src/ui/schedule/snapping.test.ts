import { describe, expect, it } from 'vitest';
import { makeChartFrame } from './chartFrame.ts';
import { schedulePlane } from './schedulePlane.ts';
import { snapPoint, type SnapLines } from './snapping.ts';

const frame = makeChartFrame('log-snr', 101, [-12, 12], 572, 300);
const values = Float64Array.from({ length: 101 }, (_, t) => 10 - t / 5);
const lines: SnapLines = { frame, plane: schedulePlane(frame, 'log-snr', values), others: [Float64Array.from([7.3, 7.3])] };
const points = [{ u: 0, value: 10 }, { u: 0.3, value: 4 }, { u: 0.6, value: -2.2 }, { u: 1, value: -10 }];
const snapTo = (u: number, value: number, index = 1, moving = [index]) => snapPoint(lines, { x: frame.x(u), y: frame.y(value) }, points, index, moving);

describe('a dragged point', () => {
  // The axis is 500 pixels wide with a tick at every 20 timesteps, 226 high with one at every 5.
  it('goes to the grid where it is near', () => {
    expect(snapTo(0.405, 0.3)).toEqual({ x: frame.x(0.4), y: frame.y(0), guides: { x: frame.x(0.4), y: frame.y(0) } });
    expect(snapTo(0.45, 2.5).guides).toEqual({});
    expect(snapTo(0.45, 2.5)).toMatchObject({ x: frame.x(0.45), y: frame.y(2.5) });
  });
  it('goes to another curve, and level with a neighbour that does not move along', () => {
    expect(snapTo(0.45, 7.1).y).toBeCloseTo(frame.y(7.3), 9);
    expect(snapTo(0.45, -2).y).toBeCloseTo(frame.y(-2.2), 9);
    expect(snapTo(0.45, -2, 1, [1, 2]).guides.y).toBeUndefined();
  });
  it('keeps its place in time at the ends', () => {
    expect(snapTo(0.006, 0.1, 0)).toEqual({ x: frame.x(0.006), y: frame.y(0), guides: { y: frame.y(0) } });
  });
});
