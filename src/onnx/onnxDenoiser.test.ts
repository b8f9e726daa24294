import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gaussianDenoiser } from '../diffusion/gaussian.ts';
import type { LevelDenoiser } from '../diffusion/levelDenoiser.ts';
import { makePlan } from '../diffusion/makePlan.ts';
import type { PlanSettings } from '../diffusion/makePlan.ts';
import { alphaBarOfLogSnr } from '../diffusion/noiseTable.ts';
import type { NoiseTable } from '../diffusion/noiseTable.ts';
import type { SamplerPlan } from '../diffusion/plan.ts';
import { sampleTrajectory } from '../diffusion/run.ts';
import type { TrajectoryFrame } from '../diffusion/run.ts';
import { randomStream } from '../random/randomStream.ts';
import { onnxDenoiser } from './onnxDenoiser.ts';
import { openOnnxModel } from './onnxModel.ts';

/** As in fixtures/gaussianModels.py, which made the files. */
const [long, short] = [0.49, 0.04];
const gaussian = { mean: [0.5, -0.3], covariance: [0.64 * long + 0.36 * short, 0.48 * (long - short), 0.48 * (long - short), 0.36 * long + 0.64 * short] };
const even: NoiseTable = { timesteps: 100, alphasCumprod: Float64Array.from({ length: 100 }, (_, t) => alphaBarOfLogSnr(6 - (12 * t) / 99)) };
const cosine: NoiseTable = { timesteps: 50, alphasCumprod: Float64Array.from({ length: 50 }, (_, t) => Math.cos((Math.PI / 2) * ((t + 1) / 51)) ** 2) };
const exact = gaussianDenoiser(gaussian);

const open = (name: string): ReturnType<typeof openOnnxModel> => openOnnxModel(readFileSync(new URL(`fixtures/${name}.onnx`, import.meta.url)));

async function frames(plan: SamplerPlan, denoise: LevelDenoiser, points: number): Promise<TrajectoryFrame[]> {
  const out: TrajectoryFrame[] = [];
  const fresh = randomStream(2, 0);
  const start = randomStream(1, 0).fillNormal(new Float64Array(2 * points));
  for await (const frame of sampleTrajectory(plan, denoise, start, (noise) => fresh.fillNormal(noise))) out.push(frame);
  return out;
}

/** The largest difference of states or of predictions of x0, in any frame. */
function largestDifference(a: readonly TrajectoryFrame[], b: readonly TrajectoryFrame[]): number {
  expect(a).toHaveLength(b.length);
  const apart = (left: Float64Array | null, right: Float64Array | null): number[] => {
    expect(left?.length).toBe(right?.length);
    return Array.from(left ?? [], (value, i) => Math.abs(value - (right?.[i] ?? Number.NaN)));
  };
  return Math.max(...a.flatMap((frame, i) => [...apart(frame.state, b[i]?.state ?? null), ...apart(frame.x0, b[i]?.x0 ?? null)]));
}

/**
 * What float32 may add to one prediction of x0: about 12 roundings of numbers up to 4, which reach x0 as errors of the noise, times
 * sigma / alpha (at most 20 and 32 in these tables). Every step brings states closer together, so they do not add up.
 */
function tolerance(plan: SamplerPlan): number {
  return 12 * 4 * 2 ** -24 * Math.max(...plan.calls.map(({ alpha, sigma }) => sigma / alpha));
}

const settings: Omit<PlanSettings, 'trained' | 'steps'>[] = [
  { sampler: 'ddim' }, { sampler: 'dpmpp-2m' }, { sampler: 'heun' }, { sampler: 'unipc' }, { sampler: 'lms' },
  { sampler: 'ddim', eta: 1 }, { sampler: 'dpmpp-2m-sde' }, { sampler: 'euler-ancestral' },
];

describe('samples over an ONNX model are those over the closed form, step by step', () => {
  test.each(settings)('epsilon, timesteps between whole ones too: %o', async (given) => {
    const model = await open('gaussianEpsilon');
    for (const spacing of ['trailing', 'karras'] as const) {
      const plan = makePlan({ ...given, spacing, steps: 12, trained: even });
      expect(plan.calls.every(({ timestep }) => Number.isInteger(timestep))).toBe(spacing === 'trailing');
      expect(largestDifference(await frames(plan, onnxDenoiser(model, 'epsilon'), 40), await frames(plan, exact, 40))).toBeLessThan(tolerance(plan));
    }
    await model.close();
  });

  test.each(settings)('v, a fixed batch, whole timesteps: %o', async (given) => {
    const model = await open('gaussianV');
    const plan = makePlan({ ...given, steps: 10, trained: cosine });
    // 7 points are two batches of 3 and one that is filled up.
    expect(largestDifference(await frames(plan, onnxDenoiser(model, 'v'), 7), await frames(plan, exact, 7))).toBeLessThan(tolerance(plan));
    await model.close();
  });
});

test('a signal ends it between two calls', async () => {
  const model = await open('gaussianV');
  const denoise = onnxDenoiser(model, 'v', { signal: AbortSignal.abort(new Error('enough')) });
  await expect(async () => denoise(new Float64Array(6), { alpha: 0.6, sigma: 0.8, timestep: 3 })).rejects.toThrow('enough');
  await model.close();
});
