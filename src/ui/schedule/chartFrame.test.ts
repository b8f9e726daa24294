import { describe, expect, it } from 'vitest';
import { levelUnder, makeChartFrame, MARGIN, valueAt } from './chartFrame.ts';

const frame = makeChartFrame('log-snr', 1000, [-10, 10], 700, 300);

describe('makeChartFrame', () => {
  it('fills the space between the margins', () => {
    expect(frame.x(0)).toBe(MARGIN.left);
    expect(frame.x(1)).toBe(700 - MARGIN.right);
    expect(frame.y(-10)).toBe(300 - MARGIN.bottom);
    expect(frame.y(10)).toBe(MARGIN.top);
  });
  it('goes back from pixels, clamped to the plot', () => {
    expect(frame.u(frame.x(0.37))).toBeCloseTo(0.37, 12);
    expect(frame.value(frame.y(-3.5))).toBeCloseTo(-3.5, 12);
    expect(frame.u(-50)).toBe(0);
    expect(frame.value(5000)).toBe(-10);
  });
  it('ticks the first and the last timestep without crowding', () => {
    const labels = frame.xTicks.map((tick) => tick.label);
    expect(labels[0]).toBe('0');
    expect(labels.at(-1)).toBe('999');
    for (let i = 1; i < frame.xTicks.length; i += 1) {
      expect((frame.xTicks[i]?.at ?? 0) - (frame.xTicks[i - 1]?.at ?? 0)).toBeGreaterThan(40);
    }
  });
  it.each([10, 11, 37, 1000])('ticks whole timesteps for T = %i also when narrow', (timesteps) => {
    const narrow = makeChartFrame('alpha-bar', timesteps, [0, 1], 320, 240);
    for (const tick of narrow.xTicks) expect(tick.label).toMatch(/^\d+$/);
    expect(narrow.xTicks.at(-1)?.label).toBe(String(timesteps - 1));
  });
  it('puts powers of ten on the log axis', () => {
    const sigma = makeChartFrame('sigma', 100, [Math.exp(-5), Math.exp(5)], 700, 300);
    expect(sigma.yTicks.map((tick) => tick.label)).toEqual(['0.01', '0.1', '1', '10', '100']);
    expect(sigma.y(1)).toBeCloseTo((sigma.y(0.1) + sigma.y(10)) / 2, 9);
  });
});

describe('levelUnder', () => {
  it('reads alpha_bar from a height', () => {
    expect(levelUnder(frame, frame.y(0))).toBeCloseTo(0.5, 12);
    expect(levelUnder(makeChartFrame('sigma', 10, [0.01, 100], 400, 300), makeChartFrame('sigma', 10, [0.01, 100], 400, 300).y(2))).toBeCloseTo(0.2, 12);
    expect(levelUnder(makeChartFrame('beta', 10, [0, 1], 400, 300), 100)).toBeNull();
  });
});

describe('valueAt', () => {
  it('interpolates between timesteps and holds at the ends', () => {
    expect(valueAt([0, 10, 30], 0.75)).toBe(20);
    expect(valueAt([0, 10, 30], 2)).toBe(30);
    expect(valueAt([7], 0.5)).toBe(7);
  });
});
