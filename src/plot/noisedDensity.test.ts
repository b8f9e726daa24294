import { describe, expect, it } from 'vitest';
import { kernelDensity } from '../diffusion/kernelDensity.ts';
import { fixedNoise } from './fixedNoise.ts';
import { NoisedDensity, type PlaneDensity } from './noisedDensity.ts';

const edges = { left: -4.2, right: 4.2, bottom: -3.4, top: 3.4 };
const data = fixedNoise(500, 3).map((value, k) => (k % 2 === 0 ? Math.cos(k) : Math.sin(k)) + 0.05 * value);

const massOf = ({ values, left, right, columns }: PlaneDensity) => values.reduce((sum, value) => sum + value, 0) * ((right - left) / columns) ** 2;

describe('NoisedDensity', () => {
  it.each([[1, 0.08], [0.9, 0.43], [0.5, 0.87], [0.02, 1]])('is the data times %d spread by %d, to a hundredth of its height', (alpha, spread) => {
    const density = new NoisedDensity().at(data, alpha, spread, edges);
    const exact = kernelDensity(data.map((value) => alpha * value), density, spread);
    const most = exact.reduce((high, value) => Math.max(high, value), 0);
    const farthest = exact.reduce((far, value, k) => Math.max(far, Math.abs(value - (density.values[k] ?? 0))), 0);
    // Dealing points to cells of a third of the spread leaves their variance right to 1 / 108 of it, at the worst places.
    expect(farthest / most).toBeLessThan(0.01);
  });

  it('has square cells over the whole picture, and never more than enough', () => {
    const picture = new NoisedDensity();
    for (const spread of [0.001, 0.05, 0.3, 1, 10]) {
      const { left, right, bottom, top, columns, rows } = picture.at(data, 1, spread, edges);
      const cell = (right - left) / columns;
      expect((top - bottom) / rows).toBeCloseTo(cell, 9);
      expect([left, right, bottom <= edges.bottom + 1e-9, top >= edges.top - 1e-9]).toEqual([-4.2, 4.2, true, true]);
      expect(columns * rows).toBeLessThanOrEqual(192 * 156);
    }
  });

  it('holds all of the probability that is within the picture, at every level, also when used again', () => {
    const picture = new NoisedDensity();
    for (const [alpha, spread] of [[1, 0.001], [1, 0.05], [0.7, 0.5], [1, 0.05]] as const) expect(massOf(picture.at(data, alpha, spread, edges))).toBeCloseTo(1, 2);
    // Half of a Gaussian at the left edge.
    expect(massOf(picture.at(Float32Array.of(-4.2, 0), 1, 0.5, edges))).toBeCloseTo(0.5, 2);
    expect(massOf(picture.at(Float32Array.of(NaN, 0, 0, 0), 1, 0.5, edges))).toBeCloseTo(0.5, 2);
    expect(massOf(picture.at(new Float32Array(0), 1, 0.5, edges))).toBe(0);
  });
});
