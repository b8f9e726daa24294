import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { densityPictures, massOf } from './density.ts';
import type { DensityPicture, LogDensityOf } from './density.ts';
import { empiricalPosterior } from './empiricalDenoiser.ts';
import { givenTrace } from './jacobianTrace.ts';
import { cellCentres, kernelDensity, likelyBandwidth } from './kernelDensity.ts';
import { levelFinder } from './levels.ts';
import { bitsPerDimension, bitsPerDimensionOfBytes, dequantised, logDensityOfData } from './likelihoodUnits.ts';
import { drawMixture, mixtureLogDensity, tracedMixture } from './mixture.ts';
import { odeLogLikelihood } from './odeLikelihood.ts';

const mixture = { means: [[-1, 0], [1, 0]], std: [0.4, 0.3], weights: [0.5, 0.5] };
const grid = { left: -3, right: 3, bottom: -2, top: 2, columns: 40, rows: 23 };

async function all(logDensityOf: LogDensityOf, of = grid, batch = 100): Promise<DensityPicture[]> {
  const pictures: DensityPicture[] = [];
  for await (const picture of densityPictures(logDensityOf, of, { batch })) pictures.push(picture);
  return pictures;
}

describe('the density of a model as a picture', () => {
  test('ends as the density at every cell, each asked once, and is full from the first pass on', async () => {
    const asked = new Set<string>();
    const pictures = await all((points) => {
      for (let k = 0; k < points.length; k += 2) asked.add(`${points[k]} ${points[k + 1]}`);
      return mixtureLogDensity(mixture, points);
    });
    expect(asked.size).toBe(920);
    const last = pictures.at(-1);
    expect(last?.logDensity).toEqual(mixtureLogDensity(mixture, cellCentres(grid)));
    // Cells are half a standard deviation, where the midpoint rule is exact to rounding; the tails beyond 5 deviations hold 1e-6.
    expect(last?.mass).toBeCloseTo(1, 5);
    // Blocks of 9, 5 x 3; of 3, 14 x 8; and the rest.
    expect(pictures.map(({ known }) => known)).toEqual([15, 112, 212, 312, 412, 512, 612, 712, 812, 912, 920]);
    expect(pictures.every(({ logDensity }) => logDensity.every(Number.isFinite))).toBe(true);
    expect(pictures.slice(0, -1).every(({ mass }) => mass === null)).toBe(true);
  });

  test('by the likelihood of the path is the mixture\'s, with its mass of 1', async () => {
    const coarse = { ...grid, columns: 24, rows: 16 };
    const timesteps = 50;
    const finder = levelFinder({ timesteps, alphasCumprod: Float64Array.from({ length: timesteps }, (_, t) => 1 / (1 + (0.005 * 2e4 ** (t / 49)) ** 2)) });
    const model = givenTrace(tracedMixture(mixture), 2);
    const pictures = await all(async (points) => (await odeLogLikelihood(model, points, { finder, solver: { kind: 'adaptive', tolerance: 1e-5 } })).logDensity, coarse, 400);
    const truth = mixtureLogDensity(mixture, cellCentres(coarse), 1, 0.005);
    pictures.at(-1)?.logDensity.forEach((value, k) => expect(Math.abs(value - (truth[k] ?? 0))).toBeLessThan(0.02));
    expect(pictures.at(-1)?.mass).toBeCloseTo(1, 2);
  });

  test('of one cell, cancelled, and wrong', async () => {
    expect(await all(() => Float64Array.of(-1), { left: 0, right: 1, bottom: 0, top: 2, columns: 1, rows: 1 })).toEqual([{ logDensity: Float64Array.of(-1), known: 1, total: 1, mass: 2 * Math.exp(-1) }]);
    const controller = new AbortController();
    const pictures = densityPictures((points) => mixtureLogDensity(mixture, points), grid, { batch: 100, signal: controller.signal });
    expect((await pictures.next()).value?.known).toBe(15);
    controller.abort(new Error('enough'));
    await expect(pictures.next()).rejects.toThrow('enough');
    await expect(all(() => new Float64Array(2))).rejects.toThrow('2 numbers for 15 points');
    await expect(all(() => new Float64Array(2), { ...grid, right: -4 })).rejects.toThrow('edges in order');
    await expect(all(() => new Float64Array(2), grid, 0)).rejects.toThrow('asked at once is 0');
  });
});

