import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { drawGaussian, gaussianDenoiser, gaussianLogDensity, tracedGaussian } from './gaussian.ts';
import type { Gaussian } from './gaussian.ts';
import { exactTrace, givenTrace, hutchinsonTrace } from './jacobianTrace.ts';
import type { JacobianTrace } from './jacobianTrace.ts';
import { cellCentres } from './kernelDensity.ts';
import { levelFinder } from './levels.ts';
import type { LevelFinder } from './levels.ts';
import { drawMixture, mixtureDenoiser, mixtureLogDensity, tracedMixture } from './mixture.ts';
import { odeLogLikelihood, odeSamples, ratioOfTau, tauOfRatio } from './odeLikelihood.ts';

/** log-SNR in equal steps between two noise ratios; pure noise at the end for Infinity. */
function finderOf(smallest: number, largest: number, coordinates: (alphaBar: number) => number = () => 1): LevelFinder {
  const timesteps = 100;
  const top = largest === Infinity ? 1000 : largest;
  const alphasCumprod = Float64Array.from({ length: timesteps }, (_, t) => 1 / (1 + (smallest * (top / smallest) ** (t / (timesteps - 1))) ** 2));
  if (largest === Infinity) alphasCumprod[timesteps - 1] = 0;
  return levelFinder({ timesteps, alphasCumprod, lengths: alphasCumprod.map(coordinates) });
}

/** Eight clusters on a circle of radius sqrt(2) with a width that is a tenth of it: the page's eight Gaussians, standardised. */
const circle = {
  means: Array.from({ length: 8 }, (_, k) => [Math.SQRT2 * Math.cos((k * Math.PI) / 4), Math.SQRT2 * Math.sin((k * Math.PI) / 4)]),
  std: new Array<number>(8).fill(0.14),
  weights: new Array<number>(8).fill(1 / 8),
};
/** Mean 0, variances 1.1 and 0.4. */
const uneven = { means: [[-0.97, 0.05], [1.13, -0.65], [0.73, 0.85]], std: [0.3, 0.6, 0.1], weights: [0.5, 0.3, 0.2] };
const adaptive = { kind: 'adaptive', tolerance: 1e-5 } as const;

/** Centres, saddles, places between and places in the tails. */
const places = Float64Array.from([Math.SQRT2, 0, 1, 1, 0, 0, 1.2, 0.5, -0.3, -1.7, 0.6, 0.6, -1.2, 0.3, 2.2, 0.1]);

const worst = (found: Float64Array, wanted: Float64Array): number => Math.max(...found.map((value, i) => Math.abs(value - (wanted[i] ?? Number.NaN))));

