import { describe, expect, it } from 'vitest';
import { axisNumber, makeChartScales } from './chartScales.ts';

const time = { name: 'timestep t', domain: [0, 199], whole: true } as const;

describe('the scales of a small chart', () => {
  it('map both ends to the edges, and back', () => {
    const scales = makeChartScales(time, { name: 'share', domain: [0, 2] }, 400, 200);
    expect(scales.x(0)).toBe(scales.left);
    expect(scales.x(199)).toBe(scales.right);
    expect(scales.y(0)).toBe(scales.bottom);
    expect(scales.y(2)).toBe(scales.top);
    expect(scales.xOf(scales.x(50))).toBeCloseTo(50, 9);
    expect(scales.yOf(scales.y(0.3))).toBeCloseTo(0.3, 9);
    expect(scales.xOf(-100)).toBe(0);
    expect(scales.yOf(1e4)).toBe(0);
  });

  it('leave room for the label at the right edge', () => {
    const wide = makeChartScales({ ...time, domain: [0, 10000] }, { name: 'share', domain: [0, 2] }, 400, 200);
    expect(400 - wide.right).toBeGreaterThan(5 * 6 / 2);
  });

  it('end with the last timestep, whole numbers only, without crowding', () => {
    for (const width of [260, 400, 900]) {
      const { xTicks } = makeChartScales(time, { name: 'y', domain: [0, 1] }, width, 160);
      expect(xTicks.at(-1)?.label).toBe('199');
      const places = xTicks.map(({ at }) => at);
      for (const [i, place] of places.entries()) if (i > 0) expect(place - (places[i - 1] ?? 0)).toBeGreaterThan(30);
    }
    expect(makeChartScales({ name: 'step', domain: [0, 3], whole: true }, { name: 'y', domain: [0, 1] }, 400, 160).xTicks.map(({ label }) => label)).toEqual(['0', '1', '2', '3']);
  });

  it('have few ticks on a logarithmic axis over many decades', () => {
    const { yTicks, left } = makeChartScales(time, { name: 'bits', domain: [1e-9, 10], scale: 'log' }, 400, 160);
    expect(yTicks.length).toBeGreaterThan(1);
    expect(yTicks.length).toBeLessThan(8);
    expect(left).toBeGreaterThan(30);
  });

  it('reach from 0 over decades with symlog, alike in every unit', () => {
    const { y, yOf, top, bottom, yTicks } = makeChartScales(time, { name: 'share', domain: [0, 100], scale: 'symlog' }, 400, 160);
    expect([y(0), y(100), yOf(bottom)]).toEqual([bottom, top, 0]);
    expect(yTicks.slice(0, 2).map(({ label }) => label)).toEqual(['0', '1']);
    expect(bottom - y(1)).toBeCloseTo(((bottom - top) * Math.log(2)) / Math.log(101), 9);
    const halved = makeChartScales(time, { name: 'share', domain: [0, 50], scale: 'symlog', bend: 0.5 }, 400, 160);
    for (const value of [0.1, 1, 7, 80]) expect(halved.y(value / 2)).toBeCloseTo(y(value), 9);
  });

  it('keep their ground where labels have room', () => {
    const left = (top: number) => makeChartScales(time, { name: 'share', domain: [0, top], figures: 3 }, 400, 160).left;
    expect([left(1.7), left(2.3), left(40)]).toEqual([left(2), left(2), left(2)]);
  });
});

it('writes numbers shortly', () => {
  expect([0, -0.5, 0.01234, 1e-7, 1.2e5].map(axisNumber)).toEqual(['0', '−0.5', '0.0123', '1e−7', '1.2e5']);
});