describe('the density of points', () => {
  test('is that of the data set at a noise of the bandwidth', () => {
    const points = drawMixture(mixture, 300, randomStream(1, 0));
    const bandwidth = 0.17;
    const exact = empiricalPosterior({ points, dimensions: 2 }, cellCentres(grid), { alpha: 1, sigma: bandwidth }).logDensity;
    // Cut at 8 deviations: 1e-14 of the top 1 / (2 pi 0.17^2) = 5.5.
    kernelDensity(points, grid, bandwidth).forEach((value, k) => expect(Math.abs(value - Math.exp(exact[k] ?? 0))).toBeLessThan(1e-13));
    expect(massOf(kernelDensity(points, grid, bandwidth).map(Math.log), grid)).toBeCloseTo(1, 3);
    expect(() => kernelDensity(points, grid, 0)).toThrow('The bandwidth is 0');
    expect(() => kernelDensity(new Float64Array(0), grid, 1)).toThrow('no points');
  });

  test('has a bandwidth of about that which theory wants, for one cluster and for two far apart', () => {
    // Asymptotically s n^(-1/6) for a Gaussian of deviation s (Silverman 1986, eq. 4.14, d = 2); the choice by likelihood scatters about
    // it, and goes in steps of a fifth.
    const one = { means: [[0, 0]], std: [1], weights: [1] };
    const apart = { means: [[-30, 0], [30, 0]], std: [1, 1], weights: [0.5, 0.5] };
    const count = 3000;
    const found = [likelyBandwidth(drawMixture(one, count, randomStream(2, 0))) / count ** (-1 / 6), likelyBandwidth(drawMixture(apart, count, randomStream(2, 0))) / (count / 2) ** (-1 / 6)];
    for (const ratio of found) {
      expect(ratio).toBeGreaterThan(0.6);
      expect(ratio).toBeLessThan(1.6);
    }
    expect(() => likelyBandwidth(new Float64Array(10))).toThrow('two points that differ');
  });
});

describe('units', () => {
  test('a density moves with its data, and bits are nats over ln 2', () => {
    // x = 3 y + 1 with y of mean 0 and deviation 0.5.
    const inModel = mixtureLogDensity({ means: [[0, 0]], std: [0.5], weights: [1] }, Float64Array.of(0.2, -0.4))[0] ?? 0;
    const inData = mixtureLogDensity({ means: [[1, 1]], std: [1.5], weights: [1] }, Float64Array.of(1.6, -0.2))[0] ?? 0;
    expect(logDensityOfData(inModel, 3, 2)).toBeCloseTo(inData, 13);
    expect(bitsPerDimension(-6 * Math.LN2, 3)).toBeCloseTo(2, 14);
    expect(() => logDensityOfData(0, 0, 2)).toThrow('scale is 0');
  });

  test('bytes that are all as likely take 8 bits, whatever the model\'s scale', () => {
    const [scale, offset, pixels] = [2 / 255, -1, 12];
    const bytes = Uint8Array.from({ length: pixels }, (_, k) => (k * 255) / 11);
    const cloud = dequantised(bytes, scale, offset, randomStream(1, 0));
    cloud.forEach((value, k) => expect(Math.abs((value - offset) / scale - (bytes[k] ?? 0))).toBeLessThan(0.5 + 1e-12));
    // Uniform over the 256 bytes' width in the model's units.
    expect(bitsPerDimensionOfBytes(-pixels * Math.log(256 * scale), scale, pixels)).toBeCloseTo(8, 12);
  });
});
