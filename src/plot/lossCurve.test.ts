import { describe, expect, it } from 'vitest';
import { lossAt, lossColumns, lossLimits, shownSteps, smoothingHorizon } from './lossCurve.ts';
import { linearTicks, logTicks } from './ticks.ts';

function history(values: number[]) {
  return { steps: Float64Array.from(values, (_, index) => index), values: Float64Array.from(values), length: values.length };
}

describe('lossColumns', () => {
  it('keeps every step while there is room', () => {
    const columns = lossColumns(history([3, 1, 2]), 10, 10);
    expect(columns.length).toBe(3);
    expect([...columns.lowest]).toEqual([3, 1, 2]);
    expect([...columns.highest]).toEqual([3, 1, 2]);
  });
  it('keeps the extremes of each run when there is not', () => {
    const columns = lossColumns(history([3, 1, 2, 8, 5, 6]), 2, 10);
    expect([...columns.lowest]).toEqual([1, 5]);
    expect([...columns.highest]).toEqual([3, 8]);
    expect([...columns.steps]).toEqual([1, 4]);
  });
  it('smooths a constant to itself from the first step on', () => {
    for (const value of lossColumns(history(Array.from({ length: 50 }, () => 0.7)), 50, 20).smooth) expect(value).toBeCloseTo(0.7, 12);
  });
  it('averages exponentially: two values at horizon 2 weigh 1 to 2', () => {
    expect(lossColumns(history([3, 6]), 2, 2).smooth[1]).toBeCloseTo((3 + 2 * 6) / 3, 12);
  });
  it('leaves out what has no logarithm', () => {
    expect(lossColumns(history([NaN, 0, 1, Infinity]), 4, 2).length).toBe(1);
  });
});

describe('smoothingHorizon', () => {
  it('grows with the run between its limits', () => expect([0, 1000, 1e6].map(smoothingHorizon)).toEqual([10, 20, 500]));
});

describe('ticks', () => {
  it('are round and inside', () => {
    expect(logTicks(0.15, 2.4)).toEqual([0.2, 0.5, 1, 2]);
    expect(logTicks(0.5, 0.9)).toEqual([0.5, 0.6, 0.7, 0.8, 0.9]);
    expect(logTicks(0.88, 1.08)).toEqual([0.9, 0.95, 1, 1.05]);
    expect(logTicks(1e-3, 1e3)).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
    expect(linearTicks(3000, 4)).toEqual([0, 1000, 2000, 3000]);
    expect(linearTicks(0.9, 3)).toEqual([0, 0.5]);
    expect(linearTicks(1043, 4, 1000)).toEqual([1000, 1020, 1040]);
    expect(linearTicks(1060, 4, 1001)).toEqual([1020, 1040, 1060]);
  });
});

describe('shownSteps', () => {
  const history = (first: number, length: number) => ({ steps: Float64Array.from({ length }, (_, index) => first + index), length });
  it('begin at 0 for what was trained here', () => {
    expect(shownSteps(history(1, 0))).toEqual({ first: 0, last: 10 });
    expect(shownSteps(history(1, 3))).toEqual({ first: 0, last: 10 });
    expect(shownSteps(history(1, 300))).toEqual({ first: 0, last: 300 });
  });
  it('begin where a model goes on that came trained, until that is long ago', () => {
    expect(shownSteps(history(1001, 4))).toEqual({ first: 1000, last: 1010 });
    expect(shownSteps(history(1001, 600))).toEqual({ first: 1000, last: 1600 });
    expect(shownSteps(history(1001, 9000))).toEqual({ first: 0, last: 10_000 });
  });
});

describe('the axis of a loss curve', () => {
  it('holds the smoothed loss and cuts off wild raw ones', () => {
    const values = Array.from({ length: 400 }, (_, index) => (index === 200 ? 1e6 : 1));
    const columns = lossColumns(history(values), 400, 10);
    const [low, high] = lossLimits(columns);
    expect(low).toBeCloseTo(1 / 1.05, 9);
    expect(high).toBeCloseTo(Math.max(...columns.smooth) * 1.33, 3);
    expect(lossLimits(lossColumns(history([]), 10, 10))).toEqual([0.1, 1]);
  });
});

describe('the loss at a step', () => {
  it('is that of the nearest step, with the curve beside it', () => {
    const losses = history(Array.from({ length: 1000 }, (_, index) => index + 1));
    const columns = lossColumns(losses, 100, 10);
    expect(lossAt(losses, columns, 499.6)).toMatchObject({ step: 500, loss: 501 });
    expect(lossAt(losses, columns, 500)?.smooth).toBeCloseTo(501, 6);
    expect(lossAt(losses, columns, -5)?.step).toBe(0);
    expect(lossAt(losses, columns, 1e9)?.step).toBe(999);
    expect(lossAt(history([]), columns, 3)).toBeNull();
  });
});
