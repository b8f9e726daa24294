import { expect, it } from 'vitest';
import { makeChartFrame } from '../schedule/chartFrame.ts';
import { AXIS, timeAxis } from './timeAxis.ts';

it('puts a time on the same pixel in the chart and in all that lies over and under it', () => {
  for (const width of [300, 870.5, 1600]) {
    const axis = timeAxis(width);
    const frame = makeChartFrame('log-snr', 200, [-10, 10], width, 300);
    for (const u of [0, 0.1, 0.5, 1]) {
      expect(axis.x(u)).toBeCloseTo(frame.x(u), 9);
      expect(axis.u(axis.x(u))).toBeCloseTo(u, 12);
    }
    expect([axis.x(0), axis.x(1)]).toEqual([AXIS.left, width - AXIS.right]);
  }
  expect([timeAxis(500).u(-50), timeAxis(500).u(900)]).toEqual([0, 1]);
});
