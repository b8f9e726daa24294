import { describe, expect, it } from 'vitest';
import type { DensityFrame, PlaneGrid } from '../../protocol/messages.ts';
import { coarseShares, densityText, describeDensity, gridOf, overlapOf, peakOf } from './densityFacts.ts';

const grid: PlaneGrid = { left: -2, right: 2, bottom: -2, top: 2, columns: 4, rows: 4 };
/** All probability in the given cells, evenly; cells are of area 1. */
function frameOf(of: DensityFrame['of'], ...cells: number[]): DensityFrame {
  const logDensity = new Float64Array(16).fill(-Infinity);
  for (const cell of cells) logDensity[cell] = -Math.log(cells.length);
  return { of, grid, logDensity, known: 16, total: 16, mass: 1, trainedSteps: 5 };
}

describe('a density in the plane', () => {
  it('is drawn where the data are', () => {
    expect(gridOf(Float32Array.of(0, 1, -2, 0.5), 27)).toEqual({ left: -3, right: 3, bottom: -3, top: 3, columns: 27, rows: 27 });
    expect(gridOf(Float32Array.from({ length: 2000 }, (_, k) => (k % 4 === 0 ? 3.6 : 0)), 27).top).toBe(4);
    const strays = Float32Array.from({ length: 4000 }, (_, k) => (k === 8 ? 100 : 0.5));
    expect(gridOf(strays, 27).top, 'one stray point of 2,000').toBe(3);
    expect(gridOf(Float32Array.of(50, 50), 27).top).toBe(6);
  });
  it('has a peak, an overlap with another, and shares of squares', () => {
    const model = frameOf('model', 0, 1);
    const data = frameOf('data', 1, 15);
    expect(peakOf(frameOf('data', 3, 15))).toEqual({ x: 1.5, y: -1.5, logDensity: -Math.LN2 });
    expect(overlapOf(model, data)).toBeCloseTo(0.5);
    expect(overlapOf(model, model)).toBeCloseTo(1);
    expect(overlapOf(model, { ...data, grid: { ...grid, columns: 2, rows: 8 } })).toBeNull();
    // From the top: the model lies at the lower left.
    expect(coarseShares(model, 2)).toEqual([0, 0, expect.closeTo(1), 0]);
    expect(coarseShares(data, 2)).toEqual([0, expect.closeTo(0.5), expect.closeTo(0.5), 0]);
  });
  it('is told in words', () => {
    const [model, data] = [frameOf('model', 0, 1), frameOf('data', 1, 15)];
    expect(describeDensity('the data', frameOf('data', 0))).toBe('Density of the data: highest at (−1.5, −1.5), where ln p is 0 nats');
    expect(densityText(model, data)).toBe('Within the picture lies 100 % of the model’s probability and 100 % of the data’s; 50 % is common to both.');
    expect(densityText({ ...model, known: 4, mass: null }, data)).toBe('The picture of the model is known in 4 of 16 cells.');
    expect(densityText(null, data)).toBeNull();
  });
});
