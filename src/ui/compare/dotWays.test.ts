import { describe, expect, it } from 'vitest';
import { costOf, dotAfterKey, nearestDot, ownPoints } from './dotWays.ts';
import type { SweepPoint } from './sweep.ts';

const point = (sampler: SweepPoint['sampler'], evaluations: number): SweepPoint => ({ sampler, steps: evaluations, evaluations, mean: 1, error: 0.1, trainedSteps: 0 });
const dot = (sampler: SweepPoint['sampler'], x: number, y: number) => ({ point: point(sampler, x), x, y });
// A sampler that lies above the other, but for its end; and one with a single dot between them.
const dots = [dot('ddim', 0, 10), dot('ddim', 50, 20), dot('ddim', 100, 90), dot('heun', 10, 60), dot('heun', 90, 50), dot('unipc', 60, 40)];

describe('the dots of the chart of quality', () => {
  it('are in order of their cost, in calls or in steps', () => {
    expect(ownPoints([point('heun', 9), point('ddim', 4), point('heun', 3)], 'heun').map(({ evaluations }) => evaluations)).toEqual([3, 9]);
    expect([costOf({ evaluations: 8, steps: 4 }, 'calls'), costOf({ evaluations: 8, steps: 4 }, 'steps')]).toEqual([8, 4]);
  });
  it('are meant by who points near them, the nearest first', () => {
    expect([nearestDot(dots, 52, 22, 10), nearestDot(dots, 57, 33, 20), nearestDot(dots, 30, 80, 10), nearestDot([], 0, 0, 10)]).toEqual([1, 5, null, null]);
  });
  it('lead along a sampler with left, right, Home and End, and stay at its ends', () => {
    expect(['ArrowLeft', 'ArrowRight', 'Home', 'End'].map((key) => dotAfterKey(key, dots, 1))).toEqual([0, 2, 0, 2]);
    expect([dotAfterKey('ArrowRight', dots, 2), dotAfterKey('ArrowLeft', dots, 3), dotAfterKey('a', dots, 0), dotAfterKey('End', [], 0)]).toEqual([2, 3, null, null]);
  });
  it('lead up and down to the other samplers at about the same cost, as they are seen', () => {
    expect([dotAfterKey('ArrowDown', dots, 1), dotAfterKey('ArrowDown', dots, 5), dotAfterKey('ArrowUp', dots, 1)]).toEqual([5, 4, 1]);
    expect([dotAfterKey('ArrowUp', dots, 2), dotAfterKey('ArrowDown', dots, 0)]).toEqual([4, 5]);
  });
});
