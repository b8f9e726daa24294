import { describe, expect, it } from 'vitest';
import { fixedNoise } from '../../../plot/fixedNoise.ts';
import type { Trajectory } from '../../../protocol/messages.ts';
import { recipe } from '../../../store/fixtures/loadedStore.ts';
import { carriedRequest, drawsNoise } from './carriedRequest.ts';
import { dataBandwidth, groundCloud, groundLevel, groundParts, grounds, groundSpread } from './ground.ts';
import { endOf, lengthText, particleFacts, placeText } from './particleFacts.ts';

const film: Trajectory = {
  shape: [2, 2], states: [Float32Array.of(0, 0, 3, 4), Float32Array.of(0, 0, 1, 1), Float32Array.of(0, 0, 1, 0)],
  predictions: [Float32Array.of(0, 0, 0.5, 0), Float32Array.of(0, 0, 1, -0.5)], timesteps: Float64Array.of(9, 4, 0), alphaBars: Float64Array.of(0, 0.36, 1),
  labels: null, trainedSteps: 0, milliseconds: 1,
};

describe('the ground of a film', () => {
  it('is of the level of the frame, also between frames', () => {
    expect(groundLevel(film, 'noisy', 0)).toEqual({ alpha: 0, sigma: 1 });
    expect(groundLevel(film, 'score', 1)?.sigma).toBeCloseTo(0.8, 9);
    expect(groundLevel(film, 'velocity', 1.5)?.alpha).toBeCloseTo(0.8, 9);
    expect(groundLevel(film, 'noisy', 2)).toEqual({ alpha: 1, sigma: 0 });
  });
  it('is of clean data under predictions and under live samples, and nowhere else where there are no data', () => {
    expect([groundLevel(film, 'predicted', 0), groundLevel(null, 'noisy', 0)]).toEqual([{ alpha: 1, sigma: 0 }, { alpha: 1, sigma: 0 }]);
    expect(groundLevel(film, 'noise', 1)).toBeNull();
  });
  it('is zoomed out as the points are', () => {
    const level = groundLevel({ ...film, alphaBars: [1 / 101, 1, 1], lengths: [Math.sqrt(101), 1, 1] }, 'noisy', 0);
    expect(Math.hypot(level?.alpha ?? 0, level?.sigma ?? 0)).toBeCloseTo(1, 9);
    expect(level?.alpha).toBeCloseTo(1 / Math.sqrt(101), 9);
  });
  it('spreads data by noise and bandwidth together, samples by the larger', () => {
    expect(groundSpread('data', { alpha: 0.5, sigma: 0.3 }, 0.8, { data: 64, samples: 64 })).toBeCloseTo(0.5, 9);
    const counts = { data: 4096, samples: 64 };
    expect([groundSpread('samples', { alpha: 0, sigma: 1 }, 0.1, counts), groundSpread('samples', { alpha: 1, sigma: 0 }, 0.1, counts)]).toEqual([0.5, 0.2]);
    const data = fixedNoise(400, 1);
    expect(groundCloud('data', { alpha: 0.5, sigma: 0 }, data, null)).toMatchObject({ points: data, alpha: 0.5 });
    expect(groundCloud('samples', { alpha: 0.5, sigma: 0 }, data, Float32Array.of(1, 1))).toMatchObject({ alpha: 1 });
    expect(groundCloud('samples', { alpha: 0.5, sigma: 0 }, data, null)).toBeNull();
  });
  it('has a bandwidth for all data, and a smaller one for more of them', () => {
    expect(dataBandwidth(new Float32Array(20))).toBe(0.02);
    const [few, many] = [dataBandwidth(fixedNoise(1000, 1)), dataBandwidth(fixedNoise(4000, 1))];
    expect(few).toBeGreaterThan(0.1);
    expect(many).toBeLessThan(few);
  });
  it('has parts for every choice but none', () => { expect(grounds.filter((ground) => groundParts(ground) === null)).toEqual(['none']); });
});

describe('what is said of a particle', () => {
  it('is its way, its prediction and its end', () => {
    const facts = particleFacts(film, 1, 1, Float32Array.of(9, 9, 1, 0.25));
    expect(facts).toEqual({ noise: [3, 4], start: [3, 4], end: [1, 0], now: [1, 1], guess: [1, -0.5], length: Math.hypot(2, 3) + 1, nearest: 0.25 });
    expect(endOf({ film, index: 1 })).toEqual([1, 0]);
    expect(particleFacts(film, 1, 2, null)).toMatchObject({ guess: [1, 0], nearest: null });
    expect(particleFacts({ ...film, lengths: Float64Array.of(10, 1, 1) }, 1, 0, null).noise).toEqual([0.3, 0.4]);
    expect([placeText([-1.234, NaN]), lengthText(0.00421), lengthText(0)]).toEqual(['(−1.23, ?)', '0.0042', '0']);
  });
});

describe('what carries points', () => {
  const noise = Float32Array.of(1, 2, 3, 4);
  const request = (sampling: Partial<typeof recipe.sampling>) => carriedRequest({ ...recipe, sampling: { ...recipe.sampling, ...sampling } }, noise);
  it('is the film’s sampler without fresh noise, or DDIM where it cannot do without', () => {
    expect(request({ sampler: 'ddim', eta: 0.7 })).toMatchObject({ sampler: 'ddim', eta: 0, steps: 50, count: 2, noise });
    expect(request({ sampler: 'heun', churn: 40 })).toMatchObject({ sampler: 'heun', churn: 0 });
    expect(request({ sampler: 'ddpm' })).toMatchObject({ sampler: 'ddim', eta: 0 });
    expect(request({ sampler: 'restart' }).sampler).toBe('ddim');
  });
  it('differs from the film where the film draws noise', () => {
    const draws = (sampling: Partial<typeof recipe.sampling>) => drawsNoise({ ...recipe.sampling, ...sampling });
    expect([draws({ sampler: 'ddim', eta: 0 }), draws({ sampler: 'ddim', eta: 0.5 }), draws({ sampler: 'ddpm' }), draws({ sampler: 'heun', churn: 3 }), draws({ sampler: 'unipc', eta: 1 })])
      .toEqual([false, true, true, true, false]);
  });
});
