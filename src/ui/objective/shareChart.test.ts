import { describe, expect, it } from 'vitest';
import { makeChartScales } from '../../plot/chartScales.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { sharesOf } from './remedies.ts';
import { describeShares, heldRange, restingRange, shareAxis, shareChart, shareText } from './shareChart.ts';

const T = 100;
const chartOf = (objective: object, schedule: object = { kind: 'cosine' }) => {
  const recipe = parseRecipe({ schedule: { ...schedule, timesteps: T }, objective, sampling: { steps: 10 } });
  return shareChart(recipe.objective, sharesOf(recipe), T);
};
const drawn = (...values: number[]) => ({ weighting: 'hand-drawn', share: values.map((value, i) => ({ u: i / (values.length - 1), value })) });
const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const names = (chart: ReturnType<typeof chartOf>): string[] => chart.curves.map(({ name }) => name);

describe('the chart of shares', () => {
  it('has a mean of 1, and points on its curve', () => {
    const chart = chartOf({ prediction: 'v', weighting: 'min-snr' });
    expect(mean(chart.curves[0]?.y ?? [])).toBeCloseTo(1, 12);
    expect(chart).toMatchObject({ fitted: true, unit: 1 });
    for (const { u, value } of chart.points) expect(Math.abs(value - (chart.curves[0]?.y[Math.round(u * (T - 1))] ?? 0))).toBeLessThan(0.1);
  });

  it('leaves points where they were drawn, in units in which the curve is the share', () => {
    const chart = chartOf(drawn(20, 40, 0));
    expect(chart.points.map(({ value }) => value)).toEqual([20, 40, 0]);
    expect(mean(chart.curves[0]?.y ?? [])).toBeCloseTo(1, 12);
    expect(chart.curves[0]?.y[0]).toBeCloseTo(20 * chart.unit, 12);
    expect(chart.fitted).toBe(false);
  });

  it('adds what the share is made of only where that is something else', () => {
    expect(names(chartOf({ weighting: 'min-snr' }))).toEqual(['share']);
    expect(names(chartOf({ weighting: 'simple', density: 'log-normal' }))).toEqual(['share']);
    expect(names(chartOf({ weighting: 'min-snr', density: 'importance' }))).toEqual(['share']);
    const both = chartOf({ prediction: 'v', weighting: 'min-snr', density: 'log-normal' });
    expect(names(both)).toEqual(['share', 'draws', 'weight']);
    const [share, draws, weight] = both.curves;
    for (const t of [5, 30, 60]) expect((draws?.y[t] ?? 0) * (weight?.y[t] ?? 0)).toBeCloseTo(share?.y[t] ?? -1, 9);
  });

  it('tells what was drawn out of reach of the draws', () => {
    const chart = chartOf({ ...drawn(1, 1), density: 'log-normal', logNormalMean: -2, logNormalStd: 0.5 });
    expect(names(chart)).toEqual(['share', 'draws', 'out of reach']);
    const [share, , missed] = chart.curves;
    expect(share?.y[T - 1]).toBe(0);
    expect(missed?.y[T - 1]).toBeCloseTo(chart.unit, 12);
    expect(missed?.y[30]).toBeNaN();
    expect(share?.y[30]).toBeCloseTo(chart.unit, 9);
    expect(chart.unit).toBeGreaterThan(1.2);
  });

  it('lets points be raised where nothing counts', () => {
    const chart = chartOf({ weighting: 'hand-drawn', share: [{ u: 0.5, value: 0.0001 }, { u: 0.6, value: 0 }] });
    expect(chart.points.map(({ u }) => u)).toEqual([0, 0.5, 0.6, 1]);
    const recipe = parseRecipe({ objective: {} });
    const nothing = shareChart({ ...recipe.objective, weighting: 'hand-drawn', share: [{ u: 0, value: 0 }, { u: 1, value: 0 }] }, null, T);
    expect(nothing).toMatchObject({ unit: 1, fitted: false, points: [{ u: 0, value: 0 }, { u: 1, value: 0 }] });
    expect(Array.from(nothing.curves[0]?.y ?? [])).toEqual(Array.from({ length: T }, () => 0));
  });
});

describe('the axis of shares', () => {
  it('has an even share in its middle, and becomes logarithmic for peaks', () => {
    const even = chartOf({});
    expect(shareAxis(restingRange(even), even.unit)).toMatchObject({ name: 'even shares', domain: [0, 2] });
    const peak = chartOf({ prediction: 'v', weighting: 'bound' });
    const axis = shareAxis(restingRange(peak), peak.unit);
    expect(axis).toMatchObject({ scale: 'symlog', bend: 1 });
    expect(axis.domain[1]).toBeGreaterThan(Math.max(...Array.from(peak.curves[0]?.y ?? [])));
  });

  it.each([[drawn(1, 1, 1)], [drawn(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60)]])('keeps points where they are while another is moved', (objective) => {
    const before = chartOf(objective);
    const held = restingRange(before);
    const after = chartOf({ ...objective, share: objective.share.map(({ u, value }, i) => ({ u, value: i === 1 ? value + 0.7 : value })) });
    expect(after.unit).not.toBeCloseTo(before.unit, 3);
    const time = { name: 't', domain: [0, T - 1] } as const;
    const [from, to] = [makeChartScales(time, shareAxis(held, before.unit), 288, 170), makeChartScales(time, shareAxis(held, after.unit), 288, 170)];
    for (const { value } of before.points) expect(to.y(value * after.unit)).toBeCloseTo(from.y(value * before.unit), 6);
  });

  it('grows while points are moved, but does not shrink', () => {
    const held = restingRange(chartOf(drawn(1, 1, 1)));
    expect(held.top).toBe(2);
    for (const middle of [0, 0.1, 1.8]) expect(heldRange(held, chartOf(drawn(1, middle, 1)))).toBe(held);
    const grown = heldRange(held, chartOf(drawn(1, 2, 1)));
    expect(grown.top).toBeGreaterThan(2.1);
  });
});

it('says in a sentence where the loss lies', () => {
  expect(describeShares(new Float64Array(90).fill(1 / 90))).toBe('Every timestep has the same part of the loss.');
  const share = Float64Array.from({ length: 9 }, (_, t) => (t < 3 ? 0.2 : t < 6 ? 0.1 : 1 / 30));
  expect(describeShares(share)).toBe('Of the loss 60 % lies in the cleanest third of the timesteps, 30 % in the middle one, 10 % in the noisiest.');
});

it('writes shares shortly', () => {
  expect([0, 0.0123, 0.25, 1.449, 123.4].map(shareText)).toEqual(['0', '0.01', '0.25', '1.4', '120']);
});
