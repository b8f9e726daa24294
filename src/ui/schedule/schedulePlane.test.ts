import { describe, expect, it } from 'vitest';
import { MARGIN, makeChartFrame } from './chartFrame.ts';
import { schedulePlane } from './schedulePlane.ts';

const values = Float64Array.from({ length: 101 }, (_, t) => 1 - t / 100);
const planeOf = (view: 'alpha-bar' | 'log-snr' | 'beta', domain: readonly [number, number], space: 'alpha-bar' | 'log-snr') => schedulePlane(makeChartFrame(view, 101, domain, 400, 300), space, values);

describe('the plane of control points', () => {
  it('puts a point at its level in every view, and back', () => {
    const same = planeOf('alpha-bar', [0, 1], 'alpha-bar');
    expect(same.value(same.y({ u: 0.3, value: 0.4 }))).toBeCloseTo(0.4, 9);
    const other = planeOf('log-snr', [-12, 12], 'alpha-bar');
    expect(other.value(other.y({ u: 0.3, value: 0.4 }))).toBeCloseTo(0.4, 9);
    expect(other.y({ u: 0.3, value: 0.5 })).toBeCloseTo((MARGIN.top + 300 - MARGIN.bottom) / 2, 9);
    expect(same.u(same.x(0.3))).toBeCloseTo(0.3, 9);
    expect(same.curve(0.25)).toBeCloseTo(same.y({ u: 0, value: 0.75 }), 9);
  });

  it('keeps points and their values inside', () => {
    const plane = planeOf('log-snr', [-25, 25], 'log-snr');
    // alpha_bar this near to 1 holds its distance from 1 with an error of 2^-54 in 2e-9.
    expect(plane.value(-1000)).toBeCloseTo(20, 6);
    expect(plane.value(1000)).toBeCloseTo(-20, 6);
    expect(planeOf('log-snr', [-12, 12], 'log-snr').y({ u: 0, value: 30 })).toBe(MARGIN.top);
  });

  it('only follows the curve where a height is no level', () => {
    const plane = planeOf('beta', [0, 1], 'log-snr');
    expect(plane.editable).toBe(false);
    expect(plane.y({ u: 0.25, value: 3 })).toBe(plane.curve(0.25));
  });
});
