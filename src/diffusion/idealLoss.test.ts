import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { errorFloor, knownGaussian, knownMixture, knownSet, lossOfX0Error, modelErrors } from './idealLoss.ts';
import { drawMixture, mixtureDenoiser, mixtureLogDensity, mixtureVariance } from './mixture.ts';
import { outputFromX0, target } from './predictions.ts';

const levels = [{ alpha: 0.98, sigma: 0.199, timestep: 0 }, { alpha: 0.6, sigma: 0.8, timestep: 1 }, { alpha: 1, sigma: 5, timestep: 2 }, { alpha: 0, sigma: 1, timestep: 3 }];
const line = { means: [[-1], [0.4], [2]], std: [0.2, 0.5, 0], weights: [0.5, 0.3, 0.2] };

/** E tr Cov[x0 | x] on the line by the trapezoid rule, which is exact to rounding for such smooth, fast falling integrands. */
function quadrature({ alpha, sigma }: { alpha: number; sigma: number }): number {
  const width = 12 * (sigma + alpha);
  const count = 40_000;
  const x = Float64Array.from({ length: count }, (_, i) => width * (2 * (i / (count - 1)) - 1));
  const density = mixtureLogDensity(line, x, alpha, sigma);
  const variance = mixtureVariance(line, x, alpha, sigma);
  return x.reduce((sum, _, i) => sum + Math.exp(density[i] ?? 0) * (variance[i] ?? 0), 0) * ((2 * width) / (count - 1));
}

describe('the loss floor', () => {
  test('of a Gaussian is its closed form c sigma^2 / (alpha^2 c + sigma^2), without spread', async () => {
    const floor = await errorFloor(knownGaussian({ mean: [1, 2], covariance: [0.5, 0, 0, 2] }), levels, { samples: 3, seed: 1 });
    floor.forEach(({ meanSquare, standardError }, k) => {
      const { alpha = 0, sigma = 0 } = levels[k] ?? {};
      const closed = [0.5, 2].map((c) => (c * sigma ** 2) / (alpha ** 2 * c + sigma ** 2));
      expect(meanSquare).toBeCloseTo(((closed[0] ?? 0) + (closed[1] ?? 0)) / 2, 13);
      expect(standardError).toBeCloseTo(0, 13);
    });
  });

  test('of a mixture on the line agrees with quadrature, and so does the error of the ideal denoiser', async () => {
    const told: string[] = [];
    const floor = await errorFloor(knownMixture(line), levels, { samples: 20_000, seed: 2, progress: (done, total) => told.push(`${done}/${total}`) });
    const points = drawMixture(line, 20_000, randomStream(7, 0));
    const errors = await modelErrors(mixtureDenoiser(line), points, 1, levels, { seed: 3 });
    levels.forEach((level, k) => {
      const wanted = quadrature(level);
      for (const found of [floor[k], errors[k]]) expect(Math.abs((found?.meanSquare ?? 0) - wanted)).toBeLessThan(4 * (found?.standardError ?? 0) + 1e-12);
      expect(floor[k]?.standardError).toBeLessThanOrEqual((errors[k]?.standardError ?? 0) * 1.05);
    });
    expect(told).toEqual(['1/4', '2/4', '3/4', '4/4']);
  });

  test('of a data set is 0 where its points are told apart, and their variance where nothing is', async () => {
    const set = { points: Float32Array.from([-1, 0, 1, 0, 0, 2]), dimensions: 2 };
    const [clean, , , noise] = await errorFloor(knownSet(set), [{ alpha: 1, sigma: 0.01 }, ...levels.slice(1)], { samples: 50, seed: 4 });
    expect(clean?.meanSquare).toBe(0);
    expect(noise?.meanSquare).toBeCloseTo((2 / 3 + 8 / 9) / 2, 7);
  });

  test('can be cancelled, and names a model of another length', async () => {
    await expect(errorFloor(knownMixture(line), levels, { samples: 2, seed: 1, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    await expect(modelErrors(() => new Float64Array(1), new Float64Array(2), 1, levels, { seed: 1 })).rejects.toThrow('1 numbers for 2');
  });
});

test('an x0 error becomes the error of each prediction\'s output', () => {
  for (const prediction of ['epsilon', 'x0', 'v', 'score', 'flow', 'edm'] as const) {
    for (const { alpha, sigma } of levels) {
      const slope = outputFromX0(prediction, alpha, sigma, 0.5).x0;
      expect(lossOfX0Error(prediction, { alpha, sigma }, 0.3, 0.5)).toBeCloseTo(slope * slope * 0.3, 10);
    }
    // With clean data in view, the noise in the target is all that is unknown.
    expect(lossOfX0Error(prediction, { alpha: 1, sigma: 0 }, 0, 0.5)).toBe(target(prediction, 1, 0, 0.5).epsilon ** 2);
  }
});
