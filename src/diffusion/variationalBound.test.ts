import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { cholesky, logDeterminant } from './cholesky.ts';
import { drawGaussian, gaussianDenoiser, gaussianEntropy } from './gaussian.ts';
import { errorFloor, knownGaussian } from './idealLoss.ts';
import { measuredBound } from './measuredBound.ts';
import type { BoundModel, Decoder } from './measuredBound.ts';
import { alpha, sigma } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { boundFromErrors, decoderVariance, priorTerm, stepTerm } from './variationalBound.ts';
import type { ReverseVariance } from './variationalBound.ts';

/** log-SNR in equal steps. */
function evenTable(timesteps: number, from = 9, to = -9): NoiseTable {
  return { timesteps, alphasCumprod: Float64Array.from({ length: timesteps }, (_, t) => 1 / (1 + Math.exp(-(from + (t / (timesteps - 1)) * (to - from))))) };
}

const levelsOf = (table: NoiseTable): { alpha: number; sigma: number; timestep: number }[] =>
  Array.from({ length: table.timesteps }, (_, timestep) => ({ alpha: alpha(table, timestep), sigma: sigma(table, timestep), timestep }));

/** The ideal denoiser's error for x0 ~ N(0, c). */
const gaussianErrors = (table: NoiseTable, c: number): Float64Array => table.alphasCumprod.map((level) => (c * (1 - level)) / (level * c + 1 - level));

/**
 * The bound of x0 ~ N(0, c) in nats from its definition, E_q[ln q(x_1..T | x0) - ln p(x_0..T)], by the joint Gaussian of the whole chain:
 * nothing is split into terms. The reverse steps are those of DDPM with the ideal denoiser.
 */
function boundOfTheChain({ timesteps, alphasCumprod }: NoiseTable, c: number, variance: ReverseVariance): number {
  const level = (t: number): number => (t < 0 ? 1 : alphasCumprod[t] ?? 0);
  // States in order: x0, then the levels 0 .. T - 1.
  const size = timesteps + 1;
  const own = (t: number): number => level(t) * c + 1 - level(t);
  const covariance = (i: number, j: number): number => Math.sqrt(level(Math.max(i, j) - 1) / level(Math.min(i, j) - 1)) * own(Math.min(i, j) - 1);
  const joint = Float64Array.from({ length: size * size }, (_, k) => covariance(Math.floor(k / size), k % size));
  const entropy = (size * Math.log(2 * Math.PI * Math.E) + logDeterminant(cholesky(joint, size), size)) / 2;
  let cross = (Math.log(2 * Math.PI) + own(timesteps - 1)) / 2;
  for (let t = 0; t < timesteps; t++) {
    const gain = (Math.sqrt(level(t)) * c) / own(t);
    const beta = 1 - level(t) / level(t - 1);
    const posterior = (beta * (1 - level(t - 1))) / (1 - level(t));
    // Ho et al. 2020, eq. 7; at t = 0 the mean is x0 itself, with the decoder's variance.
    const slope = (Math.sqrt(level(t - 1)) * beta * gain + Math.sqrt(1 - beta) * (1 - level(t - 1))) / (1 - level(t));
    const spread = t === 0 ? 1 - level(0) : variance === 'small' ? posterior : beta;
    const square = covariance(t, t) - 2 * slope * covariance(t, t + 1) + slope * slope * covariance(t + 1, t + 1);
    cross += (Math.log(2 * Math.PI * spread) + square / spread) / 2;
  }
  return cross - entropy + Math.log(2 * Math.PI * Math.E * c) / 2;
}

describe('the bound of a Gaussian', () => {
  test.each<[number, ReverseVariance]>([[0.3, 'small'], [1, 'small'], [2.5, 'large']])('of variance %d with the %s variance is that of the whole chain', (c, variance) => {
    const table = evenTable(12, 5, -4);
    const bound = boundFromErrors(table, gaussianErrors(table, c), c, variance);
    expect(bound.total * Math.LN2).toBeCloseTo(boundOfTheChain(table, c, variance), 11);
    expect(bound.terms.reduce((sum, term) => sum + term, bound.prior)).toBeCloseTo(bound.total, 13);
  });

  test.each([0.3, 2.5])('of variance %d goes to the entropy from above, as 1 / T', (c) => {
    const entropy = Math.log2(2 * Math.PI * Math.E * c) / 2;
    const gaps = [512, 1024, 2048, 4096].map((intervals) => {
      const table = evenTable(intervals + 1, 18, -18);
      return boundFromErrors(table, gaussianErrors(table, c), c).total - entropy;
    });
    expect(gaps.every((gap) => gap > 0)).toBe(true);
    // Halved with each doubling; steps of log-SNR are 0.07 at most, and so is what comes after the first order.
    gaps.slice(1).forEach((gap, i) => expect(Math.log2((gaps[i] ?? 0) / gap)).toBeCloseTo(1, 1));
    // Richardson's extrapolation to infinitely many: what is left is of second order, 18 steps^2 / 12 bits.
    expect(Math.abs(2 * (gaps[3] ?? 0) - (gaps[2] ?? 0))).toBeLessThan(1e-3);
  });

  test('that is not round, with floors by the closed form, lies between its entropy and the measured one', async () => {
    const gaussian = { mean: [0.3, -0.2], covariance: [1.3, 0.6, 0.6, 0.5] };
    const table = evenTable(40);
    const floor = await errorFloor(knownGaussian(gaussian), levelsOf(table), { samples: 2, seed: 1 });
    const secondMoment = (1.3 + 0.5 + 0.09 + 0.04) / 2;
    const bound = boundFromErrors(table, floor.map(({ meanSquare }) => meanSquare), secondMoment);
    expect(bound.total).toBeGreaterThan(gaussianEntropy(gaussian) / 2 / Math.LN2);
    const points = drawGaussian(gaussian, 4000, randomStream(1, 0));
    const options = { seed: 2, decoder: { kind: 'gaussian' }, variance: 'small' } as const;
    const measured = await measuredBound(gaussianDenoiser(gaussian), points, 2, table, options);
    expect(Math.abs(measured.total - bound.total)).toBeLessThan(4 * measured.standardError);
    [measured.decoder, ...measured.steps].forEach(({ t, bits, standardError }) => expect(Math.abs(bits - (bound.terms[t] ?? 0))).toBeLessThan(4.5 * standardError));
    const fewer = await measuredBound(gaussianDenoiser(gaussian), points, 2, table, { ...options, levels: 10 });
    expect(fewer.steps.reduce((sum, { standsFor }) => sum + standsFor, 0)).toBe(39);
    expect(fewer.steps).toHaveLength(10);
    // One of four neighbouring terms stands for all: they differ by less than a quarter here.
    expect(Math.abs(fewer.total - bound.total)).toBeLessThan(0.25 * Math.abs(bound.total));
  });
});

