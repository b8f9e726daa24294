import { describe, expect, it } from 'vitest';
import { diffusersFiles, readDiffusersCheckpoint } from '../node/diffusersCheckpoint.ts';
import { useGpu } from '../node/operationCheck.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Checkpoint, NamedTensor } from './checkpoint.ts';
import { tinyImageRecipe } from './fixtures/tinyImageRecipe.ts';
import { Run } from './run.ts';

const held = useGpu();
const request: SampleRequest = { sampler: 'ddpm', steps: 4, count: 4, seed: 4, eta: null, schedule: null, guidance: 1, label: 'each' };

async function withRun<T>(recipe: Recipe, checkpoint: Checkpoint | null, use: (run: Run) => Promise<T>): Promise<T> {
  const { gpu } = held;
  const before = [gpu.ledger.count, gpu.ledger.bytes];
  const run = await Run.create({ gpu, recipe, ...(checkpoint ? { checkpoint } : {}) });
  try {
    return await use(run);
  } finally {
    await run.destroy();
    expect([gpu.ledger.count, gpu.ledger.bytes], 'buffers and bytes after destroy').toEqual(before);
  }
}

async function lossesOf(run: Run, steps: number): Promise<number[]> {
  const losses: number[] = [];
  await run.train(steps, { onProgress: (progress) => losses.push(...progress.losses) });
  return losses;
}

const bits = (tensors: ReadonlyMap<string, NamedTensor>): [string, string][] =>
  [...tensors].map(([name, { data }]): [string, string] => [name, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')]).toSorted(([a], [b]) => (a < b ? -1 : 1));

describe('a network that learns its variance and is shown its own estimate', () => {
  const recipe = tinyImageRecipe({
    objective: { variance: 'learned', selfConditioning: true, offsetNoise: 0.1, draws: 'antithetic', density: 'importance', weighting: 'min-snr' },
    optimizer: { kind: 'lion' }, training: { accumulate: 2, furtherEmas: [0.5] },
  });

  it('goes on from a folder as if it had never stopped, and draws in every way', async () => {
    const whole = await withRun(recipe, null, async (run) => ({ losses: await lossesOf(run, 4), end: await run.checkpoint() }));
    const half = await withRun(recipe, null, async (run) => ({ losses: await lossesOf(run, 2), end: await run.checkpoint() }));
    const files = diffusersFiles(half.end);
    const read = await readDiffusersCheckpoint(recipe, (path) => Promise.resolve(files.get(path) ?? null));
    expect(bits(read.state)).toEqual(bits(half.end.state));
    await withRun(recipe, read, async (run) => {
      expect([...half.losses, ...await lossesOf(run, 2)]).toEqual(whole.losses);
      const end = await run.checkpoint();
      expect([bits(end.model), bits(end.state)]).toEqual([bits(whole.end.model), bits(whole.end.state)]);
      expect(end.model.get('conv_in.weight')?.shape[1]).toBe(2);
      expect(end.model.get('conv_out.weight')?.shape[0]).toBe(2);

      const drawn = async (changes: Partial<SampleRequest>): Promise<Float32Array> => (await run.sampleEnd({ ...request, ...changes })).samples;
      const small = await drawn({});
      expect([...small].every(Number.isFinite)).toBe(true);
      expect(await drawn({ variance: 'learned' })).not.toEqual(small);
      expect(await drawn({ variance: 'learned' })).toEqual(await drawn({ variance: 'learned' }));
      const guided = { guidance: 4, guidanceRescale: 0.5 };
      const apart = async (changes: Partial<SampleRequest>): Promise<number> => Math.max(...(await drawn(changes)).map((value, i) => Math.abs(value - (small[i] ?? Number.NaN))));
      // No call lies in the interval: as without guidance, but for rounding.
      expect(await apart({ ...guided, guidanceFrom: 0.5, guidanceTo: 0.51 })).toBeLessThan(1e-4);
      expect(await apart(guided)).toBeGreaterThan(1e-3);
      const clipped = await drawn({ clip: 'static', clipValue: 0.5 });
      expect(Math.max(...clipped.map(Math.abs))).toBeLessThanOrEqual(0.5);
      const thresholded = await drawn({ clip: 'dynamic', clipValue: 0.25, clipQuantile: 0.9 });
      expect(Math.max(...thresholded.map(Math.abs))).toBeLessThanOrEqual(0.25);
      const trajectory = await run.sample({ ...request, sampler: 'heun', spacing: 'karras', steps: 3 });
      expect([trajectory.states.length, trajectory.predictions.length, trajectory.timesteps.length]).toEqual([6, 5, 6]);
      expect([...trajectory.timesteps].some((t) => !Number.isInteger(t))).toBe(true);
    });
  });

  it('is refused a learned variance where it learned none', async () => {
    await withRun(tinyImageRecipe(), null, async (run) => {
      await expect(run.sample({ ...request, variance: 'learned' })).rejects.toThrow('the model has learned none');
    });
  });
});
