import { describe, expect, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Checkpoint, NamedTensor } from './checkpoint.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import { Run } from './run.ts';

const held = useGpu();
const request: SampleRequest = { sampler: 'ddpm', steps: 20, count: 400, seed: 4, eta: null, schedule: null, guidance: 1, label: 'each' };
const asking = { signal: new AbortController().signal, tell: () => undefined };

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

describe('points learnt with a variance of their own and shown the estimate', () => {
  const recipe = tinyRecipe({
    data: { kind: 'eight-gaussians', count: 2000 }, schedule: { timesteps: 60 },
    objective: { prediction: 'v', variance: 'learned', hybridWeight: 0.02, selfConditioning: true }, optimizer: { kind: 'muon', learningRate: 0.01 }, training: { accumulate: 2 },
  });
  const learner: Recipe = { ...recipe, model: { ...tinyRecipe({ model: { width: 32, depth: 2, fourierFeatures: 8 } }).model }, optimizer: { ...recipe.optimizer, kind: 'adamw', learningRate: 0.01 }, training: { ...recipe.training, accumulate: 1, batch: 128 } };

  it('go on from a checkpoint as if they had never stopped', async () => {
    const whole = await withRun(recipe, null, async (run) => ({ losses: await lossesOf(run, 6), end: await run.checkpoint() }));
    const half = await withRun(recipe, null, async (run) => ({ losses: await lossesOf(run, 3), end: await run.checkpoint() }));
    await withRun(recipe, half.end, async (run) => {
      expect([...half.losses, ...await lossesOf(run, 3)]).toEqual(whole.losses);
      const end = await run.checkpoint();
      expect([bits(end.model), bits(end.state)]).toEqual([bits(whole.end.model), bits(whole.end.state)]);
      const { model } = run.recipe;
      if (model.kind !== 'mlp') throw new Error('Points are learnt by an MLP.');
      expect(end.model.get('in.weight')?.shape).toEqual([2 * (2 + 2 * model.fourierFeatures) + model.timeEmbedding, model.width]);
      expect(end.model.get('out.weight')?.shape).toEqual([model.width, 4]);
    });
  });

  it('learn: samples find the clusters, and the learned variance has a better bound than either fixed one', async () => {
    await withRun(learner, null, async (run) => {
      expect((await lossesOf(run, 400)).every(Number.isFinite)).toBe(true);
      const learned = await run.sampleEnd({ ...request, variance: 'learned' });
      const scale = Math.sqrt(0.5 + 0.01);
      const near = Array.from({ length: 400 }, (_, k) => Math.min(...Array.from({ length: 8 }, (_unused, c) =>
        Math.hypot((learned.samples[2 * k] ?? 0) - Math.cos(c * Math.PI / 4) / scale, (learned.samples[2 * k + 1] ?? 0) - Math.sin(c * Math.PI / 4) / scale))));
      // Of standard normal noise about 2 of 5 lie so near to one of the eight centres.
      expect(near.filter((distance) => distance < 0.45).length).toBeGreaterThan(220);
      expect((await run.sampleEnd(request)).samples).not.toEqual(learned.samples);
      const bound = async (variance: 'small' | 'large' | 'learned'): Promise<number> =>
        (await run.insight.likelihood({ method: 'bound', of: 'model', count: 200, seed: 3, levels: 30, variance }, asking)).bits;
      const [small, large, own] = [await bound('small'), await bound('large'), await bound('learned')];
      expect(own).toBeLessThan(Math.min(small, large));
    });
  });

  it('are refused a learned variance where they learned none', async () => {
    await withRun(tinyRecipe(), null, async (run) => {
      await expect(run.sample({ ...request, steps: 5, variance: 'learned' })).rejects.toThrow('the model has learned none');
    });
  });
});