describe('terms', () => {
  test('learned variance at its ends is the small and the large one, and between it is the divergence of two Gaussians', async () => {
    const table = evenTable(5, 3, -3);
    const points = Float64Array.from([0.4, -1]);
    const model = (fraction: number): BoundModel => (x) => ({ x0: x.map(() => 0.1), fraction: x.map(() => fraction) });
    const measure = async (fraction: number, variance: ReverseVariance | 'learned'): Promise<number[]> =>
      (await measuredBound(model(fraction), points, 2, table, { seed: 1, variance, decoder: { kind: 'gaussian' } })).steps.map(({ bits }) => bits);
    const near = (found: number[], wanted: number[]): void => found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 12));
    near(await measure(0, 'learned'), await measure(0, 'small'));
    near(await measure(1, 'learned'), await measure(1, 'large'));
    const half = (await measure(0.5, 'learned'))[1] ?? 0;
    const [cleaner = 0, noisier = 0] = [table.alphasCumprod[1], table.alphasCumprod[2]];
    const beta = 1 - noisier / cleaner;
    const posterior = (beta * (1 - cleaner)) / (1 - noisier);
    const own = Math.sqrt(posterior * beta);
    const away = ((Math.sqrt(cleaner) * beta) / (1 - noisier)) ** 2 * ((0.3 ** 2 + 1.1 ** 2) / 2);
    expect(half * Math.LN2).toBeCloseTo((posterior / own - 1 - Math.log(posterior / own) + away / own) / 2, 13);
  });

  test('the discretised decoder gives probabilities that add up to 1 over all bytes, and the density times the width far from the ends', async () => {
    const table = evenTable(3, 8, -3);
    const decoder: Decoder = { kind: 'discretised', scale: 2 / 255, offset: -1 };
    const predicted = 0.62;
    const bits = async (byte: number, how: Decoder): Promise<number> =>
      (await measuredBound((x) => x.map(() => predicted), Float64Array.from([Math.fround((byte * 2) / 255 - 1)]), 1, table, { seed: 1, variance: 'small', decoder: how })).decoder.bits;
    const all = await Promise.all(Array.from({ length: 256 }, (_, byte) => bits(byte, decoder)));
    expect(all.reduce((sum, one) => sum + 2 ** -one, 0)).toBeCloseTo(1, 6);
    // Width over deviation is 0.43; the bin's average of the density differs from its middle by (z^2 - 1) 0.43^2 / 24 at most, here 1 %.
    expect(decoderVariance(table)).toBeCloseTo(3.35e-4, 6);
    expect(await bits(206, decoder)).toBeCloseTo((await bits(206, { kind: 'gaussian' })) - Math.log2(2 / 255), 1);
  });

  test('the prior is 0 without signal, and what has no bound is told', async () => {
    expect(priorTerm({ timesteps: 2, alphasCumprod: Float64Array.from([0.9, 0]) }, 5)).toBe(0);
    // KL(N(m, 1 - a) || N(0, 1)) = (m^2 + (1 - a) - 1 - ln(1 - a)) / 2
    expect(priorTerm({ timesteps: 1, alphasCumprod: Float64Array.from([0.2]) }, 2)).toBeCloseTo((0.4 + 0.8 - 1 - Math.log(0.8)) / 2, 14);
    expect(() => stepTerm({ timesteps: 2, alphasCumprod: Float64Array.from([0.5, 0.6]) }, 1)).toThrow('less noise at timestep 1 than at 0');
    expect(() => stepTerm({ timesteps: 2, alphasCumprod: Float64Array.from([1, 0.6]) }, 1)).toThrow('Level 0 of the schedule has no noise');
    expect(() => boundFromErrors(evenTable(3), [1, 2], 1)).toThrow('2 errors for 3 noise levels');
    const measure = (model: BoundModel, variance: 'small' | 'learned', levels?: number) =>
      measuredBound(model, new Float64Array(2), 2, evenTable(4), { seed: 1, variance, decoder: { kind: 'gaussian' }, ...(levels === undefined ? {} : { levels }) });
    await expect(measure((x) => x, 'learned')).rejects.toThrow('the model gives none');
    await expect(measure(() => new Float64Array(1), 'small')).rejects.toThrow('1 numbers for 2');
    await expect(measure((x) => x, 'small', 0)).rejects.toThrow('measured at 0 levels');
  });
});