describe('the probability-flow likelihood in the plane', () => {
  test.each([
    ['variance-preserving', finderOf(0.005, 100)],
    ['EDM', finderOf(0.002, 80, (level) => 1 / Math.sqrt(1 - level + 0.25 * level))],
    ['variance-exploding', finderOf(0.005, 100, (level) => 1 / Math.sqrt(level))],
    ['flow, from pure noise', finderOf(0.005, Infinity, (level) => 1 / (Math.sqrt(level) + Math.sqrt(1 - level)))],
  ])('is within 0.02 nats of the truth, in %s coordinates', async (_name, finder) => {
    for (const mixture of [circle, uneven]) {
      const truth = mixtureLogDensity(mixture, places, 1, finder.smallest);
      const { logDensity, standardError, evaluations, steps, rejected } = await odeLogLikelihood(givenTrace(tracedMixture(mixture), 2), places, { finder, solver: adaptive });
      // Error of the prior: variances are off 1 by up to 0.6, of which a^2 / 2 = 8e-5 is left at sigma 80, times z^2 of up to 10; the solver adds 5e-4.
      expect(worst(logDensity, truth)).toBeLessThan(2e-3);
      expect([...standardError]).toEqual(new Array<number>(8).fill(0));
      expect(evaluations).toBe(1 + 6 * (steps + rejected));
    }
  });

  test('with differences for the trace and any solver is within 0.02 nats, also of the density without noise', async () => {
    const finder = finderOf(0.002, Infinity);
    const truth = mixtureLogDensity(uneven, places);
    for (const precision of ['float64', 'float32'] as const) {
      const { logDensity } = await odeLogLikelihood(exactTrace(mixtureDenoiser(uneven), 2, precision), places, { finder, solver: adaptive });
      // The blur takes (0.002 / 0.1)^2 z^2 / 2 from the sharpest cluster: 0.005 at 5 of its widths, more in its tail where others win.
      expect(worst(logDensity, truth)).toBeLessThan(0.02);
    }
    for (const solver of [{ kind: 'heun', steps: 200 }, { kind: 'dormand-prince', steps: 40 }] as const) {
      const { logDensity, evaluations } = await odeLogLikelihood(givenTrace(tracedMixture(uneven), 2), places, { finder, solver });
      expect(worst(logDensity, truth)).toBeLessThan(0.02);
      expect(evaluations).toBe(solver.kind === 'heun' ? 400 : 240);
    }
  });

  test('is within 0.02 nats at every cell of a grid that reaches 20 widths of a cluster out', async () => {
    const cells = cellCentres({ left: -3, right: 3, bottom: -3, top: 3, columns: 24, rows: 24 });
    const finder = finderOf(0.01, 100);
    const { logDensity } = await odeLogLikelihood(givenTrace(tracedMixture(circle), 2), cells, { finder, solver: adaptive });
    expect(worst(logDensity, mixtureLogDensity(circle, cells, 1, 0.01))).toBeLessThan(0.02);
  });

  test('a float32 network has the trace of its rounded outputs', async () => {
    const finder = finderOf(0.01, 100);
    const ideal = mixtureDenoiser(circle);
    const rounded = exactTrace((x, level) => Float64Array.from(Float32Array.from(ideal(x.map(Math.fround), level))), 2, 'float32');
    const { logDensity } = await odeLogLikelihood(rounded, places, { finder, solver: { kind: 'adaptive', tolerance: 1e-4 } });
    expect(worst(logDensity, mixtureLogDensity(circle, places, 1, 0.01))).toBeLessThan(0.02);
  });

  test.each([['heun', 2], ['dormand-prince', 5]] as const)('%s converges with order %d', async (kind, order) => {
    const finder = finderOf(0.05, 20);
    const model = givenTrace(tracedMixture({ ...uneven, std: [0.5, 0.6, 0.4] }), 2);
    const { logDensity: limit } = await odeLogLikelihood(model, places, { finder, solver: { kind: 'adaptive', tolerance: 1e-12 } });
    const errors = await Promise.all([24, 48].map(async (steps) => worst((await odeLogLikelihood(model, places, { finder, solver: { kind, steps } })).logDensity, limit)));
    expect(Math.log2((errors[0] ?? 0) / (errors[1] ?? 0))).toBeGreaterThan(order - 0.35);
  });

  test('is that of the samples that the same path makes from noise', async () => {
    const finder = finderOf(0.01, Infinity);
    const points = drawMixture(uneven, 20, randomStream(4, 0));
    const { latents } = await odeLogLikelihood(givenTrace(tracedMixture(uneven), 2), points, { finder, solver: { kind: 'adaptive', tolerance: 1e-8 } });
    const back = await odeSamples(mixtureDenoiser(uneven), latents, 2, { finder, solver: { kind: 'adaptive', tolerance: 1e-8 } });
    expect(worst(back, points)).toBeLessThan(1e-4);
  });
});

