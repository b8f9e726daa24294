import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { empiricalDenoiser } from './empiricalDenoiser.ts';
import { denoiserOfOutput, inBatches } from './levelDenoiser.ts';
import { levelFinder } from './levels.ts';
import { mixtureDenoiser, mixtureX0 } from './mixture.ts';
import { odeSamples } from './odeLikelihood.ts';
import { outputFromX0 } from './predictions.ts';
import { sampleTrajectory } from './run.ts';

const mixture = { means: [[-1, 0.2], [0.8, 0]], std: [0.4, 0.3], weights: [0.5, 0.5] };
const level = { alpha: 0.7, sigma: 0.6, timestep: 3.5 };
const x = randomStream(1, 0).fillNormal(new Float64Array(14));

test('a network of any prediction is a denoiser', async () => {
  const ideal = mixtureX0(mixture, x, level.alpha, level.sigma);
  for (const prediction of ['epsilon', 'x0', 'v', 'score', 'flow', 'edm'] as const) {
    const { state, x0 } = outputFromX0(prediction, level.alpha, level.sigma, 0.5);
    const network = denoiserOfOutput((at) => at.map((value, i) => state * value + x0 * (ideal[i] ?? 0)), prediction, 0.5);
    (await network(x, level)).forEach((value, i) => expect(value).toBeCloseTo(ideal[i] ?? Number.NaN, 12));
  }
  await expect(denoiserOfOutput(() => new Float64Array(1), 'v')(x, level)).rejects.toThrow('1 numbers for 14');
});

test('in batches every point is asked once, in order', async () => {
  const sizes: number[] = [];
  const ideal = mixtureDenoiser(mixture);
  const batched = inBatches((part, at) => { sizes.push(part.length); return ideal(part, at); }, 2, 3);
  expect(await batched(x, level)).toEqual(ideal(x, level));
  expect(sizes).toEqual([6, 6, 2]);
  await expect(inBatches(ideal, 2, 3, AbortSignal.abort(new Error('enough')))(x, level)).rejects.toThrow('enough');
  expect(() => inBatches(ideal, 2, 0)).toThrow('The largest batch is 0');
});

describe('the perfect model of a data set', () => {
  const set = { points: Float32Array.from([-1, 0.5, 1.2, -0.3, 0, -0.9]), dimensions: 2 };
  const denoise = empiricalDenoiser(set);

  test('stands where samplers take a model', async () => {
    // One step from noise to clean data: the prediction itself.
    const plan = { startScale: 1, calls: [{ ...level, next: { states: [0], x0s: [1], noise: 0 } }] };
    const frames = [];
    for await (const frame of sampleTrajectory(plan, denoise, x, () => undefined)) frames.push(frame.state);
    expect(frames[1]).toEqual(await denoise(x, level));
  });

  test('makes nothing but its own points', async () => {
    const timesteps = 50;
    const finder = levelFinder({ timesteps, alphasCumprod: Float64Array.from({ length: timesteps }, (_, t) => 1 / (1 + (0.001 * 1e5 ** (t / 49)) ** 2)) });
    const made = await odeSamples(denoise, x, 2, { finder, solver: { kind: 'adaptive', tolerance: 1e-4 } });
    for (let k = 0; k < made.length; k += 2) {
      const distances = [0, 2, 4].map((i) => Math.hypot((made[k] ?? 0) - (set.points[i] ?? 0), (made[k + 1] ?? 0) - (set.points[i + 1] ?? 0)));
      // What is left of the noise on the path is about its smallest sigma times where it began.
      expect(Math.min(...distances)).toBeLessThan(0.005);
    }
  });
});
