import { describe, expect, test } from 'vitest';
import { parseRecipe } from '../recipe/validate.ts';
import { levelShares, startingPoints } from './levelShares.ts';
import { handDrawnShare } from './lossShare.ts';
import { makeNoiseTable } from './schedules.ts';

const sharesOf = (schedule: object, objective: object) => {
  const recipe = parseRecipe({ schedule, objective, sampling: { steps: 10 } });
  return levelShares(recipe.schedule, recipe.objective, makeNoiseTable(recipe.schedule));
};
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const even = (share: Float64Array): number[] => Array.from(share, (part) => part * share.length);

describe('shares of a recipe', () => {
  test('are density times weight', () => {
    const { probabilities, weights, share } = sharesOf({ kind: 'cosine', timesteps: 100 }, { prediction: 'v', weighting: 'min-snr', density: 'logit-normal' });
    const total = probabilities.reduce((so, p, t) => so + p * (weights[t] ?? 0), 0);
    share.forEach((part, t) => expect(part).toBeCloseTo(((probabilities[t] ?? 0) * (weights[t] ?? 0)) / total, 12));
    expect(sum(share)).toBeCloseTo(1, 12);
    expect(sum(probabilities)).toBeCloseTo(1, 5);
  });

  test('drawn by hand are what is drawn, but nothing where a level is never drawn', () => {
    const points = [{ u: 0, value: 1 }, { u: 0.5, value: 3 }, { u: 1, value: 0.5 }];
    const everywhere = sharesOf({ kind: 'cosine', timesteps: 100 }, { weighting: 'hand-drawn', share: points });
    everywhere.share.forEach((part, t) => expect(part).toBeCloseTo(handDrawnShare(points, 100)[t] ?? 0, 12));
    // ln(sigma / alpha) is 10 at the end of this schedule, nine deviations from the mean: less likely than float32 tells from 0.
    const somewhere = sharesOf({ kind: 'cosine', timesteps: 100 }, { weighting: 'hand-drawn', share: points, density: 'log-normal' });
    expect(somewhere.share.at(-1)).toBe(0);
    expect(somewhere.share.at(50)).toBeGreaterThan(everywhere.share.at(50) ?? 1);
    expect(sum(somewhere.share)).toBeCloseTo(1, 12);
  });

  test('do not change with draws by loss', () => {
    const by = (density: string) => sharesOf({ timesteps: 100 }, { weighting: 'p2', density }).share;
    expect(by('importance')).toEqual(by('uniform'));
  });
});

describe('points to start drawing from', () => {
  test('are evenly spaced where the share is even', () => {
    const points = startingPoints(new Float64Array(200).fill(1 / 200));
    expect(points.map(({ u }) => u)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    for (const { value } of points) expect(value).toBeCloseTo(1, 3);
  });

  test.each(['min-snr', 'p2', 'soft-min-snr', 'score-matching'] as const)('follow the curve of %s', (weighting) => {
    const { share } = sharesOf({ kind: 'cosine', timesteps: 200 }, { prediction: 'v', weighting });
    const points = startingPoints(share);
    expect(points.length).toBeLessThanOrEqual(8);
    const drawn = even(handDrawnShare(points, 200));
    const largest = Math.max(...even(share));
    even(share).forEach((part, t) => expect(Math.abs(part - (drawn[t] ?? 0)), `t = ${t}`).toBeLessThan(0.08 * largest));
  });

  test('spread a peak of few levels, and stay apart', () => {
    const { share } = sharesOf({ kind: 'linear', timesteps: 1000 }, { prediction: 'v', weighting: 'bound' });
    expect(Math.max(...even(share))).toBeGreaterThan(100);
    const points = startingPoints(share);
    expect(Math.max(...points.map(({ value }) => value))).toBeLessThan(30);
    points.slice(1).forEach(({ u }, i) => expect(u - (points[i]?.u ?? 0)).toBeGreaterThan(0.04));
    const first = (of: Float64Array): number => sum(of.slice(0, 125));
    expect(first(handDrawnShare(points, 1000))).toBeCloseTo(first(share), 1);
  });

  test('go with the shortest schedule', () => {
    const points = startingPoints(Float64Array.from({ length: 10 }, (_, t) => (t + 1) / 55));
    expect([points[0]?.u, points.at(-1)?.u]).toEqual([0, 1]);
    expect(points.length).toBeGreaterThanOrEqual(5);
  });
});
