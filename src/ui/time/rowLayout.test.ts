import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOut, withRoom } from './rowLayout.ts';

describe('pictures in a row over the axis of time', () => {
  it('stand where they belong while there is room, and side by side where there is not', () => {
    expect(spreadOut([50, 150, 300], 60, 30, 400)).toEqual([50, 150, 300]);
    expect(spreadOut([100, 100], 60, 30, 400)).toEqual([70, 130]);
    expect(spreadOut([0, 10, 200], 60, 30, 400)).toEqual([30, 90, 200]);
    expect(spreadOut([100, 380, 399], 60, 30, 370)).toEqual([100, 310, 370]);
    expect(spreadOut([0, 1, 2], 60, 30, 90)).toEqual([30, 60, 90]);
  });

  it('never overlap, never leave the row and keep their order', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 9 }), (places) => {
      const wanted = places.toSorted((a, b) => a - b);
      const middles = spreadOut(wanted, 100, 50, 950);
      middles.forEach((middle, i) => {
        expect(middle).toBeGreaterThanOrEqual(50 - 1e-9);
        expect(middle).toBeLessThanOrEqual(950 + 1e-9);
        expect(middle - (middles[i - 1] ?? -Infinity)).toBeGreaterThanOrEqual(100 - 1e-9);
      });
    }));
  });
});

describe('which frames of a film have room at their own places', () => {
  it('are all where steps are far apart', () => {
    expect(withRoom([300, 200, 100, 0], 60)).toEqual([0, 1, 2, 3]);
  });
  it('are fewer where steps are dense, with both ends', () => {
    expect(withRoom([300, 290, 280, 230, 220, 100, 10, 0], 60)).toEqual([0, 4, 5, 7]);
    // Every tenth pixel, room for four: not 0, 60, 120 and a hole, but as even as can be.
    expect(withRoom(Array.from({ length: 24 }, (_, i) => 230 - 10 * i), 60)).toEqual([0, 8, 15, 23]);
    expect(withRoom([20, 10, 0], 60)).toEqual([2]);
    expect(withRoom([], 60)).toEqual([]);
  });
  it('show the last pass over a place that is visited again', () => {
    expect(withRoom([300, 200, 100, 200, 100, 0], 60)).toEqual([0, 3, 4, 5]);
  });
});
