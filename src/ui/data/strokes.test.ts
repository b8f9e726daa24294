import { describe, expect, it } from 'vitest';
import { SHAPES } from './shapes.ts';
import { extendStroke, simplifyStroke, strokePath, toUnit, type Stroke } from './strokes.ts';

const box = { left: 100, top: 50, width: 200, height: 200 };

describe('toUnit', () => {
  it('puts the lower left corner at the origin and y up', () => {
    expect(toUnit(100, 250, box)).toEqual([0, 0]);
    expect(toUnit(300, 50, box)).toEqual([1, 1]);
    expect(toUnit(150, 100, box)).toEqual([0.25, 0.75]);
  });
  it('clamps what leaves the pad', () => {
    expect(toUnit(0, 1000, box)).toEqual([0, 0]);
  });
});

describe('extendStroke', () => {
  it('drops a point that hardly moved and keeps one that did', () => {
    const start: Stroke = [[0.5, 0.5]];
    expect(extendStroke(start, [0.502, 0.5])).toBe(start);
    expect(extendStroke(start, [0.51, 0.5])).toEqual([[0.5, 0.5], [0.51, 0.5]]);
  });
});

describe('simplifyStroke', () => {
  it('reduces a straight line to its ends', () => {
    const line: Stroke = Array.from({ length: 50 }, (_, i) => [i / 49, i / 98] as const);
    expect(simplifyStroke(line)).toEqual([line[0], line[49]]);
  });
  it('keeps corners', () => {
    const corner: Stroke = [[0, 0], [0.25, 0], [0.5, 0], [0.5, 0.25], [0.5, 0.5]];
    expect(simplifyStroke(corner)).toEqual([[0, 0], [0.5, 0], [0.5, 0.5]]);
  });
  it('never strays farther than the tolerance', () => {
    const arc: Stroke = Array.from({ length: 200 }, (_, i) => [0.5 + 0.4 * Math.cos(i / 40), 0.5 + 0.4 * Math.sin(i / 40)] as const);
    const simple = simplifyStroke(arc, 0.002);
    expect(simple.length).toBeLessThan(40);
    for (const [x, y] of arc) {
      let nearest = Infinity;
      for (let i = 1; i < simple.length; i += 1) {
        const [a, b] = [simple[i - 1] ?? [0, 0], simple[i] ?? [0, 0]];
        const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
        const along = Math.min(1, Math.max(0, ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length ** 2));
        nearest = Math.min(nearest, Math.hypot(x - a[0] - along * (b[0] - a[0]), y - a[1] - along * (b[1] - a[1])));
      }
      expect(nearest).toBeLessThanOrEqual(0.002 + 1e-12);
    }
  });
  it('leaves a dot alone', () => {
    expect(simplifyStroke([[0.3, 0.4]])).toEqual([[0.3, 0.4]]);
  });
  it('keeps a closed curve although its ends coincide', () => {
    expect(simplifyStroke([[0, 0], [1, 0], [1, 1], [0, 0]])).toHaveLength(4);
  });
});

describe('strokePath', () => {
  it('turns y down for SVG and draws a tap as a dot', () => {
    expect(strokePath([[0.25, 0.75], [0.5, 0]])).toBe('M0.25 0.25L0.5 1');
    expect(strokePath([[0.5, 0.5]])).toBe('M0.5 0.5h0');
  });
});

describe('shapes', () => {
  it.each(SHAPES.map((shape) => [shape.name, shape] as const))('%s fits the unit square with room for the pen', (_, shape) => {
    for (const stroke of shape.strokes) {
      expect(stroke.length).toBeGreaterThan(1);
      for (const [x, y] of stroke) {
        expect(x).toBeGreaterThanOrEqual(0.04);
        expect(x).toBeLessThanOrEqual(0.96);
        expect(y).toBeGreaterThanOrEqual(0.04);
        expect(y).toBeLessThanOrEqual(0.96);
      }
    }
  });
});
