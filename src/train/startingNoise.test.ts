import { describe, expect, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import { seededStart } from '../random/seededStart.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import { Run } from './run.ts';
import { checkStart } from './startingNoise.ts';

const held = useGpu();
const request: SampleRequest = { sampler: 'ddim', steps: 5, count: 30, seed: 4, eta: 0, schedule: null, guidance: 1, label: 'each' };
const asking = () => ({ signal: new AbortController().signal, tell: () => undefined });

async function withRun(use: (run: Run) => Promise<void>): Promise<void> {
  const run = await Run.create({ gpu: held.gpu, recipe: tinyRecipe({ schedule: { kind: 'variance-exploding', timesteps: 20 } }) });
  try {
    await use(run);
  } finally {
    await run.destroy();
  }
}

describe('starting noise of one’s own', () => {
  it('gives the film of a seed bit for bit where it is the noise of that seed, also where fresh noise is drawn', async () => {
    await withRun(async (run) => {
      await run.train(10);
      const noise = seededStart(request.seed, 60);
      for (const sampler of ['ddim', 'ddpm'] as const) {
        const [seeded, own] = [await run.sample({ ...request, sampler }), await run.sample({ ...request, sampler, noise })];
        expect([own.states, own.predictions]).toEqual([seeded.states, seeded.predictions]);
      }
      const [seeded, own] = [await run.insight.idealSamples(request, asking()), await run.insight.idealSamples({ ...request, noise }, asking())];
      expect(own.states).toEqual(seeded.states);
    });
  });

  it('takes each point where it goes alone: the deterministic path is a map of the plane', async () => {
    await withRun(async (run) => {
      await run.train(10);
      const noise = Float32Array.of(0.5, -1, 2, 0, -0.25, 0.75);
      const three = await run.sample({ ...request, count: 3, seed: 1, noise });
      const one = await run.sample({ ...request, count: 1, seed: 2, noise: noise.subarray(2, 4) });
      const scale = Math.hypot(three.states[0]?.[2] ?? 0, three.states[0]?.[3] ?? 0) / 2;
      // The starting noise of a variance-exploding schedule is as wide as its first level.
      expect(scale).toBeGreaterThan(2);
      expect(three.states[0]?.[0]).toBeCloseTo(0.5 * scale, 4);
      one.states.forEach((state, frame) => expect(Math.hypot((state[0] ?? 0) - (three.states[frame]?.[2] ?? 0), (state[1] ?? 0) - (three.states[frame]?.[3] ?? 0))).toBeLessThan(1e-4 * scale));
    });
  });

  it('is refused where it does not fit, and by the run before anything is drawn', async () => {
    expect(() => checkStart({ count: 2 }, [2])).not.toThrow();
    expect(() => checkStart({ count: 2, noise: new Float32Array(3) }, [2])).toThrow('The starting noise has 3 numbers, but 2 samples of 2 need 4');
    expect(() => checkStart({ count: 2, noise: Float32Array.of(0, 1, NaN, 2) }, [2])).toThrow('of sample 1 (counted from 0) is NaN');
    expect(() => checkStart({ count: 1, noise: Float32Array.of(0, 1e9) }, [2])).toThrow('give numbers from -100 to 100');
    await withRun(async (run) => {
      await expect(run.sample({ ...request, noise: new Float32Array(2) })).rejects.toThrow('but 30 samples of 2 need 60');
      await expect(run.insight.idealSamples({ ...request, noise: new Float32Array(2) }, asking())).rejects.toThrow('give as many');
    });
  });
});
