import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oklch } from './colours.ts';
import { addShape, createRaster, edgeCoverage, paintField, paintShape, paintStrokes, rasterToBytes } from './raster.ts';
import type { Colour, Distance } from './raster.ts';
import { crescent, cross, disc, ellipse, heart, outlined, placed, polygon, regularPolygon, star } from './shapeDistances.ts';

const white: Colour = [1, 1, 1];

/** Area of what is painted, in picture units squared (the picture is 4). */
function area(size: number, paint: (raster: ReturnType<typeof createRaster>) => void): number {
  const raster = createRaster(size, [0, 0, 0]);
  paint(raster);
  return (raster.values.reduce((sum, value) => sum + value, 0) / 3) * (2 / size) ** 2;
}
const filled = (size: number, distance: Distance): number => area(size, (raster) => paintShape(raster, distance, white));

describe('paintShape', () => {
  it.each([8, 16, 28, 32, 64, 128])('a disc anywhere has its area, at %i pixels', (size) => {
    fc.assert(fc.property(fc.double({ min: -0.3, max: 0.3, noNaN: true }), fc.double({ min: -0.3, max: 0.3, noNaN: true }), (x, y) => {
      // In pixels, radius r: the edge's ramp adds 1 / (12 r^2); summing it at the lattice of pixels adds, by Poisson's
      // formula, at most the sum over lattice vectors k of |sinc k| / (pi^2 k^1.5) r^-1.5, which is below 0.15 r^-1.5.
      const r = 0.3 * size;
      const tolerance = 1 / (12 * r * r) + 0.15 * r ** -1.5;
      expect(Math.abs(filled(size, placed(disc(0.6), x, y, 0)) / (Math.PI * 0.36) - 1)).toBeLessThan(tolerance);
    }), { numRuns: 30 });
  });
  it('a square along the grid is exact at any place', () => {
    const square = polygon([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]);
    // Corners: the product of two partial covers is replaced by the nearer edge, off by at most a quarter of a pixel each.
    for (const shift of [0, 0.01, 0.3]) expect(Math.abs(filled(32, placed(square, shift, 0, 0)) - 1)).toBeLessThan((4 * 0.25) / 256);
    expect(filled(32, square)).toBe(1);
  });
  it('edges are grey, the inside and the outside are not', () => {
    expect([edgeCoverage(0, 16), edgeCoverage(0.0625, 16), edgeCoverage(-0.0625, 16), edgeCoverage(0.03125, 16)]).toEqual([0.5, 0, 1, 0.25]);
  });
  it('opacity mixes', () => {
    const raster = createRaster(8, [0.2, 0.2, 0.2]);
    paintShape(raster, disc(3), [1, 0, 0.2], 0.5);
    for (const [i, expected] of [0.6, 0.1, 0.2].entries()) expect(raster.values[i]).toBeCloseTo(expected, 14);
  });
});

describe('shape distances', () => {
  const n = 256;
  it.each<[string, Distance, number]>([
    ['triangle', regularPolygon(3, 0.9), 1.5 * Math.sqrt(3) * 0.5 * 0.81],
    ['cross', cross(0.8, 0.2), 0.4 * 1.6 * 2 - 0.16],
    ['ring', outlined(disc(0.8), 0.3), Math.PI * (0.64 - 0.25)],
    ['ellipse', ellipse(0.8, 0.3), Math.PI * 0.24],
    ['star', star(5, 0.9, 0.5), 5 * 0.9 * 0.45 * Math.sin(Math.PI / 5)],
    ['heart', heart(0.62), 0.5 + Math.PI / 8],
  ])('%s has its area, turned and moved', (_, distance, expected) => {
    expect(Math.abs(filled(n, placed(distance, 0.05, -0.04, 0.7)) / expected - 1)).toBeLessThan(0.003);
  });
  it('are never steeper than 1', () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    const shapes = [disc(0.5), regularPolygon(3, 0.7), star(5, 0.8, 0.45), cross(0.7, 0.2), heart(0.6), crescent(0.7), outlined(disc(0.6), 0.2)];
    fc.assert(fc.property(fc.constantFrom(...shapes), coordinate, coordinate, coordinate, coordinate, (distance, ax, ay, bx, by) => {
      expect(Math.abs(distance(ax, ay) - distance(bx, by))).toBeLessThanOrEqual(Math.hypot(ax - bx, ay - by) + 1e-9);
    }), { numRuns: 500 });
  });
});

describe('paintStrokes', () => {
  it('a bar with round ends has its area, and where strokes cross nothing counts twice', () => {
    const bar = Math.PI * 0.04 + 0.4 * 1.2;
    const one = [[-0.6, 0, 0.2], [0.6, 0, 0.2]] as const;
    expect(Math.abs(area(128, (raster) => paintStrokes(raster, [one], white)) / bar - 1)).toBeLessThan(0.004);
    expect(area(128, (raster) => paintStrokes(raster, [one, one], white))).toBe(area(128, (raster) => paintStrokes(raster, [one], white)));
  });
  it('one point is a dot, none is nothing', () => {
    expect(Math.abs(area(64, (raster) => paintStrokes(raster, [[[0.1, 0.1, 0.5]], []], white)) / (Math.PI / 4) - 1)).toBeLessThan(0.004);
  });
  it('may leave the picture', () => {
    expect(area(16, (raster) => paintStrokes(raster, [[[-9, 0, 0.25], [9, 0, 0.25]]], white))).toBeCloseTo(1, 12);
  });
});

describe('fields and bytes', () => {
  it('a linear field keeps its value at every pixel', () => {
    const raster = createRaster(8, [0, 0, 0]);
    paintField(raster, (x, y, out) => out.set([0.5 + x / 2, 0.5 + y / 2, 0.25]));
    for (const [i, value] of raster.values.entries()) {
      const pixel = Math.floor(i / 3);
      const expected = [((pixel % 8) + 0.5) / 8, (Math.floor(pixel / 8) + 0.5) / 8, 0.25][i % 3];
      expect(value).toBeCloseTo(expected ?? 0, 12);
    }
  });
  it('adds, cuts and rounds', () => {
    const raster = createRaster(8, [0.9, 0.9, 0.9]);
    addShape(raster, disc(3), 0.3);
    const bytes = new Uint8Array(65);
    rasterToBytes(raster, 1, bytes, 1);
    expect([...bytes]).toEqual([0, ...new Array<number>(64).fill(255)]);
  });
  it('grey is the Rec. 709 luma', () => {
    const bytes = new Uint8Array(64);
    rasterToBytes(createRaster(8, [1, 0, 0]), 1, bytes, 0);
    expect(bytes[0]).toBe(Math.round(255 * 0.2126));
  });
});

describe('oklch', () => {
  it('gives the published colours', () => {
    // sRGB red is oklch(0.627955 0.257683 29.2339deg).
    const red = oklch(0.627955, 0.257683 * 0.999, 29.2339 / 360);
    expect(red[0]).toBeGreaterThan(0.99);
    expect(Math.max(red[1], red[2])).toBeLessThan(0.1);
    expect(oklch(1, 0, 0)).toEqual([1, 1, 1]);
    expect(oklch(0, 0, 0)).toEqual([0, 0, 0]);
  });
  it('stays in sRGB everywhere', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.4, noNaN: true }), fc.double({ min: -1, max: 2, noNaN: true }), (l, c, h) => {
      for (const value of oklch(l, c, h)) expect(value >= 0 && value <= 1).toBe(true);
    }));
  });
});
