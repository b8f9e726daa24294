import { describe, expect, it } from 'vitest';
import { fixedNoise } from './fixedNoise.ts';
import { noisePoints, thinPoints } from './noisedCloud.ts';

describe('fixedNoise', () => {
  it('is the same for a seed and differs between seeds', () => {
    expect(fixedNoise(5, 1)).toEqual(fixedNoise(5, 1));
    expect(fixedNoise(5, 1)).not.toEqual(fixedNoise(5, 2));
  });
  it('has zero mean and unit variance within four standard errors', () => {
    const noise = fixedNoise(10000, 3);
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const variance = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(noise.length));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / noise.length));
  });
});

describe('noisePoints', () => {
  it('mixes data and noise by their weights, on any path', () => {
    const out = new Float32Array(2);
    noisePoints(Float32Array.of(1, -2), Float32Array.of(0.5, 4), { alpha: 0.8, sigma: 0.6 }, out);
    expect(out[0]).toBeCloseTo(0.8 * 1 + 0.6 * 0.5, 6);
    expect(out[1]).toBeCloseTo(0.8 * -2 + 0.6 * 4, 6);
    noisePoints(Float32Array.of(1, -2), Float32Array.of(0.5, 4), { alpha: 1, sigma: 50 }, out);
    expect([...out]).toEqual([26, 198]);
  });
  it('gives the data without noise and the noise without data', () => {
    const clean = Float32Array.of(1, 2);
    const noise = Float32Array.of(3, 4);
    const out = new Float32Array(2);
    noisePoints(clean, noise, { alpha: 1, sigma: 0 }, out);
    expect(out).toEqual(clean);
    noisePoints(clean, noise, { alpha: 0, sigma: 1 }, out);
    expect(out).toEqual(noise);
  });
});

describe('thinPoints', () => {
  it('takes every k-th pair', () => {
    const points = Float32Array.from({ length: 20 }, (_, i) => i);
    expect([...thinPoints(points, 5)]).toEqual([0, 1, 4, 5, 8, 9, 12, 13, 16, 17]);
    expect(thinPoints(points, 50)).toEqual(points);
    expect(thinPoints(new Float32Array(0), 50)).toHaveLength(0);
  });
});
