import { describe, expect, it } from 'vitest';
import { arrowsOf, arrowScale, fieldDistance, type ArrowField } from './fieldArrows.ts';

/** Two by two cells of side 1; all predictions lie in one place. */
const towards = (x: number, y: number): ArrowField => ({ grid: { left: -1, right: 1, bottom: -1, top: 1, columns: 2, rows: 2 }, x0: [x, y, x, y, x, y, x, y] });

describe('arrows of a field', () => {
  it('go from the middle of each cell to the prediction', () => {
    expect([...arrowsOf(towards(0, 0)).subarray(0, 8)]).toEqual([-0.5, -0.5, 0.5, 0.5, 0.5, -0.5, -0.5, 0.5]);
  });
  it('are all drawn at the scale at which the longest spans one cell', () => {
    const longest = Math.hypot(3.5, 0.5);
    expect(arrowScale([towards(0, 0), towards(3, 0)])).toBeCloseTo(1 / longest);
    expect(arrowScale([towards(0, 0)]), 'short ones as they are').toBe(1);
    expect(arrowScale([])).toBe(1);
  });
  it('of two models are apart by the distance of their predictions', () => {
    expect(fieldDistance(towards(0, 0), towards(3, 4))).toBeCloseTo(5);
    expect(fieldDistance(towards(1, 1), { ...towards(1, 1), x0: [] })).toBeNull();
  });
});
