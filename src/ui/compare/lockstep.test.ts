import { describe, expect, it } from 'vitest';
import { endDistance, framePlaces, LAST, nextPlace, positionAt } from './lockstep.ts';

describe('films in lock-step', () => {
  it('by step begin and end together', () => {
    expect(framePlaces([1, 0.9, 0.1, 0, 0], 'step')).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
  it('by noise level are where their noise is the same', () => {
    const [slow, fast] = [framePlaces([1, 0.75, 0.5, 0.25, 0], 'level'), framePlaces([1, 0.5, 0], 'level')];
    expect(positionAt(slow, 0.5)).toBe(2);
    expect(positionAt(fast, 0.5)).toBe(1);
    expect(positionAt(fast, 0.25)).toBe(0.5);
    expect([positionAt(slow, 0), positionAt(slow, 1), positionAt(fast, 1)]).toEqual([0, 4, 2]);
  });
  it('rest where they start until the others are there, and do not go back', () => {
    const places = framePlaces([0.75, 0.5, 0.625, 0.25, 0.125], 'level');
    expect(places).toEqual([0.25, 0.5, 0.5, 0.75, 1]);
    expect([0, 0.2, 0.25, 0.375, 0.5].map((share) => positionAt(places, share))).toEqual([0, 0, 0, 0.5, 2]);
  });
  it('are stepped through frame by frame, whichever film has the next one', () => {
    const films = [[0, 0.25, 0.5, 1], [0.1, 0.101, 0.3, 1]];
    const on = [0, 20, 21, 50, 60].map((from) => nextPlace(films, from, 1));
    expect(on).toEqual([20, 21, 50, 60, 100]);
    expect([100, 55, 20, 0].map((from) => nextPlace(films, from, -1))).toEqual([60, 50, 0, 0]);
    expect([nextPlace(films, LAST, 1), nextPlace([], 30, 1), nextPlace([], 30, -1)]).toEqual([LAST, LAST, 0]);
  });
});

it('ends of the same noise lie a root of a mean square apart', () => {
  expect(endDistance([0, 0, 1, 1], [3, 4, 1, 1], 2)).toBeCloseTo(Math.sqrt(12.5), 12);
  expect(endDistance([0, 0], [0, 0, 1, 1], 1)).toBeNull();
});