describe('Hutchinson\'s estimate', () => {
  const d = 10;
  /** Variances 0.1 to 1.9 in directions that are not axes. */
  const gaussian = ((): Gaussian => {
    const random = randomStream(8, 0);
    const factor = random.fillNormal(new Float64Array(d * d));
    const covariance = Float64Array.from({ length: d * d }, (_, k) => {
      const [i, j] = [Math.floor(k / d), k % d];
      let sum = i === j ? 0.1 : 0;
      for (let m = 0; m < d; m++) sum += ((factor[i * d + m] ?? 0) * (factor[j * d + m] ?? 0)) / d;
      return sum;
    });
    return { mean: new Float64Array(d), covariance };
  })();
  const points = drawGaussian(gaussian, 40, randomStream(9, 0));
  const finder = finderOf(0.01, Infinity);
  const truth = gaussianLogDensity(gaussian, points, 1, 0.01);
  const ask = (model: JacobianTrace) => odeLogLikelihood(model, points, { finder, solver: adaptive });

  test('in 10 dimensions is within its standard error of a Gaussian\'s density, and the exact trace on it', async () => {
    const { logDensity } = await ask(givenTrace(tracedGaussian(gaussian), d));
    expect(worst(logDensity, truth)).toBeLessThan(1e-3);
    const estimate = await ask(hutchinsonTrace(gaussianDenoiser(gaussian), d, { probes: 16, seed: 1, precision: 'float64' }));
    const distances = estimate.logDensity.map((value, i) => (value - (truth[i] ?? 0)) / (estimate.standardError[i] ?? 0));
    // Student's t of 15 degrees of freedom: 67 % within one standard error, mean square 15 / 13; five standard errors of both over 40 points.
    expect(distances.filter((value) => Math.abs(value) < 1).length / 40).toBeGreaterThan(0.667 - 5 * Math.sqrt(0.222 / 40));
    expect(distances.filter((value) => Math.abs(value) < 4).length).toBeGreaterThanOrEqual(39);
    expect(Math.abs(distances.reduce((sum, value) => sum + value, 0) / 40)).toBeLessThan(5 * Math.sqrt(15 / 13 / 40));
    expect(Math.max(...estimate.standardError)).toBeLessThan(5);
  });

  test('is exact where axes do not mix, and has no error to tell with one direction', async () => {
    const round = { mean: new Float64Array(d), covariance: Float64Array.from({ length: d * d }, (_, k) => (k % (d + 1) === 0 ? 0.2 + k / 100 : 0)) };
    const one = await ask(hutchinsonTrace(gaussianDenoiser(round), d, { probes: 1, seed: 2, precision: 'float64' }));
    expect(worst(one.logDensity, gaussianLogDensity(round, points, 1, 0.01))).toBeLessThan(1e-3);
    expect(Number.isNaN(one.standardError[0])).toBe(true);
    const two = await ask(hutchinsonTrace(gaussianDenoiser(round), d, { probes: 2, seed: 2, precision: 'float64' }));
    expect(Math.max(...two.standardError)).toBeLessThan(1e-5);
    const signs: number[] = [];
    await hutchinsonTrace((x) => { signs.push(...x.slice(4 * d)); return x; }, d, { probes: 3, seed: 5, precision: 'float64' }).begin(4)(new Float64Array(4 * d), { alpha: 1, sigma: 1, timestep: 0 });
    expect(new Set(signs)).toEqual(new Set([1e-4, -1e-4]));
  });
});

test('times and ends', async () => {
  for (const ratio of [1e-4, 0.3, 1, 50]) expect(ratioOfTau(tauOfRatio(ratio)) / ratio).toBeCloseTo(1, 13);
  expect(tauOfRatio(0.3)).toBeCloseTo(Math.log(Math.tan(Math.atan(0.3) / 2)), 13);
  expect([tauOfRatio(Infinity), ratioOfTau(0)]).toEqual([0, Infinity]);
  const finder = finderOf(0.01, 100);
  const model = givenTrace(tracedMixture(uneven), 2);
  await expect(odeLogLikelihood(model, places, { finder, solver: adaptive, smallest: 0 })).rejects.toThrow('The smallest noise is 0');
  await expect(odeLogLikelihood(model, places, { finder, solver: adaptive, smallest: 3, largest: 2 })).rejects.toThrow('not above the smallest');
  await expect(odeLogLikelihood(model, new Float64Array(3), { finder, solver: adaptive })).rejects.toThrow('3 numbers');
  const controller = new AbortController();
  const cancelled = odeLogLikelihood(model, places, { finder, solver: adaptive, signal: controller.signal, progress: () => controller.abort(new Error('enough')) });
  await expect(cancelled).rejects.toThrow('enough');
  expect(() => hutchinsonTrace(mixtureDenoiser(uneven), 2, { probes: 0, seed: 1, precision: 'float64' })).toThrow('random directions is 0');
});
