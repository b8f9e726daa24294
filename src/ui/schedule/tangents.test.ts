import { describe, expect, it } from 'vitest';
import { makeChartFrame } from './chartFrame.ts';
import { steepness, tangentAt, withinLimit, withSlope } from './tangents.ts';

const points = [{ u: 0, value: 9 }, { u: 0.5, value: 1 }, { u: 1, value: -9 }];

describe('the tangent at a point', () => {
  it('is the curve’s own until one is set, and never beyond its limit', () => {
    // Secants -16 and -20.
    expect(tangentAt(points, 'log-snr', 1)).toEqual({ slope: -18, limit: -48, own: false });
    const set = withSlope(points, 1, -5);
    expect(tangentAt(set, 'log-snr', 1)).toEqual({ slope: -5, limit: -48, own: true });
    expect(tangentAt(withSlope(points, 1, -90), 'log-snr', 1)).toEqual({ slope: -48, limit: -48, own: true });
    expect(withSlope(set, 1, null)).toEqual(points);
    expect(tangentAt(points, 'log-snr', 2)?.limit).toBe(-60);
    expect(tangentAt(points, 'log-snr', 3)).toBeNull();
  });
  it('is brought within its limit', () => {
    expect([-90, -5, 3].map((slope) => withinLimit(slope, -48))).toEqual([-48, -5, 0]);
    expect([-1, 7].map((slope) => withinLimit(slope, 6))).toEqual([0, 6]);
  });
  it('has a steepness in pixels in every view', () => {
    const frame = makeChartFrame('log-snr', 200, [-12, 12], 572, 298);
    // 224 pixels for 24 units, downwards where values fall; 500 pixels wide.
    expect(steepness(frame, 'log-snr', 'log-snr', 2)).toBeCloseTo(-224 / 24 / 500, 6);
    const shares = makeChartFrame('alpha-bar', 200, [0, 1], 572, 298);
    // d alpha_bar / d log-SNR = 1/4 at 0.
    expect(steepness(shares, 'alpha-bar', 'log-snr', 0)).toBeCloseTo(-224 / 4 / 500, 6);
  });
});
